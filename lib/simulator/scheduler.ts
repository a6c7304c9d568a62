/** Runs when due and returns its next due time (performance.now() clock), or null to stop. */
export type ScheduledTask = (now: number) => number | null

export interface Scheduled {
  cancel(): void
}

export interface Scheduler {
  /** @param due milliseconds on the performance.now() clock */
  at(due: number, task: ScheduledTask): Scheduled
  close(): void
}

interface Entry extends Scheduled {
  due: number
  task: ScheduledTask | null
}

/** Timers have a resolution of one millisecond, so tasks due within this time run now. */
const earlyMs = 0.5

/**
 * Runs any number of streams on one timer with a heap of due times. A timer per token would cost
 * more than the token. Due times are absolute, so that a late timer does not delay later tokens.
 */
export function createScheduler(): Scheduler {
  const heap: Entry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let wakeAt = Number.POSITIVE_INFINITY

  function arm() {
    const first = heap[0]
    if (!first || first.due >= wakeAt) return
    clearTimeout(timer)
    wakeAt = first.due
    timer = setTimeout(tick, Math.max(1, Math.round(first.due - performance.now())))
  }

  function tick() {
    wakeAt = Number.POSITIVE_INFINITY
    const now = performance.now()
    for (let entry = heap[0]; entry && entry.due <= now + earlyMs; entry = heap[0]) {
      removeFirst(heap)
      const next = entry.task?.(now) ?? null
      if (next === null) continue
      entry.due = Math.max(next, now + 2 * earlyMs)
      insert(heap, entry)
    }
    arm()
  }

  return {
    at(due, task) {
      const entry: Entry = {
        due,
        task,
        cancel() {
          entry.task = null
        },
      }
      insert(heap, entry)
      arm()
      return entry
    },
    close() {
      clearTimeout(timer)
      heap.length = 0
    },
  }
}

function insert(heap: Entry[], entry: Entry) {
  let index = heap.length
  heap.push(entry)
  while (index > 0) {
    const parentIndex = (index - 1) >> 1
    const parent = heap[parentIndex]
    if (!parent || parent.due <= entry.due) break
    heap[index] = parent
    index = parentIndex
  }
  heap[index] = entry
}

function removeFirst(heap: Entry[]) {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  heap[0] = last
  sink(heap)
}

/** Restores the heap order from the root. */
function sink(heap: Entry[]) {
  const entry = heap[0]
  if (!entry) return
  let index = 0
  while (true) {
    let childIndex = 2 * index + 1
    let child = heap[childIndex]
    if (!child) break
    const right = heap[childIndex + 1]
    if (right && right.due < child.due) {
      child = right
      childIndex += 1
    }
    if (child.due >= entry.due) break
    heap[index] = child
    index = childIndex
  }
  heap[index] = entry
}
