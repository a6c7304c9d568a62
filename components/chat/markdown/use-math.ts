'use client'

import type { MathPlugin } from 'streamdown'
import useSWRImmutable from 'swr/immutable'

/**
 * What sets formulas: large, so it is loaded when the first one is there. Until then, and where it
 * cannot be loaded, they stand as they were written.
 */
export function useMath(isWanted: boolean): MathPlugin | undefined {
  return useSWRImmutable(isWanted ? 'formulas' : null, load).data
}

async function load(): Promise<MathPlugin> {
  return (await import('@streamdown/math')).math
}
