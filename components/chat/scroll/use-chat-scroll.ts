'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toast } from '#components/ui/toast.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { OpenChat } from '../open-chat/open-chat.ts'
import { keepPlace, readPlace } from './kept-place.ts'
import { type ReadingPlace, scrollToPlace } from './message-elements.ts'
import { type JumpTarget, useJump } from './use-jump.ts'
import { useMessageWindow } from './use-message-window.ts'
import { useOlderMessages } from './use-older-messages.ts'
import { useStickToBottom } from './use-stick-to-bottom.ts'

/** A message to show, and how. */
interface Target {
  messageId: string
  scrollTo: (scroller: Element) => void
}

/** What the reader does to scroll. */
const readerEvents = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * The scrolling of a chat. It follows the end, stays where the reader is while messages come and go,
 * opens where this tab left it, and goes to the message of an address.
 */
export function useChatScroll(openChat: OpenChat, messages: LumosMessage[]) {
  const { chatId } = openChat
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [start] = useState(() => startOf(chatId))
  const [target, setTarget] = useState(start)
  const isStuck = useRef(start === null)
  const hasBelow = useRef(false)
  /** Shows the target again while the content around it takes its size, until the reader scrolls. */
  const held = useRef<Target | null>(null)

  const older = useOlderMessages(openChat)
  const view = useMessageWindow({ scroller, messages, isStuck, older })
  const { place, show } = view
  const isEmpty = messages.length === 0
  const onResize = useCallback(() => {
    if (scroller.current) held.current?.scrollTo(scroller.current)
  }, [])
  const shared = { scroller, content, isStuck, hasBelow, isOn: !isEmpty, onResize }
  const { isAtBottom, setIsAtBottom, toBottom } = useStickToBottom(shared)
  useLayoutEffect(() => {
    hasBelow.current = view.end < messages.length
  })

  const isLoaded = messages.some(({ id }) => id === target?.messageId)
  useLayoutEffect(() => {
    if (target && target === start && !isLoaded && !isEmpty) {
      // The message where the chat was left is gone.
      setTarget(null)
      toBottom()
    }
    if (!target || !isLoaded) return
    isStuck.current = false
    setIsAtBottom(false)
    held.current = target
    setTarget(null)
    show(target.messageId)
  }, [target, start, isLoaded, isEmpty, show, setIsAtBottom, toBottom])
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the target's messages are mounted.
  useLayoutEffect(onResize, [onResize, target, view.first, view.end])

  const [jump, setJump] = useState<JumpTarget | null>(null)
  useJump(chatId, setJump)
  useEffect(() => {
    // What is above the newest messages is known when these have been read.
    if (!jump || isEmpty) return
    setJump(null)
    // Searches alone need the module.
    Promise.all([import('./find-in-message.ts'), openChat.showFrom(jump.messageId)]).then(
      ([{ jumpTo }]) => setTarget({ messageId: jump.messageId, scrollTo: jumpTo(jump) }),
      (error: unknown) => toast.error(error instanceof Error ? error.message : String(error)),
    )
  }, [jump, isEmpty, openChat])
  const toNewest = useCallback(() => {
    held.current = null
    show()
    toBottom()
  }, [show, toBottom])
  useEffect(() => {
    const element = scroller.current
    const onReader = (event: Event) => {
      held.current = null
      const isEnd = event instanceof KeyboardEvent && event.key === 'End'
      // In an edited message it goes to the end of the line.
      if (isEnd && hasBelow.current && !(event.target instanceof HTMLTextAreaElement)) toNewest()
    }
    for (const name of readerEvents) element?.addEventListener(name, onReader, { passive: true })
    return () => {
      for (const name of readerEvents) element?.removeEventListener(name, onReader)
    }
  }, [toNewest])
  useKeptPlace(chatId, isStuck, place)

  return {
    ...{ scroller, content, older, first: view.first, end: view.end },
    isAtBottom: isAtBottom && view.end === messages.length,
    toBottom: toNewest,
  }
}

/** Keeps where the chat is left, also by a reload. */
function useKeptPlace(
  chatId: string,
  isStuck: RefObject<boolean>,
  place: RefObject<ReadingPlace | null>,
): void {
  useLayoutEffect(() => {
    const keep = () => keepPlace(chatId, isStuck.current ? null : place.current)
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [chatId, isStuck, place])
}

/** Where the chat was left. */
function startOf(chatId: string): Target | null {
  const place = readPlace(chatId)
  return place && { ...place, scrollTo: (scroller) => scrollToPlace(scroller, place) }
}
