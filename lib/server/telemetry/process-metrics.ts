import { constants, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import type { Meter } from '@opentelemetry/api'
import { z } from 'zod'

const gcSeconds = [0.001, 0.01, 0.1, 1, 2, 5]
/** An entry of the type `gc`; the DOM's types lack its detail. */
const gcDetail = z.object({ detail: z.object({ kind: z.number() }) })
const gcKinds: Record<number, string> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
}

/**
 * CPU, memory, event loop and garbage collection of this process, under the names that Prometheus
 * dashboards for Node.js expect.
 * @returns a function that ends the measuring
 */
export function watchProcess(meter: Meter): () => void {
  const endings = [watchEventLoop(meter), watchGarbageCollection(meter)]
  const gauge = (name: string, description: string, read: () => number) =>
    meter.createObservableGauge(name, { description }).addCallback((result) => {
      result.observe(read())
    })
  const cpu = (name: string, description: string, read: (usage: NodeJS.CpuUsage) => number) =>
    meter.createObservableCounter(name, { description }).addCallback((result) => {
      result.observe(read(process.cpuUsage()) / 1e6)
    })
  cpu('process_cpu_user_seconds_total', 'User CPU time in seconds.', ({ user }) => user)
  cpu('process_cpu_system_seconds_total', 'System CPU time in seconds.', ({ system }) => system)
  cpu('process_cpu_seconds_total', 'CPU time in seconds.', ({ user, system }) => user + system)
  const startedAt = Math.round(Date.now() / 1_000 - process.uptime())
  gauge('process_start_time_seconds', 'Start of the process since the epoch.', () => startedAt)
  gauge('process_resident_memory_bytes', 'Resident memory in bytes.', () =>
    process.memoryUsage.rss(),
  )
  const heap = { read: process.memoryUsage(), at: 0 }
  const memory = (key: 'heapTotal' | 'heapUsed' | 'external') => () => {
    if (performance.now() - heap.at > 100)
      Object.assign(heap, { read: process.memoryUsage(), at: performance.now() })
    return heap.read[key]
  }
  gauge('nodejs_heap_size_total_bytes', 'Heap size in bytes.', memory('heapTotal'))
  gauge('nodejs_heap_size_used_bytes', 'Used heap in bytes.', memory('heapUsed'))
  gauge('nodejs_external_memory_bytes', 'Memory outside of the heap in bytes.', memory('external'))
  gauge(
    'nodejs_active_resources_total',
    'Resources that keep the event loop alive.',
    () => process.getActiveResourcesInfo().length,
  )
  meter
    .createObservableGauge('nodejs_version_info', { description: 'The version of Node.js.' })
    .addCallback((result) => result.observe(1, { version: process.version }))
  return () => {
    for (const end of endings) end()
  }
}

/** Event-loop delays since the last reading. */
function watchEventLoop(meter: Meter): () => void {
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  const name = (part: string) => `nodejs_eventloop_lag_${part}seconds`
  const description = 'Delay of the event loop in seconds, since the last reading.'
  const gauge = (part: string) => meter.createObservableGauge(name(part), { description })
  const read = {
    min: () => delays.min,
    max: () => delays.max,
    mean: () => delays.mean,
    stddev: () => delays.stddev,
    p50: () => delays.percentile(50),
    p90: () => delays.percentile(90),
    p99: () => delays.percentile(99),
  }
  const gauges = Object.entries(read).map(
    ([part, nanoseconds]) => [gauge(`${part}_`), nanoseconds] as const,
  )
  meter.addBatchObservableCallback(
    (result) => {
      if (delays.count > 0)
        for (const [one, nanoseconds] of gauges) result.observe(one, nanoseconds() / 1e9)
      delays.reset()
    },
    gauges.map(([one]) => one),
  )
  return () => {
    delays.disable()
  }
}

function watchGarbageCollection(meter: Meter): () => void {
  const durations = meter.createHistogram('nodejs_gc_duration_seconds', {
    description: 'Duration of garbage collections by kind.',
    advice: { explicitBucketBoundaries: gcSeconds },
  })
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { data } = gcDetail.safeParse(entry)
      const kind = (data && gcKinds[data.detail.kind]) ?? 'other'
      durations.record(entry.duration / 1_000, { kind })
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  return () => observer.disconnect()
}
