/** Receives the parts of an event stream that model answers use. */
export interface SseSink {
  /**
   * A `data` payload, or a line that looks like JSON. @returns false when it is not complete JSON
   */
  json(text: string): boolean
  /** `[DONE]` */
  done(): void
  /** An event that ended with incomplete JSON. `isError`: the event's name marks an error. */
  broken(text: string, isError: boolean): void
  /** All text outside events and comments, passed on at the end. */
  stray(text: string): void
  /** Whether reading can stop. */
  isOver(): boolean
}

const longestStray = 262_144

/**
 * Reads server-sent events from text in pieces of any size. Accepts LF, CRLF and CR, comments,
 * other fields and a missing last newline. A payload is passed on as soon as it is complete JSON,
 * without waiting for the blank line that ends the event; a payload of several lines waits for that
 * line.
 */
export function createSseReader(sink: SseSink) {
  let rest = ''
  let skipLineFeed = false
  let pending: string[] = []
  let stray = ''
  let isErrorEvent = false

  const endEvent = () => {
    const lines = pending
    const isError = isErrorEvent
    pending = []
    isErrorEvent = false
    if (lines.length === 0) return
    const text = lines.join('\n')
    if (lines.length === 1 || !sink.json(text)) sink.broken(text, isError)
  }
  const readData = (value: string) => {
    if (isDone(value)) {
      endEvent()
      if (!sink.isOver()) sink.done()
    } else if (pending.length > 0) pending.push(value)
    else if (value.trim() !== '' && !sink.json(value)) pending.push(value)
  }
  const readLine = (line: string) => {
    if (line.startsWith('data:')) {
      return readData(line.charCodeAt(5) === space ? line.slice(6) : line.slice(5))
    }
    if (line === '') return endEvent()
    if (!line.startsWith(':')) readOddLine(line.replace(/^[\p{Cc}\uFEFF]+/u, ''))
  }
  /** Reads fields other than `data`, and lines outside the specification. */
  const readOddLine = (line: string) => {
    const [, data] = /^\s*data\s*:\s*(.*)$/is.exec(line) ?? []
    if (data !== undefined) return readData(data)
    if (/^event:\s*error\s*$/i.test(line)) isErrorEvent = true
    if (line === '' || /^(event|id|retry|data)?(:|$)/.test(line)) return
    if (isDone(line)) return readData(line)
    // Some servers send errors, or whole answers, as bare JSON between the events.
    const isJson = /^[{[,]/.test(line) && sink.json(line)
    if (!isJson && stray.length < longestStray) stray += `${line}\n`
  }

  return {
    push(text: string) {
      let from = 0
      if (skipLineFeed && text !== '') {
        if (text.charCodeAt(0) === lineFeed) from = 1
        skipLineFeed = false
      }
      let carriage = text.indexOf('\r', from)
      while (!sink.isOver()) {
        const feed = text.indexOf('\n', from)
        if (carriage !== -1 && carriage < from) carriage = text.indexOf('\r', from)
        const isCarriage = carriage !== -1 && (feed === -1 || carriage < feed)
        const at = isCarriage ? carriage : feed
        if (at === -1) break
        const line = rest + text.slice(from, at)
        rest = ''
        from = at + 1
        if (isCarriage) {
          if (from === text.length) skipLineFeed = true
          else if (text.charCodeAt(from) === lineFeed) from += 1
        }
        readLine(line)
      }
      rest += text.slice(from)
    },
    end() {
      const line = rest
      rest = ''
      if (line !== '' && !sink.isOver()) readLine(line)
      if (!sink.isOver()) endEvent()
      if (stray.trim() !== '' && !sink.isOver()) sink.stray(stray)
    },
    /** Characters of an incomplete line or event. */
    heldLength: () => rest.length + pending.reduce((sum, line) => sum + line.length, 0),
  }
}

const lineFeed = 10
const space = 32

/** Accepts `[DONE]` in any case, with spaces, quoted or without brackets. */
function isDone(text: string): boolean {
  return (
    text === '[DONE]' ||
    (text.length < 40 && /^\s*(data\s*:\s*)?"?\[?\s*done\s*\]?"?\s*$/i.test(text))
  )
}
