import { isRecord } from '#lib/contracts/is-record.ts'

type Json = Record<string, unknown>

/** Fields of foreign JSON: a value of another type counts as missing. */
export function textField(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export function recordField(value: unknown): Json {
  return isRecord(value) ? value : {}
}

export function listField(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Milliseconds of seconds, milliseconds or an ISO date; null for anything else. */
export function timeField(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
    // Seconds reach this size in the year 5138.
    return Math.round(value < 1e11 ? value * 1_000 : value)
  }
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(parsed) ? null : parsed
}
