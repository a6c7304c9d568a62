'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useConfirm } from './confirm.tsx'
import type { Question } from './confirm-dialog.tsx'

/** Asks before unsaved data is lost by a link, the back button or closing the tab. */
export function useLeaveGuard(isOn: boolean, question: Question): void {
  const ask = useConfirm()
  const router = useRouter()
  const leave = useRef(async () => false)
  leave.current = () => ask(question)

  useEffect(() => {
    if (!isOn) return
    const guard = new AbortController()
    const options = { capture: true, signal: guard.signal }

    window.addEventListener('beforeunload', (event) => event.preventDefault(), options)

    document.addEventListener(
      'click',
      (event) => {
        const link = linkOf(event)
        if (!link) return
        event.preventDefault()
        event.stopPropagation()
        void leave.current().then((isSure) => {
          if (!isSure) return
          guard.abort()
          router.push(link.pathname + link.search + link.hash)
        })
      },
      options,
    )

    // Without the Navigation API the back button cannot be intercepted.
    if ('navigation' in window) {
      const { navigation } = window
      navigation.addEventListener(
        'navigate',
        (event) => {
          if (event.navigationType !== 'traverse' || !event.cancelable) return
          event.preventDefault()
          const { key } = event.destination
          void leave.current().then((isSure) => {
            if (!isSure) return
            guard.abort()
            navigation.traverseTo(key)
          })
        },
        { signal: guard.signal },
      )
    }
    return () => guard.abort()
  }, [isOn, router])
}

/** The internal link that a plain click follows; null if it stays on the page. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const isPlain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!isPlain || !link?.href || link.target === '_blank') return null
  const isHere = link.pathname === window.location.pathname
  return link.origin === window.location.origin && !isHere ? link : null
}
