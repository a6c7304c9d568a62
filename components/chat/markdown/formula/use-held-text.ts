'use client'

import { useEffect, useState } from 'react'
import { isFormulaSetterLoaded, loadFormulaSetter } from './use-formula-setter.ts'

/** The first formula for certain; a single dollar is none before it is closed. */
const formula = /\$\$|\$[^\s$\d][^$\n]{0,500}\$|\\[([]|\\begin\{/
const longestHoldMs = 1_500

/**
 * The part of an answer that is shown. What streams from the first formula on is held back for the
 * moment that the library needs, so that no formula changes its size once it is seen.
 */
export function useHeldText(text: string, isStreaming: boolean): string {
  const [isReady, setIsReady] = useState(isFormulaSetterLoaded())
  const start = isStreaming && !isReady ? text.search(formula) : -1
  const isHeld = start >= 0
  useEffect(() => {
    if (!isHeld) return
    const release = () => setIsReady(true)
    const timer = setTimeout(release, longestHoldMs)
    void loadFormulaSetter().then(release, release)
    return () => clearTimeout(timer)
  }, [isHeld])
  return isHeld ? text.slice(0, start) : text
}
