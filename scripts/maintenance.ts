import { StartError } from '#lib/errors.ts'

/** How a maintenance command tells what it does. */
export interface Report {
  progress(step: { table: string; rows: number }): void
  /** @param lines for people; with `--json` the object is printed instead */
  result(object: object, lines: string[]): void
}

/** Runs a command; an expected failure ends it with one line and exit code 1. */
export async function runMaintenance(work: (report: Report) => Promise<void>): Promise<void> {
  const isJson = process.argv.includes('--json')
  const write = (text: string) => void process.stdout.write(`${text}\n`)
  const report: Report = {
    progress({ table, rows }) {
      if (isJson) write(JSON.stringify({ table, rows }))
      else if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K  ${table}: ${rows} rows`)
    },
    result(object, lines) {
      if (!isJson && process.stderr.isTTY) process.stderr.write('\r\u001b[K')
      write(isJson ? JSON.stringify({ result: object }) : lines.join('\n'))
    },
  }
  try {
    await work(report)
  } catch (error) {
    const isExpected = error instanceof StartError || isUsageError(error)
    const text = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error)
    if (isJson) write(JSON.stringify({ error: text }))
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
}

function isUsageError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code))
}
