type DeltaKind = 'text' | 'reasoning'

/** Encodes deltas and keeps which part and step of the message are open. */
export interface PartEncoder {
  delta(kind: DeltaKind, text: string): string
  /** Ends the open part and makes sure that a step is open. */
  beginOther(): string
  closeStep(): string
}

/** Deltas are the hot path: the frame around them is built once for each part. */
export function createPartEncoder(): PartEncoder {
  let open: { kind: DeltaKind; id: string; prefix: string } | undefined
  let parts = 0
  let isStepOpen = false

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
    beginOther,
    delta(kind, text) {
      let start = ''
      if (open?.kind !== kind) {
        parts += 1
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
      return closed + sseFrame({ type: 'finish-step' })
    },
  }
}

/** One server-sent event that carries a chunk of the UI message stream. */
export function sseFrame(chunk: object): string {
  return `data: ${JSON.stringify(chunk)}\n\n`
}
