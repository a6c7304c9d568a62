'use client'

import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import { halfOpenMark } from '../blocks/half-open-mark.ts'
import { useFormulaSetter } from './use-formula-setter.ts'

/**
 * A formula. Its source is shown until KaTeX has loaded, while it streams, and if it is invalid
 * TeX. A block reserves the height of its lines from the beginning.
 */
export function Formula({
  tex = '',
  source = '',
  display,
}: {
  tex?: string
  source?: string
  display?: string
  children?: ReactNode
}) {
  const setFormula = useFormulaSetter()
  const isBlock = display === 'block'
  const isGrowing = tex.includes(halfOpenMark)
  const html = useMemo(
    () => (isGrowing ? null : (setFormula?.(tex, isBlock) ?? null)),
    [setFormula, tex, isBlock, isGrowing],
  )
  const written = source.replace(halfOpenMark, '')
  if (html === null) {
    return (
      <Place tex={tex} source={written} isBlock={isBlock}>
        <code className="formula-source">
          {isGrowing ? tex.replace(halfOpenMark, '') : written}
        </code>
      </Place>
    )
  }
  return (
    <Place tex={tex} source={written} isBlock={isBlock}>
      <SetFormula html={html} />
    </Place>
  )
}

function Place({
  tex,
  source,
  isBlock,
  children,
}: {
  tex: string
  source: string
  isBlock: boolean
  children: ReactNode
}) {
  if (!isBlock) {
    return (
      <span className="formula" data-source={source}>
        {children}
      </span>
    )
  }
  const block = { tabIndex: 0, 'data-source': source, style: { minHeight: `${rows(tex) * 2.5}em` } }
  return (
    <div className="formula-block" {...block}>
      {children}
    </div>
  )
}

/**
 * Inserts KaTeX's HTML, in which commands that could run code are off. A layout effect inserts it
 * before the first paint.
 */
function SetFormula({ html }: { html: string }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current) place.current.innerHTML = html
  }, [html])
  return <span ref={place} />
}

function rows(tex: string): number {
  return Math.max(1, tex.split(/\\\\|\\cr\b/).length * 0.8)
}
