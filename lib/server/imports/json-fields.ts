import { isRecord } from '#lib/contracts/is-record.ts'

type Json = Record<string, unknown>

/** Reads fields of unvalidated JSON: a value of another type counts as missing. */
export function textField(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export function recordField(value: unknown): Json {
  return isRecord(value) ? value : {}
}

export function listField(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Epoch milliseconds from seconds, milliseconds or an ISO date; null for anything else. */
export function timeField(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
    // Values below 1e11 are seconds, which reach this size only in the year 5138.
    return Math.round(value < 1e11 ? value * 1_000 : value)
  }
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(parsed) ? null : parsed
}
