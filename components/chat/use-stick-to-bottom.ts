'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/** This near to the bottom counts as there, pixels. */
const slack = 48

/**
 * Scrolls a growing column to its end while it is on, unless the reader scrolled up. The package of
 * this name observes the content only: a composer that grows would cover the last lines.
 */
export function useStickToBottom(isOn: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isStuck = useRef(true)
  const [isAtBottom, setIsAtBottom] = useState(true)

  const toBottom = useCallback(() => {
    isStuck.current = true
    setIsAtBottom(true)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])

  useEffect(() => {
    const element = scroller.current
    if (!isOn || !element || !content.current) return
    let lastTop = element.scrollTop
    let lastHeight = element.clientHeight
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element
      const left = scrollHeight - scrollTop - clientHeight
      // Who went up on purpose is followed again at the very end only.
      const isNear = left < (isStuck.current ? slack : 2)
      // Growing content moves the end away; only the reader moves the view up, or the composer
      // when it gives room back.
      if (scrollTop < lastTop && !isNear && clientHeight === lastHeight) isStuck.current = false
      if (isNear) isStuck.current = true
      lastTop = scrollTop
      setIsAtBottom(isStuck.current)
    }
    const observer = new ResizeObserver(() => {
      if (isStuck.current) element.scrollTop = element.scrollHeight
      // What a change of size moved was not moved by the reader.
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
    // The composer takes its height from the view.
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onUp)
      element.removeEventListener('keydown', onUp)
      observer.disconnect()
    }
  }, [isOn])

  return { scroller, content, isAtBottom, toBottom }
}

function isUpKey(event: Event): boolean {
  return event instanceof KeyboardEvent && ['PageUp', 'ArrowUp', 'Home'].includes(event.key)
}
