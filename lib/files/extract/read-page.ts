import { readFile } from 'node:fs/promises'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

/** What a page says, without its navigation. */
export interface PageText {
  title: string
  text: string
  /** Where the text leads, in its order. */
  links: { text: string; url: string }[]
}

const mostLinks = 50
const mostElements = 100_000

/** @param url the page's own address, to which its links are relative */
export async function readPage(path: string, url: string): Promise<PageText> {
  const { document } = parseHTML(await readFile(path, 'utf8'))
  const article = new Readability(document.cloneNode(true) as Document, {
    maxElemsToParse: mostElements,
  }).parse()
  const html = article?.content ?? document.body?.innerHTML ?? ''
  const { document: content } = parseHTML(`<html><body>${html}</body></html>`)
  for (const each of content.querySelectorAll('script, style, noscript, template, svg'))
    each.remove()
  return {
    title: (article?.title || document.title || '').trim(),
    text: tidy(textOf(content.body)),
    links: linksOf(content.body, url),
  }
}

const blocks =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BR|DD|DIV|DL|DT|FIGURE|FOOTER|H[1-6]|HEADER|HR|LI|MAIN|OL|P|PRE|SECTION|TABLE|TR|UL)$/

/** The text with a line for each block; cells of a row stand in one line. */
function textOf(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return (node.textContent ?? '').replaceAll(/\s+/g, ' ')
  const text = [...node.childNodes].map(textOf).join('')
  if (/^T[DH]$/.test(node.nodeName)) return `${text} | `
  if (/^H[1-6]$/.test(node.nodeName)) return `\n\n${'#'.repeat(Number(node.nodeName[1]))} ${text}\n`
  if (node.nodeName === 'LI') return `\n- ${text}`
  if (node.nodeName === 'P') return `\n\n${text}\n`
  return blocks.test(node.nodeName) ? `\n${text}\n` : text
}

function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function linksOf(body: HTMLElement, base: string): PageText['links'] {
  const found = new Map<string, string>()
  for (const link of body.querySelectorAll('a[href]')) {
    const url = URL.parse(link.getAttribute('href') ?? '', base)
    const text = tidy(link.textContent ?? '')
    if (!url || !/^https?:$/.test(url.protocol) || text === '') continue
    url.hash = ''
    if (!found.has(url.href)) found.set(url.href, text)
    if (found.size === mostLinks) break
  }
  return [...found].map(([url, text]) => ({ text, url }))
}
