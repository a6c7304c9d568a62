'use client'

import { useEffect, useState } from 'react'
import type { OnDemand } from './on-demand.ts'

/**
 * The module, loaded as soon as it is wanted; undefined until then. If it cannot be loaded, the
 * next use tries again.
 */
export function useOnDemand<T>(part: OnDemand<T>, isWanted: boolean): T | undefined {
  const [, setLoaded] = useState(false)
  useEffect(() => {
    if (isWanted && !part.module) part.load().then(() => setLoaded(true), reportError)
  }, [part, isWanted])
  return isWanted ? part.module : undefined
}
