const fence = /^ {0,3}(?:`{3,}|~{3,})/

/** An answer without the renderer: paragraphs and code in the space of the rendered ones. */
export function PlainText({ text }: { text: string; isStreaming?: boolean }) {
  return (
    <div className="markdown">
      {readParts(text).map(({ lines, language }, index) => {
        const key = `part-${index}`
        if (language !== null) return <PlainCodeBlock key={key} lines={lines} language={language} />
        return (
          <p key={key} className="whitespace-pre-wrap">
            {lines.join('\n').replace(/^#{1,6} |\*\*/gm, '')}
          </p>
        )
      })}
    </div>
  )
}

function PlainCodeBlock({ lines, language }: { lines: string[]; language: string }) {
  return (
    <figure className="code-block">
      <figcaption className="code-head">
        <span className="font-mono text-xs">{language || '\u00a0'}</span>
      </figcaption>
      <div className="code-scroll">
        <pre dir="ltr">
          <code>
            {lines.map((line, index) => {
              const key = `line-${index}`
              return (
                <span key={key} className="code-line">
                  {`${line}\n`}
                </span>
              )
            })}
          </code>
        </pre>
      </div>
    </figure>
  )
}

interface Part {
  lines: string[]
  /** Null for text. */
  language: string | null
}

function readParts(text: string): Part[] {
  const parts: Part[] = []
  let current: Part = { lines: [], language: null }
  const begin = (language: string | null) => {
    if (current.lines.length > 0) parts.push(current)
    current = { lines: [], language }
  }
  for (const line of text.split('\n')) {
    const isFence = fence.test(line)
    if (current.language !== null) {
      if (isFence) begin(null)
      else current.lines.push(line)
    } else if (isFence) begin(line.replace(/^[\s`~]+/, '').split(/\s/)[0] ?? '')
    else if (line.trim() === '') begin(null)
    else current.lines.push(line)
  }
  begin(null)
  return parts
}
