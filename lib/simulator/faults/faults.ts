import { dialectFaults } from './dialects.ts'
import { embeddingFaults } from './embeddings.ts'
import { endingFaults } from './ending.ts'
import { errorFaults } from './errors.ts'
import type { Fault } from './fault.ts'
import { framingFaults } from './framing.ts'
import { networkFaults } from './network.ts'
import { rateLimitFaults } from './rate-limits.ts'
import { reasoningFaults } from './reasoning.ts'
import { shapeFaults } from './shape.ts'
import { toolFaults } from './tools.ts'
import { valueFaults } from './values.ts'
import { wrappingFaults } from './wrappings.ts'

/** All faults with the result that a good client reports for each. */
export const faults: readonly Fault[] = [
  ...framingFaults,
  ...endingFaults,
  ...shapeFaults,
  ...valueFaults,
  ...reasoningFaults,
  ...toolFaults,
  ...errorFaults,
  ...rateLimitFaults,
  ...networkFaults,
  ...dialectFaults,
  ...wrappingFaults,
  ...embeddingFaults,
]

export const faultNames: readonly string[] = faults.map(({ name }) => name)

const faultsByName = new Map(faults.map((fault) => [fault.name, fault]))

export function findFault(name: string): Fault | undefined {
  return faultsByName.get(name)
}
