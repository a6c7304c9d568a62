'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Loads the next page of a list when its end comes into view, or is asked for by the keyboard. */
export function LoadMore({
  hasMore,
  isLoadingMore,
  loadMore,
}: {
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => unknown
}) {
  const t = useTranslations('shell')
  const end = useRef<HTMLDivElement>(null)
  const load = useRef(loadMore)
  load.current = loadMore
  const isWaiting = hasMore && !isLoadingMore
  useEffect(() => {
    const { current } = end
    if (!isWaiting || !current) return
    let mayRepeat = true
    // A reading of the list at the same time can take the place of this one.
    const repeat = () => {
      if (!mayRepeat) return
      mayRepeat = false
      observer.unobserve(current)
      observer.observe(current)
    }
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void Promise.resolve(load.current()).then(repeat, repeat)
    })
    observer.observe(current)
    return () => {
      mayRepeat = false
      observer.disconnect()
    }
  }, [isWaiting])
  if (!hasMore) return null
  return (
    <div ref={end}>
      <Button
        variant="ghost"
        size="sm"
        className="mt-2 w-full"
        disabled={isLoadingMore}
        onClick={() => void loadMore()}
      >
        {t('load-more')}
      </Button>
    </div>
  )
}
