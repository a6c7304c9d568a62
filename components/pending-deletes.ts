interface Pending {
  timer: ReturnType<typeof setTimeout>
}

/**
 * Delayed deletes that can be undone. The delete is delayed because what is created again would
 * lose what belongs to it, such as a memory's source and use count.
 */
export interface PendingDeletes {
  add(id: string): void
  /** Cancels a delete; false when it was carried out already. */
  undo(id: string): boolean
  /** Carries out all pending deletes, for example when the page is left. */
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
