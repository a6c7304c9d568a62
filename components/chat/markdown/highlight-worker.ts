import { code, type HighlightOptions } from '@streamdown/code'

/** A piece of code to be coloured, and the answer under the same number. */
export interface HighlightRequest {
  id: number
  options: HighlightOptions
}

// Runs as a web worker: the first line of a language alone takes 100 ms, which typing would feel.
self.onmessage = ({ data: { id, options } }: MessageEvent<HighlightRequest>) => {
  const answer = ({ grammarState: _, ...result }: HighlightAnswer) =>
    self.postMessage({ id, result })
  const cached = code.highlight(options, answer)
  if (cached) answer(cached)
}

type HighlightAnswer = NonNullable<ReturnType<typeof code.highlight>>
