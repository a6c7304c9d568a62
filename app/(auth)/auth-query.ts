/** The query of a page of this group, as Next.js gives it. */
export type AuthQuery = Promise<Record<string, string | string[] | undefined>>

/** A parameter that is written once. */
export function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
