import { code, type HighlightOptions } from '@streamdown/code'

/** A piece of code to be coloured. */
export interface HighlightRequest {
  id: number
  options: Pick<HighlightOptions, 'code' | 'language' | 'isIncomplete'>
}

/** The answer under the same number. */
export interface HighlightResponse {
  id: number
  lines: TokenLine[]
}

/** A token with its colours on light and on dark, each where it has one. */
export interface Token {
  text: string
  /** Where it begins in its line: a token that stays there is the same while a line grows. */
  start: number
  light?: string
  dark?: string
}
export type TokenLine = Token[]

type Highlighted = NonNullable<ReturnType<typeof code.highlight>>
const themes: HighlightOptions['themes'] = ['github-light-high-contrast', 'github-dark']

// Runs as a web worker: the first line of a language alone takes 100 ms, which typing would feel.
self.onmessage = ({ data: { id, options } }: MessageEvent<HighlightRequest>) => {
  const answer = ({ tokens }: Highlighted) => {
    const lines = tokens.map((line) => {
      let end = 0
      return line.map(({ content, htmlStyle = {} }) => {
        const start = end
        end += content.length
        const light = htmlStyle.color
        const dark = htmlStyle['--shiki-dark']
        return { text: content, start, ...(light && { light }), ...(dark && { dark }) }
      })
    })
    self.postMessage({ id, lines } satisfies HighlightResponse)
  }
  const known = code.highlight({ ...options, themes }, answer)
  if (known) answer(known)
}
