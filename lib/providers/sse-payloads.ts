/**
 * Reads the `data` payloads out of server-sent events, fed with text in pieces of any size.
 * Accepts LF, CRLF and CR, comments, other fields, and a missing last newline. A payload is handed
 * on as soon as it is whole JSON (or `[DONE]`), without waiting for the blank line after it.
 */
export interface SsePayloads {
  /** The payloads that became whole; `broken` ones were ended by a blank line before that. */
  push(text: string): SsePayload[]
  end(): SsePayload[]
}

export type SsePayload =
  | { kind: 'json'; value: unknown }
  | { kind: 'done' }
  | { kind: 'broken'; text: string }

export function createSsePayloads(): SsePayloads {
  let rest = ''
  let skipLineFeed = false
  let pending: string | undefined

  const endEvent = (found: SsePayload[]) => {
    if (pending) found.push({ kind: 'broken', text: pending })
    pending = undefined
  }
  const readLine = (line: string, found: SsePayload[]) => {
    if (line === '') return endEvent(found)
    if (!line.startsWith('data')) return
    const colon = line.indexOf(':')
    if (colon !== 4 && line !== 'data') return
    const value = line.charAt(5) === ' ' ? line.slice(6) : line.slice(5)
    const text = pending === undefined ? value : `${pending}\n${value}`
    if (text.trim() === '') return
    if (text.trim() === '[DONE]') {
      pending = undefined
      found.push({ kind: 'done' })
      return
    }
    const json = tryParse(text)
    pending = json === undefined ? text : undefined
    if (json !== undefined) found.push({ kind: 'json', value: json })
  }

  return {
    push(text) {
      const found: SsePayload[] = []
      let from = 0
      const buffer = rest + text
      if (skipLineFeed && buffer !== '') {
        if (buffer.charCodeAt(0) === lineFeed) from = 1
        skipLineFeed = false
      }
      for (let at = Math.max(from, rest.length); at < buffer.length; at += 1) {
        const code = buffer.charCodeAt(at)
        if (code !== lineFeed && code !== carriageReturn) continue
        readLine(buffer.slice(from, at), found)
        if (code === carriageReturn) {
          if (at + 1 === buffer.length) skipLineFeed = true
          else if (buffer.charCodeAt(at + 1) === lineFeed) at += 1
        }
        from = at + 1
      }
      rest = buffer.slice(from)
      return found
    },
    end() {
      const found: SsePayload[] = []
      if (rest !== '') readLine(rest, found)
      rest = ''
      endEvent(found)
      return found
    },
  }
}

const lineFeed = 10
const carriageReturn = 13

/** Undefined for text that is not whole JSON; `null` counts as an empty object. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return undefined
  }
}
