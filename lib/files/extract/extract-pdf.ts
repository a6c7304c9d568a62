import { readFile } from 'node:fs/promises'
import { extractText, getDocumentProxy } from 'unpdf'

/** The text of each page. @throws Error for a damaged or locked file */
export async function extractPdf(path: string): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(await readFile(path)))
  const { text } = await extractText(document, { mergePages: false })
  return text
}
