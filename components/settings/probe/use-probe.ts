'use client'

import { useEffect, useRef, useState } from 'react'
import { useErrorText } from '#components/use-error-text.ts'
import type {
  ProbeFrame,
  ProbeProgress,
  ProbeRequest,
  ProbeResult,
} from '#lib/contracts/models/probe.ts'
import { useModels } from '../use-model-catalog.ts'

/** The results of a model in the current or latest probe. */
export interface ProbedModel {
  runs: ProbeProgress[]
  result: ProbeResult | null
}

export interface Probe {
  isRunning: boolean
  /** By model id; only the models of the latest probe. */
  models: Record<string, ProbedModel>
  error: string | null
  start(request: ProbeRequest): Promise<void>
  stop(): void
}

/** Measures models and reports each run when it has ended. Leaving the page aborts the probe. */
export function useProbe(): Probe {
  const errorText = useErrorText()
  const { mutate } = useModels()
  const running = useRef<AbortController | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const [models, setModels] = useState<Probe['models']>({})
  const [error, setError] = useState<string | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function start(request: ProbeRequest) {
    const controller = new AbortController()
    running.current = controller
    setIsRunning(true)
    setError(null)
    setModels(Object.fromEntries(request.models.map((id) => [id, { runs: [], result: null }])))
    try {
      const { readEvents } = await import('#components/read-events.ts')
      let isWhole = false
      for await (const frame of readEvents<ProbeFrame>(
        '/api/models/probe',
        request,
        controller.signal,
      )) {
        isWhole = 'results' in frame
        setModels((all) => withFrame(all, frame))
      }
      if (!isWhole) throw new TypeError('The connection broke.')
    } catch (caught) {
      if (!controller.signal.aborted) setError(errorText(caught))
    }
    setIsRunning(false)
    await mutate()
  }

  return { isRunning, models, error, start, stop: () => running.current?.abort() }
}

function withFrame(all: Probe['models'], frame: ProbeFrame): Probe['models'] {
  if ('results' in frame) return all
  const id = 'progress' in frame ? frame.progress.model : frame.result.model
  const { runs = [], result = null } = all[id] ?? {}
  const next =
    'progress' in frame
      ? { runs: [...runs, frame.progress], result }
      : { runs, result: frame.result }
  return { ...all, [id]: next }
}
