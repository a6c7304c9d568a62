'use client'

import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, memo, useMemo, useState } from 'react'
import { Streamdown } from 'streamdown'
import { Button } from '#components/ui/button.tsx'
import { createCodeHighlighter } from './code-highlighter.ts'
import { withMathDelimiters } from './math-delimiters.ts'
import { useMath } from './use-math.ts'

const code = createCodeHighlighter()
const components = { img: ImageOnRequest, input: Task }

/** Markdown of an answer, while it streams and after. */
export const Markdown = memo(function Markdown({
  text,
  isStreaming,
}: {
  text: string
  isStreaming: boolean
}) {
  const markdown = withMathDelimiters(text)
  const math = useMath(markdown.includes('$'))
  const plugins = useMemo(() => ({ code, math }), [math])
  return (
    <Streamdown
      className="markdown wrap-anywhere text-[15px] leading-7"
      // By blocks after the end, too: as one document the whole answer would be rendered again.
      mode="streaming"
      parseIncompleteMarkdown={isStreaming}
      isAnimating={isStreaming}
      plugins={plugins}
      components={components}
    >
      {markdown}
    </Streamdown>
  )
})

/** The box of a task in a list. */
function Task({ checked }: ComponentProps<'input'>) {
  const t = useTranslations('chat')
  return (
    <input
      type="checkbox"
      checked={checked === true}
      disabled
      readOnly
      aria-label={t(checked ? 'task-done' : 'task-open')}
      className="mr-1.5"
    />
  )
}

/** An image's address can carry data away, so it loads only when the user asks for it. */
function ImageOnRequest({ src, alt }: ComponentProps<'img'>) {
  const t = useTranslations('chat')
  const [isAllowed, setIsAllowed] = useState(false)
  if (typeof src !== 'string') return null
  if (isAllowed) {
    return (
      <img
        src={src}
        alt={alt ?? ''}
        referrerPolicy="no-referrer"
        className="max-w-full rounded-md"
      />
    )
  }
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-2 rounded-md border px-3 py-2 text-muted-foreground text-sm">
      <ImageOff className="size-4" aria-hidden />
      <span className="min-w-0 truncate">{alt || src}</span>
      <Button variant="outline" size="sm" onClick={() => setIsAllowed(true)}>
        {t('load-image')}
      </Button>
    </span>
  )
}
