import { code, type HighlightOptions } from '@streamdown/code'

/** A request to highlight code. */
export interface HighlightRequest {
  id: number
  options: Pick<HighlightOptions, 'code' | 'language' | 'isIncomplete'>
}

/** The response to the request with the same id. */
export interface HighlightResponse {
  id: number
  lines: TokenLine[]
}

/** A token with its colours in light and dark mode, where it has one. */
export interface Token {
  text: string
  /** Offset in its line; a stable key while the line grows. */
  start: number
  light?: string
  dark?: string
}
export type TokenLine = Token[]

type Highlighted = NonNullable<ReturnType<typeof code.highlight>>
const themes: HighlightOptions['themes'] = ['github-light-high-contrast', 'github-dark']

// Runs in a web worker, because the first line of a language takes 100 ms, which would delay
// typing.
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
