'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'

/** Distance from the bottom that counts as the bottom, pixels. */
const slack = 48

/**
 * Scrolls a growing column to its end while `isOn`, unless the reader scrolled up. The package of
 * this name observes the content only: a growing composer would cover the last lines.
 */
export function useStickToBottom({
  scroller,
  content,
  isStuck,
  isOn,
  hasBelow,
  onResize,
}: {
  scroller: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLDivElement | null>
  /** Whether the end is followed. */
  isStuck: RefObject<boolean>
  isOn: boolean
  /** Whether messages below the column are not mounted: its end is not the chat's. */
  hasBelow: RefObject<boolean>
  /** Called after a change of size that does not scroll to the end. */
  onResize: () => void
}) {
  const [isAtBottom, setIsAtBottom] = useState(isStuck.current)

  const toBottom = useCallback(() => {
    isStuck.current = true
    setIsAtBottom(true)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [scroller, isStuck])

  useEffect(() => {
    const element = scroller.current
    if (!isOn || !element || !content.current) return
    let lastTop = element.scrollTop
    let lastHeight = element.clientHeight
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element
      const left = scrollHeight - scrollTop - clientHeight
      // After the reader scrolled up, only the very end resumes following.
      const isNear = !hasBelow.current && left < (isStuck.current ? slack : 2)
      // Growing content moves the end down. `scrollTop` decreases only when the reader scrolls up,
      // or when the composer shrinks and the view's height changes.
      if (scrollTop < lastTop && !isNear && clientHeight === lastHeight) isStuck.current = false
      if (isNear) isStuck.current = true
      lastTop = scrollTop
      setIsAtBottom(isStuck.current)
    }
    const observer = new ResizeObserver(() => {
      if (isStuck.current) element.scrollTop = element.scrollHeight
      else onResize()
      // Movement caused by a resize does not count as the reader's.
      lastTop = element.scrollTop
      lastHeight = element.clientHeight
    })
    const onUp = (event: Event) => {
      const isUp = event instanceof WheelEvent ? event.deltaY < 0 : isUpKey(event)
      if (!isUp || element.scrollTop === 0) return
      isStuck.current = false
      setIsAtBottom(false)
    }
    element.addEventListener('wheel', onUp, { passive: true })
    element.addEventListener('keydown', onUp)
    element.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(content.current)
    // A growing composer reduces the view's height.
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onUp)
      element.removeEventListener('keydown', onUp)
      observer.disconnect()
    }
  }, [isOn, scroller, content, isStuck, hasBelow, onResize])

  return { isAtBottom, setIsAtBottom, toBottom }
}

function isUpKey(event: Event): boolean {
  return event instanceof KeyboardEvent && ['PageUp', 'ArrowUp', 'Home'].includes(event.key)
}
