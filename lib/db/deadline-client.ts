import { Client, type ClientConfig } from 'pg'
import { isRecord } from '#lib/contracts/is-record.ts'
import { markAway } from './database-away.ts'
import { statementDeadline } from './deadline.ts'

/** A connection that can be given up when another one went silent. */
export interface DeadlineConnection {
  /**
   * Destroys it if it is idle and has not been heard since a moment.
   * @param since by `performance.now()`
   */
  destroyIfSilent(since: number, deadlineMs: number): void
}

type Callback = (error: unknown, result: unknown) => void

/**
 * Makes the client class of one pool. A connection whose statement misses its deadline is
 * destroyed, since nothing tells a slow server from a connection that went silent; so are idle
 * connections that have not been heard since, which may have gone silent with it. (The driver's `query_timeout` keeps the
 * connection.) Streams, such as COPY, have no deadline.
 * @param siblings the connections of all pools of the database
 */
export function deadlineClientOf(
  defaultMs: number,
  siblings: Set<DeadlineConnection>,
): typeof Client {
  class DeadlineClient extends Client implements DeadlineConnection {
    #running = 0
    #heardAt = performance.now()

    constructor(config?: string | ClientConfig) {
      super(config)
      siblings.add(this)
      this.prependListener('error', markAway)
      this.once('end', () => siblings.delete(this))
    }

    // The driver's overloads take a callback or return a promise.
    override query = ((...args: unknown[]) => {
      const run = super.query.bind(this) as (...all: unknown[]) => unknown
      if (isSubmittable(args[0])) return run(...args)
      const end = this.#begin(statementDeadline() ?? defaultMs)
      const callback: unknown = args.at(-1)
      if (typeof callback === 'function') {
        return run(...args.slice(0, -1), (error: unknown, result: unknown) => {
          end()
          const given = callback as Callback
          given(error && this.#explained(error), result)
        })
      }
      return (run(...args) as Promise<unknown>).finally(end).catch((error) => {
        throw this.#explained(error)
      })
    }) as Client['query']

    destroyIfSilent(since: number, deadlineMs: number) {
      if (this.#running === 0 && this.#heardAt < since) this.#destroy(deadlineMs)
    }

    #begin(deadlineMs: number): () => void {
      const begunAt = performance.now()
      this.#running += 1
      const miss = () => {
        this.#destroy(deadlineMs)
        for (const each of siblings) each.destroyIfSilent(begunAt, deadlineMs)
      }
      let late: NodeJS.Immediate | undefined
      // When this process stood still, the answer may have arrived, and is read first.
      const look = () => {
        late = setImmediate(miss)
      }
      const timer = deadlineMs > 0 ? setTimeout(look, deadlineMs) : undefined
      return () => {
        this.#running -= 1
        this.#heardAt = performance.now()
        clearTimeout(timer)
        clearImmediate(late)
      }
    }

    #destroy(deadlineMs: number) {
      const { stream } = (this as unknown as DriverInternals).connection
      stream.destroy(markAway(new Error(`The database did not answer within ${deadlineMs} ms.`)))
    }

    #explained(error: unknown): unknown {
      return (this as unknown as DriverInternals)._queryable ? error : markAway(error)
    }
  }
  return DeadlineClient
}

/** A stream, such as COPY, which sends itself. */
function isSubmittable(value: unknown): boolean {
  return isRecord(value) && typeof value.submit === 'function'
}

/** What the driver's types leave out. */
interface DriverInternals {
  connection: { stream: { destroy(error: Error): void } }
  _queryable: boolean
}
