/** Spreadsheets take a file without it for one of the system's old encoding. */
export const byteOrderMark = '\uFEFF'

export type Cell = string | number | null

/** RFC 4180; a value that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function csvLine(values: Cell[]): string {
  const written = values.map((value) => {
    const text = String(value ?? '')
    const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${written.join(',')}\r\n`
}
