import { setTimeout as sleep } from 'node:timers/promises'
import { createPublishedRun, type PublishedRun } from './published-run.ts'
import type { PublishedBefore, RunChunkStore } from './run-chunks.ts'

/** Publishes the logs of this instance's runs, each from the moment that another instance asks. */
export interface RunPublisher {
  /**
   * Notes a run that others may ask for.
   * @param log the run from its beginning, which is read only if somebody asks
   * @param before what another instance published of it: somebody asked already
   */
  began(runId: string, log: AsyncIterable<Uint8Array>, before?: PublishedBefore): void
  ended(runId: string): void
  /**
   * Publishes the run's log so far and then goes on. Does nothing for runs of other instances.
   * @param isAgain what was published before cannot be read
   */
  asked(runId: string, isAgain: boolean): void
  /** Resolves when the logs of ended runs are published, or the database is away. */
  close(): Promise<void>
}

/** Followers that are behind have this long to read a run's end. */
const keepEndedMs = 10_000
/** A question may come after the end of the run: who read nothing asks again each second. */
const answerEndedMs = 5_000
const retryMs = 500

/**
 * @param options.stores a run is published in the first, and in the last when the first fails
 */
export function createRunPublisher(options: {
  stores: readonly [RunChunkStore, ...RunChunkStore[]]
  onError: (error: unknown) => void
}): RunPublisher {
  const { stores, onError } = options
  const [first] = stores
  const last = stores.at(-1) ?? first
  const offered = new Map<string, AsyncIterable<Uint8Array>>()
  const published = new Map<string, PublishedRun>()
  const drops = new Set<NodeJS.Timeout>()
  let isClosing = false
  let flushing: Promise<void> | undefined

  const publish = async (
    runId: string,
    log: AsyncIterable<Uint8Array>,
    { store, texts }: PublishedBefore = { store: first, texts: [] },
  ) => {
    const to = createPublishedRun(runId, store, texts)
    published.set(runId, to)
    for await (const text of textBehind(log, Buffer.byteLength(texts.join('')))) {
      to.add(text)
      wake()
    }
    to.end()
    wake()
  }
  const waiting = () => [...published.values()].filter((run) => run.hasUnsent())
  const wake = () => {
    flushing ??= flush().finally(() => {
      flushing = undefined
    })
  }
  /** One append at a time: what arrives meanwhile goes into the next. */
  const flush = async () => {
    for (let runs = waiting(); runs.length > 0; runs = waiting()) {
      for (const [store, some] of Map.groupBy(runs, ({ store }) => store)) await send(store, some)
      if (!isClosing) await sleep(first.gatherMs)
    }
  }
  const send = async (store: RunChunkStore, runs: PublishedRun[]) => {
    const batches = runs.map((run) => run.unsent())
    try {
      await store.append(batches.flat())
    } catch (error) {
      onError(error)
      if (store !== last) for (const run of runs) run.restart(last)
      else if (isClosing) published.clear()
      else await sleep(retryMs)
      return
    }
    for (const [index, run] of runs.entries()) {
      run.sent(batches[index] ?? [])
      if (run.isDone()) forget(run)
    }
  }
  const forget = ({ runId, store }: PublishedRun) => {
    published.delete(runId)
    const drop = setTimeout(() => {
      drops.delete(drop)
      store.drop([runId]).catch(onError)
    }, keepEndedMs).unref()
    drops.add(drop)
  }

  return {
    began(runId, log, before) {
      offered.set(runId, log)
      if (before && before.texts.length > 0) publish(runId, log, before).catch(onError)
    },
    ended: (runId) => void setTimeout(() => offered.delete(runId), answerEndedMs).unref(),
    asked(runId, isAgain) {
      const already = published.get(runId)
      const log = offered.get(runId)
      if (already && isAgain) {
        already.restart(last)
        wake()
      } else if (log && !already) publish(runId, log).catch(onError)
    },
    async close() {
      isClosing = true
      await flushing
      // Others may still read these; what is left is swept.
      for (const drop of drops) clearTimeout(drop)
    },
  }
}

/** The log's text without its first bytes. */
async function* textBehind(log: AsyncIterable<Uint8Array>, known: number) {
  const decoder = new TextDecoder()
  let left = known
  for await (const bytes of log) {
    const added = bytes.subarray(Math.min(left, bytes.length))
    left -= bytes.length - added.length
    yield decoder.decode(added, { stream: true })
  }
}
