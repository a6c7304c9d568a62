import type { MessageBox } from './message-elements.ts'

/** The mounted messages: from a position up to another, which is not included. */
export interface MessageWindow {
  first: number
  end: number
}

/** The same by ids, which stay while messages come above; null for the end of the chat. */
export interface MessageRange {
  firstId: string | undefined
  lastId: string | null
}

interface Identified {
  id: string
}

/** Messages that are mounted at first, at an edge, and at most unless more are near the view. */
const atFirst = 24
const step = 8
const most = 32
/** Distances in heights of the view: messages nearer are mounted, messages farther may be dropped. */
const near = 1
const far = 2

/** The newest messages, or those around one. */
export function windowAt(messages: Identified[], messageId?: string): MessageWindow {
  const index = messages.findIndex(({ id }) => id === messageId)
  const end = index < 0 ? messages.length : Math.min(messages.length, index + atFirst / 2)
  return { first: Math.max(0, end - atFirst), end }
}

export function rangeOf(messages: Identified[], { first, end }: MessageWindow): MessageRange {
  const lastId = end >= messages.length ? null : (messages[end - 1]?.id ?? null)
  return { firstId: messages[first]?.id, lastId }
}

/** Where a range is now. What is gone from the chat's branch is replaced by a short window. */
export function windowOf(messages: Identified[], { firstId, lastId }: MessageRange): MessageWindow {
  const first = messages.findIndex(({ id }) => id === firstId)
  const last = lastId === null ? messages.length - 1 : messages.findIndex(({ id }) => id === lastId)
  if (first < 0 && last < 0) return windowAt(messages)
  if (first < 0) return { first: Math.max(0, last + 1 - atFirst), end: last + 1 }
  return { first, end: last < first ? Math.min(messages.length, first + most) : last + 1 }
}

/**
 * The next window: more messages at an edge that is near the view, fewer at one that is far from it.
 * A message that is being edited is not dropped.
 * @param boxes of the messages in the window
 */
export function moveWindow(
  { first, end }: MessageWindow,
  { boxes, count, viewHeight }: { boxes: MessageBox[]; count: number; viewHeight: number },
): MessageWindow {
  const top = boxes[0]
  const bottom = boxes.at(-1)
  if (!top || !bottom) return { first, end }
  const next = { first, end }
  if (top.top > -near * viewHeight) next.first = Math.max(0, first - step)
  if (bottom.bottom < (1 + near) * viewHeight) next.end = Math.min(count, end + step)
  const canDrop = (box: MessageBox | undefined, distance: number) =>
    box !== undefined &&
    !box.isEdited &&
    distance > far * viewHeight &&
    next.end - next.first > most
  if (next.first === first)
    for (const box of boxes) {
      if (!canDrop(box, -box.bottom)) break
      next.first += 1
    }
  if (next.end === end)
    for (const box of boxes.toReversed()) {
      if (!canDrop(box, box.top - viewHeight)) break
      next.end -= 1
    }
  return next
}
