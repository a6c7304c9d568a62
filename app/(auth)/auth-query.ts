/** The query of a page in this group, as Next.js passes it. */
export type AuthQuery = Promise<Record<string, string | string[] | undefined>>

/** A parameter that occurs exactly once. */
export function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
