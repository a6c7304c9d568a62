'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

/** Distance from the view at which a row is still rendered, pixels. */
const margin = '800px 0px'

type OnChange = (entry: IntersectionObserverEntry) => void
const watched = new WeakMap<Element, OnChange>()
/** One observer for each scrolling list. */
const observers = new WeakMap<Element | Document, IntersectionObserver>()

function observerOf(element: Element): IntersectionObserver {
  const root = element.closest('.overflow-y-auto') ?? document
  const known = observers.get(root)
  if (known) return known
  const onChange = (entries: IntersectionObserverEntry[]) => {
    for (const entry of entries) watched.get(entry.target)?.(entry)
  }
  const observer = new IntersectionObserver(onChange, { root, rootMargin: margin })
  observers.set(root, observer)
  return observer
}

/**
 * Tells a long list's row whether it is near the view; one that holds the focus or an open menu counts
 * as near.
 * @returns its height in pixels while it is far from the view, to be rendered empty; else null
 */
export function useFarHeight(isWatched: boolean): {
  row: RefObject<HTMLLIElement | null>
  farHeight: number | null
} {
  const row = useRef<HTMLLIElement>(null)
  const [farHeight, setFarHeight] = useState<number | null>(null)
  useEffect(() => {
    const element = row.current
    if (!isWatched || !element) return
    const observer = observerOf(element)
    watched.set(element, ({ isIntersecting, boundingClientRect: { height } }) => {
      const isUsed = element.matches(':focus-within, :has([data-state=open])')
      if (isIntersecting || isUsed) setFarHeight(null)
      else if (height > 0) setFarHeight((before) => before ?? height)
    })
    observer.observe(element)
    return () => {
      observer.unobserve(element)
      watched.delete(element)
    }
  }, [isWatched])
  return { row, farHeight: isWatched ? farHeight : null }
}
