/** The part of the Web Speech API's recognition that is used; TypeScript's library has no types. */
export interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
  abort(): void
}

/** The browser's recognition, which Safari and Chromium have under a prefix. */
export function recognitionOf(place: object): (new () => Recognition) | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = place as Record<
    string,
    (new () => Recognition) | undefined
  >
  return SpeechRecognition ?? webkitSpeechRecognition
}
