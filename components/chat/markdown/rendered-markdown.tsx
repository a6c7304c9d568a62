'use client'

import { useId, useMemo, useRef } from 'react'
import { AnswerBlock } from './answer-block.tsx'
import { AnswerContext } from './answer-context.ts'
import { closeHalfOpen } from './blocks/close-half-open.ts'
import { isDense } from './blocks/dense-text.ts'
import { numberFootnotes } from './blocks/number-footnotes.ts'
import { type AnswerBlocks, splitBlocks } from './blocks/split-blocks.ts'
import { copyAsWritten } from './copy-as-written.ts'
import { Footnotes } from './footnotes.tsx'
import { useHeldText } from './formula/use-held-text.ts'
import { Outline } from './outline.tsx'

const outlineHeadings = 3
const outlineChars = 2_500

/**
 * The Markdown of an answer, block by block. When the answer grows, only its last block is parsed
 * again.
 */
export default function RenderedMarkdown({
  text: wholeText,
  isStreaming,
}: {
  text: string
  isStreaming: boolean
}) {
  const id = useId()
  const text = useHeldText(wholeText, isStreaming)
  const answer = useMemo(() => splitBlocks(text), [text])
  const { blocks } = answer
  const notes = numberFootnotes(text, answer.footnotes, isStreaming)
  // Labels contain no spaces.
  const labels = notes.labels.join(' ')
  const context = useMemo(() => ({ id, labels: labels.split(' ') }), [id, labels])
  const references = referencesOf(answer, notes.labels)
  const place = useRef<HTMLDivElement>(null)
  const headings = blocks.filter((block) => /^#{1,6} /.test(block)).length
  const isLong = !isStreaming && headings >= outlineHeadings && text.length >= outlineChars
  return (
    <AnswerContext value={context}>
      {isLong && <Outline answer={place} />}
      <div ref={place} className="markdown" onCopy={copyAsWritten}>
        {blocks.map((block, index) => {
          const isGrowing = isStreaming && index === blocks.length - 1 && notes.ordered.length === 0
          const key = `block-${index}`
          return (
            <AnswerBlock
              key={key}
              markdown={isGrowing && !isDense(block) ? closeHalfOpen(block) : block}
              references={block.includes('[') ? references : ''}
              isGrowing={isGrowing}
            />
          )
        })}
        <Footnotes footnotes={notes.ordered} references={references} />
      </div>
    </AnswerContext>
  )
}

/** The definitions of links, and of footnotes so that their marks are parsed as such. */
function referencesOf({ definitions }: AnswerBlocks, labels: string[]): string {
  const notes = labels.map((label) => `[^${label}]: .`)
  return [definitions, ...notes].filter(Boolean).join('\n')
}
