import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { writeZip } from '#lib/zip/zip-file.ts'

/** A picture with metadata, lying on its side by its orientation. */
export function samplePicture(width: number, height: number, comment: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { ImageDescription: comment } })
    .toBuffer()
}

/** A PDF with one line on each page. */
export function samplePdf(lines: string[]): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${lines.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${lines.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, i) => {
      const content = `BT /F1 18 Tf 60 700 Td (${line}) Tj ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let pdf = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = pdf.length
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`
    return String(place).padStart(10, '0')
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.map((place) => `${place} 00000 n \n`).join('')}`
  return Buffer.from(
    `${pdf}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
  )
}

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeDocument =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A Word document with one paragraph. */
export function sampleDocx(text: string): Promise<Buffer> {
  return sampleZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${officeDocument}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
  })
}

/** A workbook with a text, shared among cells, and a number. */
export function sampleXlsx(text: string): Promise<Buffer> {
  return sampleZip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="Costs &amp; more"/></sheets></workbook>',
    'xl/sharedStrings.xml': `<sst><si><t>other</t></si><si><r><t>${text}</t></r></si></sst>`,
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>42</v></c></row></sheetData></worksheet>',
  })
}

/** Slides with one paragraph each; the order is that of their numbers. */
export function samplePptx(slides: string[]): Promise<Buffer> {
  return sampleZip({
    'ppt/presentation.xml': '<p:presentation/>',
    ...Object.fromEntries(
      slides.map((text, i) => [
        `ppt/slides/slide${i + 1}.xml`,
        `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
      ]),
    ),
  })
}

export async function sampleZip(entries: Record<string, string>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-test-zip-'))
  try {
    const path = join(folder, 'zip')
    await writeZip(path, async (add) => {
      for (const [name, content] of Object.entries(entries)) await add(name, content)
    })
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}
