'use client'

import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { memo, type ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { GrowingContext } from './answer-context.ts'
import { AnswerImage } from './answer-image.tsx'
import { AnswerLink } from './answer-link.tsx'
import { AnswerTable } from './answer-table.tsx'
import { isDense } from './blocks/dense-text.ts'
import { languageOf } from './blocks/language-of.ts'
import { CitationMark } from './citation-mark.tsx'
import { CodeBlock } from './code/code-block.tsx'
import { FootnoteMark } from './footnote-mark.tsx'
import { Formula } from './formula/formula.tsx'
import { toAnswerTree } from './syntax/answer-tree.ts'
import { Task } from './task.tsx'

const components = {
  a: AnswerLink,
  img: AnswerImage,
  input: Task,
  table: AnswerTable,
  'lumos-citation': CitationMark,
  'lumos-code': CodeBlock,
  'lumos-footnote': FootnoteMark,
  'lumos-formula': Formula,
} as Partial<Components>

/**
 * One block of an answer. Its elements come from a sanitised tree, never from an HTML string.
 * @param references definitions that links and footnotes of the block refer to
 */
export const AnswerBlock = memo(function AnswerBlock({
  markdown,
  references,
  isGrowing,
}: {
  markdown: string
  references: string
  isGrowing: boolean
}) {
  return (
    <GrowingContext value={isGrowing}>
      <div className="answer-block" lang={languageOf(markdown)}>
        {render(markdown, references)}
      </div>
    </GrowingContext>
  )
})

function render(markdown: string, references: string): ReactNode {
  const asWritten = <p className="whitespace-pre-wrap">{markdown}</p>
  if (isDense(markdown)) return asWritten
  try {
    // The references come first, because the block may end in an open code fence.
    const tree = toAnswerTree(`${references}\n\n${markdown}`)
    return toJsxRuntime(tree, { Fragment, jsx, jsxs, components, ignoreInvalidStyle: true })
  } catch (error) {
    // Deep nesting exhausts the stack: the Markdown source is shown instead.
    if (error instanceof RangeError) return asWritten
    throw error
  }
}
