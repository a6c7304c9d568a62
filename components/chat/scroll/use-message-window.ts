'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { boxesIn, placeIn, type ReadingPlace, scrollToPlace } from './message-elements.ts'
import { moveWindow, rangeOf, windowAt, windowOf } from './message-window.ts'
import type { OlderMessages } from './use-older-messages.ts'

/**
 * The part of the chat that is mounted: what is near the view. It moves with the reader, whose place
 * stays where it is.
 */
export function useMessageWindow({
  scroller,
  messages,
  isStuck,
  older,
}: {
  scroller: RefObject<HTMLDivElement | null>
  messages: LumosMessage[]
  /** Whether the end of the chat is followed. */
  isStuck: RefObject<boolean>
  older: OlderMessages
}) {
  const [range, setRange] = useState(() => rangeOf(messages, windowAt(messages)))
  const isPrinting = useIsPrinting()
  const all = { first: 0, end: messages.length }
  const { first, end } = isPrinting ? all : windowOf(messages, range)
  const place = useRef<ReadingPlace | null>(null)
  const latest = useRef({ messages, first, end, older })
  /** Another part is about to be mounted, so where the mounted one stands says nothing. */
  const isMoving = useRef(false)

  // At each scroll, and after each change of what is mounted or loaded.
  const follow = useCallback(() => {
    const element = scroller.current
    const { messages, older, ...shown } = latest.current
    if (!element || messages.length === 0 || isMoving.current) return
    const boxes = boxesIn(element)
    place.current = placeIn(boxes)
    const viewHeight = element.clientHeight
    const next = moveWindow(shown, { boxes, count: messages.length, viewHeight })
    if (shown.first === 0 && (boxes[0]?.top ?? 0) > -viewHeight)
      if (older.hasMore && older.state === 'idle') older.load()
    const nextRange = rangeOf(messages, next)
    setRange((range) =>
      range.firstId === nextRange.firstId && range.lastId === nextRange.lastId ? range : nextRange,
    )
  }, [scroller])

  useLayoutEffect(() => {
    isMoving.current = false
    latest.current = { messages, first, end, older }
  })
  const firstId = messages[first]?.id
  const lastId = messages[end - 1]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what is mounted.
  useLayoutEffect(() => {
    const element = scroller.current
    // A new chat opens at its greeting.
    if (!element || !firstId) return
    if (isStuck.current) element.scrollTop = element.scrollHeight
    else if (place.current) scrollToPlace(element, place.current)
  }, [scroller, isStuck, first, firstId, lastId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of what is mounted.
  useEffect(follow, [follow, firstId, lastId, messages.length, older.state])
  useEffect(() => {
    const element = scroller.current
    element?.addEventListener('scroll', follow, { passive: true })
    return () => element?.removeEventListener('scroll', follow)
  }, [scroller, follow])

  const show = useCallback((messageId?: string) => {
    const { messages } = latest.current
    isMoving.current = true
    setRange(rangeOf(messages, windowAt(messages, messageId)))
  }, [])
  return { first, end, place, show }
}

/** Whether the page is being printed. */
function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it is when the handlers have ended.
    const begin = () => flushSync(() => setIsPrinting(true))
    const end = () => setIsPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
