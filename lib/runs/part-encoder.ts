type DeltaKind = 'text' | 'reasoning'

/** Encodes deltas, and tracks which part and step of the message are open. */
export interface PartEncoder {
  delta(kind: DeltaKind, text: string): string
  /** Ends the open part and ensures that a step is open. */
  beginOther(): string
  closeStep(): string
  /** Ensures that a step is open; the open part continues. */
  openStep(): string
  /**
   * Ends the open part, and returns the positions of the step's parts of a kind among all of that
   * kind.
   */
  endKind(kind: DeltaKind): { closed: string; places: number[] }
}

/** Deltas are the hot path: the frame around them is built once per part. */
export function createPartEncoder(): PartEncoder {
  let open: { kind: DeltaKind; id: string; prefix: string } | undefined
  let parts = 0
  let isStepOpen = false
  const begun = { text: 0, reasoning: 0 }
  let stepBegan = { ...begun }

  const closePart = () => {
    if (!open) return ''
    const { kind, id } = open
    open = undefined
    return sseFrame({ type: `${kind}-end`, id })
  }
  const openStep = () => {
    if (isStepOpen) return ''
    isStepOpen = true
    return sseFrame({ type: 'start-step' })
  }
  const beginOther = () => openStep() + closePart()

  return {
    openStep,
    endKind(kind) {
      const places = []
      for (let place = stepBegan[kind]; place < begun[kind]; place += 1) places.push(place)
      return { closed: closePart(), places }
    },
    beginOther,
    delta(kind, text) {
      let start = ''
      if (open?.kind !== kind) {
        parts += 1
        begun[kind] += 1
        const id = `${kind}-${parts}`
        start = beginOther() + sseFrame({ type: `${kind}-start`, id })
        open = { kind, id, prefix: `data: {"type":"${kind}-delta","id":"${id}","delta":` }
      }
      return `${start}${open.prefix}${JSON.stringify(text)}}\n\n`
    },
    closeStep() {
      const closed = closePart()
      if (!isStepOpen) return closed
      isStepOpen = false
      stepBegan = { ...begun }
      return closed + sseFrame({ type: 'finish-step' })
    },
  }
}

/** A server-sent event that carries one chunk of the UI message stream. */
export function sseFrame(chunk: object): string {
  return `data: ${JSON.stringify(chunk)}\n\n`
}
