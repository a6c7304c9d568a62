import type { Services } from '../services.ts'
import { hearInstances } from './hear-instances.ts'

/**
 * Opens the connections of an instance that only listen, one by each function.
 * `connection-limits.ts` counts them.
 */
export const listeners: Record<
  string,
  (services: Services) => Promise<{ close(): Promise<void> }>
> = {
  memories: ({ memory }) => memory.listen(),
  instances: hearInstances,
  'run logs': ({ runs }) => runs.listen(),
}
