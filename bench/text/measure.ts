/** Milliseconds of this thread's CPU, the least of some tries; one that is short enough ends them. */
export async function cpuMsOf(work: () => unknown, tries = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let left = tries; left > 0; left -= 1) {
    const start = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(start)
    least = Math.min(least, (user + system) / 1_000)
    if (least < 10) break
  }
  return least
}

/** A text of so many characters, at least, made of one piece. */
export function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length))
}

/** Paragraphs of one piece, each a little shorter than what is taken for hostile. */
export function paragraphs(piece: string, length: number): string {
  const paragraph = `${piece.repeat(Math.ceil(100 / piece.length))}\n\n`
  return repeated(paragraph, length)
}
