'use client'

import { useEffect, useState } from 'react'
import { isFormulaSetterLoaded, loadFormulaSetter } from './use-formula-setter.ts'

/** The certain begin of a formula. A single dollar counts only with its closing dollar. */
const formula = /\$\$|\$[^\s$\d][^$\n]{0,500}\$|\\[([]|\\begin\{/
const longestHoldMs = 1_500

/**
 * The part of an answer that is shown. While the answer streams and KaTeX loads, the text from the
 * first formula on is held back, so that no visible formula changes its size.
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
