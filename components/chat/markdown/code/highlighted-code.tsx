'use client'

import { type CSSProperties, memo, useEffect, useState } from 'react'
import type { TokenLine } from './highlight-worker.ts'
import { findHighlighted, highlight } from './highlighter.ts'

interface Props {
  code: string
  language: string
  isGrowing: boolean
}

/**
 * Code in numbered lines. The lines are the same before and after highlighting, so that the height
 * does not change. Line numbers are CSS content, so they are not copied.
 */
export function HighlightedCode({ code, language, isGrowing }: Props) {
  const coloured = useHighlighted(code, language, isGrowing)
  return (
    <code>
      {code.split('\n').map((text, index) => {
        const key = `line-${index}`
        return <Line key={key} text={text} tokens={coloured?.[index]} />
      })}
    </code>
  )
}

const Line = memo(
  function Line({ text, tokens }: { text: string; tokens: TokenLine | undefined }) {
    // While code streams, the tokens may belong to an earlier, shorter version of the line.
    const isFor = text !== '' && tokens?.map((token) => token.text).join('') === text
    return (
      <span className="code-line">
        {/* The line break is part of the last text node: a node of its own would move with each letter. */}
        {isFor && tokens
          ? tokens.map(({ text: part, light, dark, start }, index) => {
              const style = { '--code-light': light, '--code-dark': dark } as CSSProperties
              return (
                <span key={start} style={style}>
                  {index === tokens.length - 1 ? `${part}\n` : part}
                </span>
              )
            })
          : `${text}\n`}
      </span>
    )
  },
  (before, after) =>
    before.text === after.text &&
    (before.tokens === after.tokens ||
      JSON.stringify(before.tokens) === JSON.stringify(after.tokens)),
)

function useHighlighted(code: string, language: string, isGrowing: boolean) {
  const [lines, setLines] = useState(() => findHighlighted(language, code))
  useEffect(() => {
    if (language === '') return
    const cached = findHighlighted(language, code)
    if (cached) return setLines(cached)
    return void highlight(language, code, isGrowing, setLines)
  }, [code, language, isGrowing])
  return lines
}
