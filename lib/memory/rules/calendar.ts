/** Days of the calendar, in the server's time zone. */
export interface Span {
  first: Date
  last: Date
}

export function yearSpan(year: number): Span {
  return { first: new Date(year, 0, 1), last: new Date(year, 11, 31) }
}

/** @param month from 0, and beyond the year's ends */
export function monthSpan(year: number, month: number): Span {
  return { first: new Date(year, month, 1), last: new Date(year, month + 1, 0) }
}

/** Monday to Sunday. */
export function weekOf(date: Date): Span {
  const monday = date.getDate() - ((date.getDay() + 6) % 7)
  const day = (of: number) => new Date(date.getFullYear(), date.getMonth(), of, 12)
  return { first: day(monday), last: day(monday + 6) }
}

export function isoDay(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
