/** Saves an unfinished answer, off the token path. */
export interface PartialSaver {
  /** Reports that the answer has grown to `size` UTF-16 units. */
  noteGrowth(size: number): void
  /** Ends the saving; resolves when no save is in progress. */
  stop(): Promise<void>
}

const intervalMs = 1_000
const intervalSize = 2_048
/**
 * Each save writes the whole answer, so a long answer that grows fast is only saved once a second.
 */
const intervalShare = 1 / 8

/**
 * Calls `save`, never twice at a time: one second after growth, or earlier after 2,048 units and an
 * eighth of the answer. A killed process loses at most that second. Failures go to `onError`; only
 * the final save matters.
 */
export function createPartialSaver(
  save: () => Promise<void>,
  onError: (error: unknown) => void,
): PartialSaver {
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> | undefined
  let size = 0
  let savedSize = 0
  let isStopped = false

  const saveNow = () => {
    clearTimeout(timer)
    timer = undefined
    if (saving || isStopped) return
    savedSize = size
    saving = save()
      .catch(onError)
      .finally(() => {
        saving = undefined
        if (size > savedSize) schedule()
      })
  }
  const schedule = () => {
    if (!isStopped) timer ??= setTimeout(saveNow, intervalMs)
  }

  return {
    noteGrowth(nextSize) {
      size = nextSize
      if (size - savedSize >= Math.max(intervalSize, size * intervalShare)) saveNow()
      else schedule()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await saving
    },
  }
}
