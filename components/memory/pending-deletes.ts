interface Pending {
  timer: ReturnType<typeof setTimeout>
}

/**
 * Deletes that wait, so that they can be taken back: a memory keeps its source and its use count
 * only when it was never deleted.
 */
export interface PendingDeletes {
  add(id: string): void
  /** Takes a delete back; false when it was carried out. */
  undo(id: string): boolean
  /** Carries out what waits now, as when the page is left. */
  flush(): void
}

export function createPendingDeletes(
  carryOut: (id: string) => void,
  waitMs: number,
): PendingDeletes {
  const pending = new Map<string, Pending>()

  function take(id: string): boolean {
    const entry = pending.get(id)
    if (!entry) return false
    clearTimeout(entry.timer)
    return pending.delete(id)
  }

  return {
    add(id) {
      take(id)
      const timer = setTimeout(() => {
        if (take(id)) carryOut(id)
      }, waitMs)
      pending.set(id, { timer })
    },
    undo: take,
    flush() {
      for (const id of [...pending.keys()]) {
        if (take(id)) carryOut(id)
      }
    },
  }
}
