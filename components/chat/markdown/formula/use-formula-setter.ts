'use client'

import useSWRImmutable from 'swr/immutable'
import type { setFormula } from './set-formula.ts'

let loaded: typeof setFormula | undefined

/** Loads KaTeX. It is large, so it is loaded only for the first formula. */
export async function loadFormulaSetter(): Promise<typeof setFormula> {
  loaded = (await import('./set-formula.ts')).setFormula
  return loaded
}

export const isFormulaSetterLoaded = () => loaded !== undefined

/** @returns undefined until it has loaded, and if loading failed */
export function useFormulaSetter(): typeof setFormula | undefined {
  const { data } = useSWRImmutable(loaded ? null : 'formula-setter', loadSetter)
  return loaded ?? data?.set
}

/** Wrapped in an object, since SWR would call a function. */
const loadSetter = async () => ({ set: await loadFormulaSetter() })
