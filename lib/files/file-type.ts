import { readFile } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from '#lib/contracts/chat/uploaded-file.ts'
import { openZip } from '#lib/zip/zip-file.ts'
import { decodeText } from './text-encoding.ts'

/** What a file is by its content. */
export interface FoundType {
  kind: FileKind
  mediaType: string
  /** Of a text file. */
  text?: string
}

const images = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
])

const office = 'application/vnd.openxmlformats-officedocument'
/** Office files are ZIP archives with one of these entries. */
const officeEntries: [string, string][] = [
  ['word/document.xml', `${office}.wordprocessingml.document`],
  ['xl/workbook.xml', `${office}.spreadsheetml.sheet`],
  ['ppt/presentation.xml', `${office}.presentationml.presentation`],
]

/** The type of a file by its content alone; null when it is none that Lumos takes. */
export async function findFileType(path: string): Promise<FoundType | null> {
  const content = await readFile(path)
  const mediaType = await fileTypeFromBuffer(content).then(
    (found) => found?.mime,
    () => undefined,
  )
  if (mediaType === 'application/pdf') return { kind: 'document', mediaType }
  if (mediaType && images.has(mediaType)) return { kind: 'image', mediaType }
  if (content.subarray(0, 2).toString('latin1') === 'PK') return await findOfficeType(path)
  // Files of other types begin by chance like text, so they are told apart by the whole content.
  const text = decodeText(content)
  return text === null ? null : { kind: 'text', mediaType: 'text/plain', text }
}

async function findOfficeType(path: string): Promise<FoundType | null> {
  const zip = await openZip(path).catch(() => null)
  if (!zip) return null
  const names = new Set(zip.names())
  zip.close()
  const found = officeEntries.find(([entry]) => names.has(entry))
  return found ? { kind: 'document', mediaType: found[1] } : null
}
