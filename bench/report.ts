import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Date and machine, for the head of a result. */
export function machine(): string {
  const date = new Date().toISOString().slice(0, 10)
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `Measured ${date} on ${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, Node ${process.versions.node}.`
}

/** The nearest-rank percentile; `share` from 0 to 100. */
export function percentile(figures: number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return (
    sorted[Math.min(sorted.length - 1, Math.floor((share / 100) * sorted.length))] ?? Number.NaN
  )
}

/** Markdown that is shown when its summary is clicked. */
export function folded(summary: string, markdown: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${markdown}\n\n</details>`
}

/** Pages with sections that a benchmark writes. */
const pages = ['README.md', join('docs', 'benchmarks.md')]

/** Writes a benchmark's tables to `bench/results/NAME.md`, and to the pages' section of that name. */
export function saveResult(name: string, markdown: string): void {
  const folder = join(root, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.md`), `${markdown}\n`)
  saveSection(name, markdown)
}

/** Writes the pages' section of that name alone. */
export function saveSection(name: string, markdown: string): void {
  for (const page of pages.map((path) => join(root, path)))
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), name, markdown))
}

/** The text with the section between its two marks replaced; unchanged without them. */
function withSection(text: string, name: string, markdown: string): string {
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from === -1 || to < from) return text
  return `${text.slice(0, from + begin.length)}\n${markdown}\n${text.slice(to)}`
}
