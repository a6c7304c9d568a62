'use client'

import { type RefObject, useEffect, useState } from 'react'

/** Distance from the visible part of the page at which an element counts as near. */
const margin = '200px'

/** Whether the element has been near the visible part of the page, or the page is printed. */
export function useIsNear(place: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (isNear || !element) return
    const found = () => setIsNear(true)
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && found(),
      { rootMargin: margin },
    )
    observer.observe(element)
    window.addEventListener('beforeprint', found)
    return () => {
      observer.disconnect()
      window.removeEventListener('beforeprint', found)
    }
  }, [isNear, place])
  return isNear
}
