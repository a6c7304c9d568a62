'use client'

import { lazy, memo, Suspense, useState } from 'react'
import { onDemand } from '#components/ui/on-demand.ts'
import { PlainText } from './plain-text.tsx'

const renderer = onDemand(() => import('./rendered-markdown.tsx'))
// If the renderer cannot be loaded, the answer is shown as plain text.
const load = () => renderer.load().catch(() => ({ default: PlainText }))
const Rendered = lazy(load)
/** Loads renderer and KaTeX together, so that a finished answer appears once, with its formulas. */
const RenderedWithFormulas = lazy(async () => {
  const { loadFormulaSetter } = await import('./formula/use-formula-setter.ts')
  const [rendered] = await Promise.all([load(), loadFormulaSetter().catch(() => undefined)])
  return rendered
})
const mayHoldFormula = /\$|\\[([]|\\begin\{/

/**
 * Markdown of a streaming or finished answer. The renderer is a large chunk of its own; until it
 * has loaded, plain text with the same lines is shown.
 */
export const Markdown = memo(function Markdown({
  text,
  isStreaming,
}: {
  text: string
  isStreaming: boolean
}) {
  const [isWithFormulas] = useState(() => !isStreaming && mayHoldFormula.test(text))
  const Renderer = isWithFormulas ? RenderedWithFormulas : Rendered
  return (
    <Suspense fallback={<PlainText text={text} />}>
      <Renderer text={text} isStreaming={isStreaming} />
    </Suspense>
  )
})
