import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../report.ts'
import { type LoadResult, runLoad, type Target } from './load.ts'
import { cpuSince, cpuTimes, heldMb } from './processes.ts'

/** One row of a table: the number of concurrent streams, and of requests per round. */
export interface Cell {
  streams: number
  requests: number
  rounds: number
}

interface Figures extends LoadResult {
  target: Target
  cpuUsPerToken: number
  /** The peak memory of all its processes, and the difference from rest per stream. */
  mostMb: number
  extraKbPerStream: number
}

/** A pause after each target, so that its background work is not counted for the next. */
const restMs = 1_500
const sampleMs = 250

/** Measures all targets in turn for several rounds, and pools each target's samples. */
export async function measure(
  targets: Target[],
  { streams, requests, rounds }: Cell,
  tokens: number,
): Promise<Figures[]> {
  const all = targets.map((target) => ({
    target,
    firstTokenMs: [] as number[],
    totalMs: [] as number[],
    incomplete: 0,
    longestStallMs: 0,
    cpuMs: 0,
    mostMb: 0,
    extraMb: 0,
  }))
  for (let round = 0; round < rounds; round += 1) {
    for (const figures of all) {
      const { target } = figures
      await sleep(restMs)
      const restingMb = heldMb(target.pids)
      const before = cpuTimes(target.pids)
      let most = restingMb
      const sampler = setInterval(() => {
        most = Math.max(most, heldMb(target.pids))
      }, sampleMs)
      const result = await runLoad(target, { concurrency: streams, requests })
      // Background work after the answers counts for this target.
      await sleep(restMs)
      clearInterval(sampler)
      figures.cpuMs += cpuSince(before, target.pids)
      figures.firstTokenMs.push(...result.firstTokenMs)
      figures.totalMs.push(...result.totalMs)
      figures.incomplete += result.incomplete
      figures.longestStallMs = Math.max(figures.longestStallMs, result.longestStallMs)
      figures.mostMb = Math.max(figures.mostMb, most)
      figures.extraMb = Math.max(figures.extraMb, most - restingMb)
    }
  }
  return all.map(({ cpuMs, extraMb, ...figures }) => ({
    ...figures,
    cpuUsPerToken: (cpuMs * 1000) / (requests * rounds * tokens),
    extraKbPerStream: (extraMb * 1024) / streams,
  }))
}

export const cellTitles = [
  '| streams | | first token p50 / p95 / p99 ms | total p50 ms | CPU µs/token | longest stall ms | memory MB | + KB/stream |',
  '|---:|---|---:|---:|---:|---:|---:|---:|',
]

export function cellRow({ streams }: Cell, figures: Figures): string {
  const { target, firstTokenMs, totalMs, incomplete } = figures
  const first = [50, 95, 99].map((share) => percentile(firstTokenMs, share).toFixed(1)).join(' / ')
  const cells = [
    streams,
    incomplete === 0 ? target.name : `${target.name} (${incomplete} incomplete)`,
    first,
    Math.round(percentile(totalMs, 50)),
    Math.round(figures.cpuUsPerToken),
    Math.round(figures.longestStallMs),
    Math.round(figures.mostMb),
    streams === 1 ? '' : Math.round(figures.extraKbPerStream),
  ]
  return `| ${cells.join(' | ')} |`
}
