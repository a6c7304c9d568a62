/**
 * CPU time of this thread, milliseconds: the minimum over some tries, which end early after a fast
 * one.
 */
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

/** Repeats a piece until the text has at least this many characters. */
export function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length))
}

/**
 * Paragraphs of one piece, each slightly shorter than the limit above which a text counts as
 * hostile.
 */
export function paragraphs(piece: string, length: number): string {
  const paragraph = `${piece.repeat(Math.ceil(100 / piece.length))}\n\n`
  return repeated(paragraph, length)
}
