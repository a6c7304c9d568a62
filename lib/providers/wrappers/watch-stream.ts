import type { ModelEvent, StreamModel } from '../model-port.ts'

/** Observes the beginning of one stream. */
export interface BeginningWatcher {
  /** @returns true when it needs no more events; the stream then passes without overhead */
  saw(event: ModelEvent): boolean
  /** The stream ended, or its consumer left, before that. */
  left(): void
}

/** Lets an observer see the beginning of each of a model's streams. */
export function watchBeginning(
  streamModel: StreamModel,
  watch: (signal: AbortSignal) => BeginningWatcher,
): StreamModel {
  return (request, signal) => ({
    [Symbol.asyncIterator]() {
      const watcher = watch(signal)
      const source = streamModel(request, signal)[Symbol.asyncIterator]()
      let isWatching = true
      const look = (result: IteratorResult<ModelEvent>) => {
        if (result.done) leave()
        else if (isWatching && watcher.saw(result.value)) isWatching = false
        return result
      }
      const leave = () => {
        if (isWatching) watcher.left()
        isWatching = false
      }
      return {
        next: () => (isWatching ? source.next().then(look) : source.next()),
        async return() {
          leave()
          await source.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  })
}

/** Whether the event is reasoning, text or a tool call. */
export function isToken({ type }: ModelEvent): boolean {
  return type === 'text-delta' || type === 'reasoning-delta' || type === 'tool-call'
}
