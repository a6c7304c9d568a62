'use client'

import useSWRImmutable from 'swr/immutable'
import type { setFormula } from './set-formula.ts'

let loaded: typeof setFormula | undefined

/** Loads what sets formulas: large, so only when the first formula is there. */
export async function loadFormulaSetter(): Promise<typeof setFormula> {
  loaded = (await import('./set-formula.ts')).setFormula
  return loaded
}

export const isFormulaSetterLoaded = () => loaded !== undefined

/** @returns undefined until it is loaded, and where it cannot be loaded */
export function useFormulaSetter(): typeof setFormula | undefined {
  const { data } = useSWRImmutable(loaded ? null : 'formula-setter', loadSetter)
  return loaded ?? data?.set
}

/** In an object, since SWR would call a function. */
const loadSetter = async () => ({ set: await loadFormulaSetter() })
