'use client'

import { useTranslations } from 'next-intl'
import { use } from 'react'
import { AnswerBlock } from './answer-block.tsx'
import { AnswerContext } from './answer-context.ts'
import type { Footnote } from './blocks/split-blocks.ts'
import { jump } from './footnote-mark.tsx'

/** The footnotes of an answer, each with a link back to its mark. */
export function Footnotes({
  footnotes,
  references,
}: {
  footnotes: Footnote[]
  references: string
}) {
  const t = useTranslations('answer')
  const { id, labels } = use(AnswerContext)
  if (footnotes.length === 0) return null
  return (
    <section aria-label={t('footnotes')} className="footnotes">
      <ol>
        {footnotes.map(({ label, text }) => {
          const number = labels.indexOf(label) + 1
          return (
            <li key={label} value={number} id={`${id}-note-${number}`} tabIndex={-1}>
              <AnswerBlock markdown={text} references={references} isGrowing={false} />{' '}
              <a
                href={`#${id}-mark-${number}`}
                onClick={jump}
                aria-label={t('footnote-back', { number })}
                className="answer-tool"
              >
                ↩
              </a>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
