import { isRecord } from '#lib/contracts/is-record.ts'

type Fields = Record<string, unknown>

/** Changes the events of one answer before an SDK reads them. */
export interface EventRepair {
  /** A payload that is passed on as it is, without being parsed. */
  isPlain(data: string): boolean
  onPlain(): void
  /** What stands for an event; nothing to drop it. */
  repair(event: Fields): Fields[]
  /** What is missing behind the last event. */
  end(): Fields[]
}

/** Characters of one event, at most; a longer one is passed on as it is. */
const longestEvent = 8_000_000

/** Rewrites server-sent events line by line. Lines that hold no JSON stay as they are. */
export function createEventRepairer(repair: EventRepair) {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let pieces: string[] = []
  let size = 0
  // The name of an event says the same as its `type`, which may change.
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
