/** How answers come to this browser; `automatic` decides by how they arrived. */
export const transportChoices = ['automatic', 'sse', 'websocket'] as const
export type TransportChoice = (typeof transportChoices)[number]

const choiceKey = 'lumos-transport'
const heldKey = 'lumos-held-streams'
/** A single answer may be late for other reasons. */
const fewestHeld = 2

/** The choice is the browser's: what holds streams back stands on its way to the server. */
export function transportChoice(): TransportChoice {
  const stored = localStorage.getItem(choiceKey)
  return transportChoices.find((choice) => choice === stored) ?? 'automatic'
}

export function chooseTransport(choice: TransportChoice): void {
  localStorage.setItem(choiceKey, choice)
}

/** Notes whether an event stream was held back by a proxy; null if that is unknown. */
export function noteStream(isHeld: boolean | null): void {
  if (isHeld === null) return
  localStorage.setItem(heldKey, String(isHeld ? heldStreams() + 1 : 0))
}

/** Whether answers shall come over a WebSocket. */
export function usesWebSocket(): boolean {
  const choice = transportChoice()
  return choice === 'automatic' ? heldStreams() >= fewestHeld : choice === 'websocket'
}

/** Event streams in succession that were held back. */
function heldStreams(): number {
  return Number(localStorage.getItem(heldKey) ?? 0)
}
