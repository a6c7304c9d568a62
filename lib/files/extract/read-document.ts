import { extractDocx, extractPptx, extractXlsx } from './extract-office.ts'
import { extractPdf } from './extract-pdf.ts'
import { joinPages } from './page-text.ts'

/** Text as it is stored, with its pages, sheets or slides. */
export interface DocumentText {
  text: string
  pages: number
}

/** @throws Error for a damaged or locked file, and for a type without a reader */
export async function readDocument(path: string, mediaType: string): Promise<DocumentText> {
  const pages = await readerOf(mediaType)(path)
  return { text: joinPages(pages), pages: pages.length }
}

function readerOf(mediaType: string): (path: string) => Promise<string[]> {
  if (mediaType === 'application/pdf') return extractPdf
  if (mediaType.endsWith('wordprocessingml.document')) return extractDocx
  if (mediaType.endsWith('spreadsheetml.sheet')) return extractXlsx
  if (mediaType.endsWith('presentationml.presentation')) return extractPptx
  throw new Error(`No reader for ${mediaType}.`)
}
