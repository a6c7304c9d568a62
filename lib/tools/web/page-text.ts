import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageText } from '#lib/files/extract/read-page.ts'
import { readDocumentApart, readPageApart } from '#lib/files/reading-process.ts'
import type { FetchedPage } from './fetch-page.ts'

/** Bytes in which a page names its character set. */
const headBytes = 2_048

/**
 * The readable text of what a server sent. Pages and documents are read in a process of their own.
 * @throws Error that the model may read
 */
export async function textOfPage(page: FetchedPage): Promise<PageText> {
  const { mediaType, url } = page
  if (mediaType === 'application/pdf')
    return await inFile(page.content, async (path) => {
      const { text } = await readDocumentApart(path, mediaType)
      return { title: '', text: text.replaceAll('\f', '\n\n'), links: [] }
    })
  if (!isText(mediaType)) throw new Error(`This is no page but a file of type ${mediaType}.`)
  const text = decode(page)
  const isHtml = mediaType.includes('html') || (mediaType === '' && /<html/i.test(text))
  if (!isHtml) return { title: '', text, links: [] }
  return await inFile(text, (path) => readPageApart(path, url.href))
}

function isText(mediaType: string): boolean {
  return mediaType === '' || /^text\/|\+?(?:html|xml|json)$/.test(mediaType)
}

function decode({ content, charset }: FetchedPage): string {
  const head = content.subarray(0, headBytes).toString('latin1')
  const named = charset ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  return decoderOf(named).decode(content)
}

function decoderOf(name: string): TextDecoder {
  try {
    return new TextDecoder(name)
  } catch {
    // A name that no browser knows.
    return new TextDecoder()
  }
}

async function inFile<T>(content: Buffer | string, read: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-page-'))
  try {
    const path = join(folder, 'page')
    await writeFile(path, content)
    return await read(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
