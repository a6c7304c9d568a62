'use client'

import { lazy, memo, Suspense, useState } from 'react'
import { PlainText } from './plain-text.tsx'

const load = () =>
  // Without the network the text can still be read.
  import('./rendered-markdown.tsx').catch(() => ({ default: PlainText }))
const Rendered = lazy(load)
/** A finished answer with formulas appears once, with its formulas set. */
const RenderedWithFormulas = lazy(async () => {
  const { loadFormulaSetter } = await import('./formula/use-formula-setter.ts')
  const [rendered] = await Promise.all([load(), loadFormulaSetter().catch(() => undefined)])
  return rendered
})
const mayHoldFormula = /\$|\\[([]|\\begin\{/

/** Loads the renderer before the first answer needs it. */
export function preloadMarkdown() {
  void load()
}

/**
 * Markdown of an answer, while it streams and after. The renderer is large and comes on its own;
 * until it is there the text stands in the same lines.
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
