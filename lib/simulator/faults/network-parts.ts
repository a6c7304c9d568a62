import { content, plainStream } from './fault.ts'
import type { FaultResponse } from './fault-response.ts'

export const before = [content('The answer '), content('begins.')]
export const soFar = 'The answer begins.'

export function openStream(response: FaultResponse) {
  response.open({ 'content-type': 'text/event-stream' })
}

export async function sendBeginning(response: FaultResponse) {
  openStream(response)
  for (const part of before) await response.write(part)
}

export async function sendPlain(response: FaultResponse) {
  openStream(response)
  for (const part of plainStream) await response.write(part)
  response.end()
}

export async function reset(response: FaultResponse) {
  response.reset()
}

export async function repeat(
  response: FaultResponse,
  first: string[],
  part: string,
  everyMs: number,
) {
  openStream(response)
  for (const opening of first) await response.write(opening)
  while (true) {
    await response.write(part)
    await response.pause(everyMs)
  }
}

export async function flood(response: FaultResponse, first: string[], part: string) {
  openStream(response)
  for (const opening of first) await response.write(opening)
  while (true) await response.write(part)
}

export async function dripHeaders(response: FaultResponse) {
  await response.writeRaw('HTTP/1.1 200 OK\r\nx-slow: ')
  while (true) {
    await response.writeRaw('a')
    await response.pause(50)
  }
}
