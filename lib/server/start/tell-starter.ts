/** @returns whether the parent process is the starting script; `next dev` has a channel, too */
export function tellStarter(message: object): boolean {
  if (process.env.LUMOS_STARTED_BY !== 'script' || !process.send) return false
  process.send(message)
  return true
}
