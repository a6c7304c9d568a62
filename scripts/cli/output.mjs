/** Results on stdout, as tables or JSON; progress on stderr, and only on a terminal. */
export function createOutput(isJson, terminal) {
  const { stdout, stderr } = terminal
  const isTerminal = stderr.isTTY === true
  return {
    terminal,
    /** The command's one result. */
    result(value, toText) {
      stdout.write(isJson ? `${JSON.stringify(value, null, 2)}\n` : `${toText(value)}\n`)
    },
    progress(text) {
      if (isTerminal) stderr.write(`\r\u001b[K${text}`)
    },
    endProgress() {
      if (isTerminal) stderr.write('\r\u001b[K')
    },
  }
}

/** Columns of text, the first to the left and numbers to the right. */
export function table(head, rows) {
  const all = [head, ...rows.map((row) => row.map((cell) => String(cell ?? '–')))]
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at].length)))
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function formatMs(ms) {
  if (ms === null || ms === undefined) return '–'
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

/** The nearest-rank percentile, to tenths; `share` from 0 to 1. */
export function percentile(figures, share) {
  const sorted = [...figures].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return found === undefined ? null : Math.round(found * 10) / 10
}
