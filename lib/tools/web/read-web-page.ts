import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { defineTool, type Tool } from '../tool.ts'
import { type FetchOptions, fetchPage } from './fetch-page.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { textOfPage } from './page-text.ts'

const longestText = 20_000
const longestTitle = 300
const longestLink = 100
const longestUrl = 2_000

const description = [
  'Reads a web page or a PDF and returns its text with its links. It reads addresses that the user wrote,',
  'and those that a search or another page gave. Cite what you use as [source], with the number that it returns.',
].join(' ')

const definition = defineTool({
  name: 'read_web_page',
  description,
  input: z.object({ url: z.string().min(1).max(longestUrl) }),
})

/** Reads pages that the turn knows the addresses of. */
export function readWebPage(known: KnownAddresses, network: Omit<FetchOptions, 'signal'>): Tool {
  return definition(async ({ url: address }, signal, cite) => {
    const url = URL.parse(/^\w+:\/\//.test(address) ? address : `https://${address}`)
    if (!url) throw new Error('This is no address of a web page.')
    if (!known.has(url)) throw unknownAddress()
    const page = await fetchPage(url, { ...network, signal })
    const found = await textOfPage(page)
    const title = cleanText(found.title, longestTitle) || page.url.hostname
    const links = found.links.map((link) => ({
      text: cleanText(link.text, longestLink),
      url: link.url,
    }))
    known.add(links.map((link) => link.url).join('\n'))
    const source = cite({ url: page.url.href, title })
    const text = cleanText(found.text, longestText)
    return { source, title, url: page.url.href, text: text || 'The page has no text.', links }
  })
}

function unknownAddress(): Error {
  return new Error(
    'Only addresses that the user wrote, or that a search or a page gave, are read. Search first, or ask the user for the address.',
  )
}
