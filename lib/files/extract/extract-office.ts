import mammoth from 'mammoth'
import { openZip, type ZipReader } from '#lib/zip/zip-file.ts'
import { textsIn, unescapeXml } from './xml-text.ts'

/** Unpacked bytes of one entry. */
const largestEntry = 100_000_000

/** The text of a Word document; its pages are made when it is shown, so it has one. */
export async function extractDocx(path: string): Promise<string[]> {
  await refuseLarge(path)
  return [(await mammoth.extractRawText({ path })).value]
}

/** The text of each slide with its notes. */
export async function extractPptx(path: string): Promise<string[]> {
  return await withZip(path, async (zip) => {
    const slides: string[] = []
    for (const name of numbered(zip, /^ppt\/slides\/slide(\d+)\.xml$/)) {
      const number = /(\d+)\.xml$/.exec(name)?.[1]
      const notes = `ppt/notesSlides/notesSlide${number}.xml`
      const parts = [name, ...(zip.names().includes(notes) ? [notes] : [])]
      const texts = await Promise.all(parts.map((part) => zip.text(part, largestEntry)))
      slides.push(texts.map((xml) => textsIn(xml, 'a:p', 'a:t').join('\n')).join('\n\n'))
    }
    return slides
  })
}

/** Each sheet as lines of values with tabs between them. */
export async function extractXlsx(path: string): Promise<string[]> {
  return await withZip(path, async (zip) => {
    const shared = zip.names().includes('xl/sharedStrings.xml')
      ? textsIn(await zip.text('xl/sharedStrings.xml', largestEntry), 'si', 't')
      : []
    const names = sheetNames(await zip.text('xl/workbook.xml', largestEntry))
    const sheets: string[] = []
    for (const [index, entry] of numbered(zip, /^xl\/worksheets\/sheet(\d+)\.xml$/).entries()) {
      const rows = rowsOf(await zip.text(entry, largestEntry), shared)
      sheets.push([names[index] ?? '', ...rows].filter(Boolean).join('\n'))
    }
    return sheets
  })
}

function rowsOf(xml: string, shared: string[]): string[] {
  return [...xml.matchAll(/<row\b[^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, row = '']) =>
    [...row.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)]
      .map(([, attributes = '', cell = '']) => cellText(attributes, cell, shared))
      .join('\t')
      .trimEnd(),
  )
}

function cellText(attributes: string, cell: string, shared: string[]): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1]
  if (type === 'inlineStr') return textsIn(`<si>${cell}</si>`, 'si', 't').join(' ')
  const value = unescapeXml(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(cell)?.[1] ?? '')
  return type === 's' ? (shared[Number(value)] ?? '') : value
}

function sheetNames(workbook: string): string[] {
  return [...workbook.matchAll(/<sheet\b[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) =>
    unescapeXml(name),
  )
}

function numbered(zip: ZipReader, pattern: RegExp): string[] {
  const number = (name: string) => Number(pattern.exec(name)?.[1])
  return zip
    .names()
    .filter((name) => pattern.test(name))
    .sort((a, b) => number(a) - number(b))
}

async function withZip<T>(path: string, read: (zip: ZipReader) => Promise<T>): Promise<T> {
  const zip = await openZip(path)
  try {
    return await read(zip)
  } finally {
    zip.close()
  }
}

/** The reader of Word documents unpacks without a limit. @throws Error */
async function refuseLarge(path: string): Promise<void> {
  await withZip(path, async (zip) => {
    for (const name of zip.names().filter((each) => each.endsWith('.xml')))
      await zip.text(name, largestEntry)
  })
}
