import type { Page } from '@playwright/test'

/** Activity of the page's main thread in a period. */
export interface MainThread {
  durationMs: number
  longestTaskMs: number
  tasksOver50Ms: number
  scriptingMs: number
  renderingMs: number
}

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  pid: number
  tid: number
  args: { name?: string }
}

const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'toplevel',
  'v8',
  'disabled-by-default-v8.gc',
]
const rendering =
  /^(UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit|RecalculateStyles|HitTest|IntersectionObserverController::computeIntersections|ScrollLayer)$/
const scripting =
  /^(EvaluateScript|v8\.compile|V8\.GC.*|MinorGC|MajorGC|FunctionCall|TimerFire|FireAnimationFrame|EventDispatch|RunMicrotasks|v8\.run|XHRReadyStateChange|FireIdleCallback)$/

/** Records Chromium's trace while `work` runs. */
export async function recordTrace<T>(
  page: Page,
  work: () => Promise<T>,
): Promise<{ mainThread: MainThread; result: T }> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    // The protocol's types do not describe an event's fields.
    events.push(...(value as unknown as TraceEvent[]))
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, recordMode: 'recordContinuously' },
  })
  const startedAt = performance.now()
  const result = await work()
  const durationMs = performance.now() - startedAt
  const complete = new Promise<void>((resolve) =>
    session.once('Tracing.tracingComplete', () => resolve()),
  )
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return { mainThread: summarise(events, durationMs), result }
}

function summarise(events: TraceEvent[], durationMs: number): MainThread {
  const onMain = mainThreadEvents(events)
  const tasks = onMain
    .filter(({ name }) => name === 'ThreadControllerImpl::RunTask')
    .map(({ dur = 0 }) => dur / 1000)
  return {
    durationMs,
    longestTaskMs: Math.max(0, ...tasks),
    tasksOver50Ms: tasks.filter((ms) => ms > 50).length,
    scriptingMs: selfTime(onMain, scripting),
    renderingMs: selfTime(onMain, rendering),
  }
}

/** Events of the renderer with the most work, which is the page's. */
function mainThreadEvents(events: TraceEvent[]): TraceEvent[] {
  const mains = events.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  )
  const threads = mains.map(({ pid, tid }) =>
    events
      .filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid)
      .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)),
  )
  return threads.sort((a, b) => b.length - a.length)[0] ?? []
}

/** Milliseconds in events of this kind, without nested events of other kinds. */
function selfTime(events: TraceEvent[], kind: RegExp): number {
  const open: { end: number; isKind: boolean }[] = []
  let total = 0
  let last = 0
  const advance = (to: number) => {
    for (let top = open.at(-1); top && top.end <= to; top = open.at(-1)) {
      if (top.isKind && top.end > last) total += top.end - last
      last = Math.max(last, top.end)
      open.pop()
    }
    if (open.at(-1)?.isKind && to > last) total += to - last
    last = Math.max(last, to)
  }
  for (const { name, ts, dur = 0 } of events) {
    const isScript = scripting.test(name)
    const isRender = rendering.test(name)
    if (!isScript && !isRender) continue
    advance(ts)
    open.push({ end: ts + dur, isKind: kind.test(name) })
  }
  advance(Number.POSITIVE_INFINITY)
  return total / 1000
}
