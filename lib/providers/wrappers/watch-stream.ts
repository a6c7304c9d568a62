import type { ModelEvent, StreamModel } from '../model-port.ts'

/** Sees how one stream begins. */
export interface BeginningWatcher {
  /** @returns true when it has seen enough: from then on the stream passes at no cost */
  saw(event: ModelEvent): boolean
  /** The stream ended or was left before that. */
  left(): void
}

/** Has somebody look at the beginning of each of a model's streams. */
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

/** Reasoning, text or a tool call: the model is at work. */
export function isToken({ type }: ModelEvent): boolean {
  return type === 'text-delta' || type === 'reasoning-delta' || type === 'tool-call'
}
