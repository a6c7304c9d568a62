import { parseArgs } from 'node:util'
import { machine, saveResult } from '../report.ts'
import { hostilePieces, serverTextFunctions, type TextFunction } from './functions.ts'
import { cpuMsOf, paragraphs, repeated } from './measure.ts'
import {
  markdownTextFunctions,
  memoryTextFunctions,
  providerTextFunctions,
} from './other-functions.ts'

// npm run bench -- text [--size CHARACTERS]: runs every function that reads untrusted text on
// hostile texts, and shows each function's worst time and its growth from an eighth of the size.
const { values } = parseArgs({ options: { size: { type: 'string', default: '200000' } } })
const size = Number(values.size)
/** Worst times up to this are within the noise and are not measured again. */
const noiseMs = 20

interface Worst {
  piece: string
  cpuMs: number
  growth: number | null
}

const shapes: [string, (piece: string, length: number) => string][] = [
  ['', repeated],
  [' … x', (piece, length) => `${repeated(piece, length)}x`],
  [', in paragraphs', paragraphs],
]

async function worstOf(work: TextFunction): Promise<Worst> {
  let worst: Worst = { piece: '', cpuMs: -1, growth: null }
  for (const piece of hostilePieces) {
    for (const [note, build] of shapes) {
      const text = build(piece, size)
      const cpuMs = await cpuMsOf(() => work(text), 1)
      if (cpuMs > worst.cpuMs)
        worst = { piece: `${JSON.stringify(piece)}${note}`, cpuMs, growth: null }
    }
  }
  return worst
}

/**
 * Measures the worst text again, since garbage collection can distort one try, and an eighth of it.
 */
async function withGrowth(work: TextFunction, worst: Worst): Promise<Worst> {
  const [, json = '""', note = ''] = /^("(?:[^"\\]|\\.)*")(.*)$/.exec(worst.piece) ?? []
  const build = shapes.find(([name]) => name === note)?.[1] ?? repeated
  const cpuMs = await cpuMsOf(() => work(build(JSON.parse(json), size)))
  if (cpuMs < noiseMs) return { ...worst, cpuMs }
  const eighth = build(JSON.parse(json), size / 8)
  return { ...worst, cpuMs, growth: cpuMs / (await cpuMsOf(() => work(eighth))) }
}

async function table(title: string, functions: Record<string, TextFunction>): Promise<string> {
  const rows = []
  for (const [name, work] of Object.entries(functions)) {
    const { piece, cpuMs, growth } = await withGrowth(work, await worstOf(work))
    const grew = growth === null ? '–' : `× ${growth.toFixed(1)}`
    rows.push(`| ${name} | \`${piece.replaceAll('|', '\\|')}\` | ${cpuMs.toFixed(1)} | ${grew} |`)
    console.log(rows.at(-1))
  }
  return [
    `**${title}**`,
    '',
    '| function | worst text | CPU, ms | growth over 1/8 |',
    '|---|---|---:|---:|',
    ...rows,
  ].join('\n')
}

const sections = [
  `${machine()} Texts of ${size.toLocaleString('en')} characters made of ${hostilePieces.length} hostile pieces, each in three shapes; CPU of the thread, so a busy machine matters little. Linear growth is × 8.`,
  await table('Server, agent, contracts, composer', serverTextFunctions),
  await table('Memory', memoryTextFunctions),
  await table('Providers', providerTextFunctions),
  await table('Rendering', markdownTextFunctions),
]
saveResult('text', sections.join('\n\n'))
