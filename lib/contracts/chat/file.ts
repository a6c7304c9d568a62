export const largestFileBytes = 20 * 1024 * 1024
/** Of one message. */
export const mostFiles = 20

export const fileUrl = (id: string) => `/api/files/${id}`
export const fileUrlPattern = /^\/api\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The id of a file by its address here; null for any other address. */
export function fileIdOf(url: string): string | null {
  return fileUrlPattern.exec(url)?.[1] ?? null
}
