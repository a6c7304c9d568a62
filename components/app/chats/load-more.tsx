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
    if (!isWaiting || !end.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) load.current()
    })
    observer.observe(end.current)
    return () => observer.disconnect()
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
