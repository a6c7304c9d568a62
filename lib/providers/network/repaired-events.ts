import { isRecord } from '#lib/contracts/is-record.ts'

type Fields = Record<string, unknown>

/** Changes the events of one answer before an SDK reads them. */
export interface EventRepair {
  /** Whether a payload is passed on unchanged, without being parsed. */
  isPlain(data: string): boolean
  onPlain(): void
  /** Events that replace an event; an empty list drops it. */
  repair(event: Fields): Fields[]
  /** Events that are missing after the last one. */
  end(): Fields[]
}

/** Longest parsed event in characters; a longer one is passed on unchanged. */
const longestEvent = 8_000_000

/** Rewrites server-sent events line by line. Lines without JSON are unchanged. */
export function createEventRepairer(repair: EventRepair) {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let pieces: string[] = []
  let size = 0
  // `event:` lines are dropped: they repeat `type`, which the repair may change.
  const readLine = (line: string): string => {
    if (line.startsWith('event:')) return ''
    if (!line.startsWith('data:')) return `${line}\n`
    const data = line.slice(5).trim()
    if (repair.isPlain(data)) {
      repair.onPlain()
      return `${line}\n`
    }
    if (data === '[DONE]') return `${line}\n`
    const event = parse(data)
    return event ? framesOf(repair.repair(event)) : `${line}\n`
  }
  const read = (text: string): string => {
    const last = text.lastIndexOf('\n')
    if (last === -1 && size + text.length < longestEvent) {
      pieces.push(text)
      size += text.length
      return ''
    }
    const lines = (pieces.join('') + text.slice(0, last)).split(/\r\n|\n|\r/)
    pieces = [text.slice(last + 1)]
    size = text.length - last - 1
    return lines.map(readLine).join('')
  }
  return {
    push: (bytes: Uint8Array) => encoder.encode(read(decoder.decode(bytes, { stream: true }))),
    end: () => encoder.encode(`${read(`${decoder.decode()}\n`)}${framesOf(repair.end())}`),
  }
}

function framesOf(events: Fields[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
}

function parse(data: string): Fields | undefined {
  try {
    const event: unknown = JSON.parse(data)
    return isRecord(event) ? event : undefined
  } catch {
    return undefined
  }
}
