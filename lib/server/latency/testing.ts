import { expect } from 'vitest'
import type { Finding } from '#lib/contracts/latency/latency.ts'
import { ask, cookie, services } from '../chat/testing.ts'
import { call } from '../testing.ts'

/** Performs real turns, a few in parallel. */
export async function talk(agentId: string, turns: number, text = 'Hello there', atOnce = 5) {
  const left = Array.from({ length: turns }).values()
  const worker = async () => {
    for (const _ of left) await (await ask(crypto.randomUUID(), agentId, text)).text()
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await services.background.settled()
}

/** An agent's findings with texts in a language. */
export async function findings(agentId: string, language = 'en'): Promise<Finding[]> {
  const headers = { 'accept-language': language }
  const path = `/api/latency/diagnosis?agentId=${agentId}`
  const response = await call('GET', path, { cookie, headers })
  expect(response.status).toBe(200)
  return (await response.json()).items
}

/** The first fix of the finding, in the form that the page sends. */
export async function bestFix(agentId: string, rule: string) {
  const { kind, patch } = (await findings(agentId)).find((one) => one.rule === rule)?.fix ?? {}
  return { agentId, rule, kind, patch }
}

/**
 * Disables the finding for a busy server, which a busy test machine would cause for every agent.
 */
export function ignoreBusyMachine(): void {
  services.loopDelay = { watch: () => undefined, worstMs: () => 0 }
}
