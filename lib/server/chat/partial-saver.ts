/** Saves an answer in work, off the token path. */
export interface PartialSaver {
  /** Something was added to the answer, `size` in UTF-16 units. */
  noteGrowth(size: number): void
  /** Ends the saving and resolves when none is under way. */
  stop(): Promise<void>
}

const intervalMs = 1_000
const intervalSize = 2_048
/** Each save writes the whole answer: a long one that grows fast is saved by the second alone. */
const intervalShare = 1 / 8

/**
 * Calls `save` at most once at a time: a second after growth, or sooner after 2,048 units and an
 * eighth of the answer. A kill of the process loses at most that second. Failures go to `onError`;
 * the final save decides.
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
