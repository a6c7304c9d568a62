'use client'

import { lazy, type ReactNode, Suspense, use } from 'react'
import { GrowingContext } from '../answer-context.ts'
import { PlainCode } from './plain-code.tsx'
import { previewKindOf } from './preview-kind.ts'

const Diagram = lazy(() => import('../views/diagram-view.tsx'))
const Chart = lazy(() => import('../views/chart-view.tsx'))
const Preview = lazy(() => import('../views/preview-view.tsx'))

interface Props {
  language?: string
  meta?: string
  children?: ReactNode
}

/**
 * Code of an answer. Code of a diagram, a chart or a page is shown as such, with a switch to the
 * code.
 */
export function CodeBlock({ language = '', meta = '', children }: Props) {
  const isGrowing = use(GrowingContext)
  const code = typeof children === 'string' ? children : ''
  const name = language.toLowerCase()
  const plain = <PlainCode code={code} language={name} />
  if (name === 'mermaid') {
    return (
      <Suspense fallback={plain}>
        <Diagram code={code} isGrowing={isGrowing} />
      </Suspense>
    )
  }
  if (name === 'chart') {
    return (
      <Suspense fallback={plain}>
        <Chart code={code} isGrowing={isGrowing} />
      </Suspense>
    )
  }
  const kind = previewKindOf(name, code)
  if (!kind) return plain
  return (
    <Suspense fallback={plain}>
      <Preview code={code} language={name} kind={kind} meta={meta} isGrowing={isGrowing} />
    </Suspense>
  )
}
