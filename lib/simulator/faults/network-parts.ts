import { content, plainStream } from './fault.ts'
import type { FaultStage } from './fault-stage.ts'

export const before = [content('The answer '), content('begins.')]
export const soFar = 'The answer begins.'

export function openStream(stage: FaultStage) {
  stage.open({ 'content-type': 'text/event-stream' })
}

export async function sendBeginning(stage: FaultStage) {
  openStream(stage)
  for (const part of before) await stage.write(part)
}

export async function sendPlain(stage: FaultStage) {
  openStream(stage)
  for (const part of plainStream) await stage.write(part)
  stage.end()
}

export async function reset(stage: FaultStage) {
  stage.reset()
}

export async function repeat(stage: FaultStage, first: string[], part: string, everyMs: number) {
  openStream(stage)
  for (const opening of first) await stage.write(opening)
  while (true) {
    await stage.write(part)
    await stage.pause(everyMs)
  }
}

export async function flood(stage: FaultStage, first: string[], part: string) {
  openStream(stage)
  for (const opening of first) await stage.write(opening)
  while (true) await stage.write(part)
}

export async function dripHeaders(stage: FaultStage) {
  await stage.writeRaw('HTTP/1.1 200 OK\r\nx-slow: ')
  while (true) {
    await stage.writeRaw('a')
    await stage.pause(50)
  }
}
