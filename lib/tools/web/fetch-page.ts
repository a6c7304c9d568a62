import type { ProxySettings } from '#lib/env.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { decodedBody } from '#lib/providers/network/body-decoder.ts'
import { createPoolFor } from '#lib/providers/network/connection.ts'
import { sendRequest } from '#lib/providers/network/send-request.ts'

const mostRedirects = 5
const longestMs = 20_000
const mostBytes = 5_000_000

export interface FetchOptions {
  proxy: ProxySettings
  /** Whether loopback and private addresses are read, too. */
  isPrivateAllowed: boolean
  signal: AbortSignal
}

export interface FetchedPage {
  /** Where the redirects led. */
  url: URL
  /** Lower case, without parameters. */
  mediaType: string
  /** Of the `content-type`. */
  charset: string | undefined
  content: Buffer
}

/**
 * Loads a page for a model. Each redirect's address is checked like the first; no cookies and no
 * credentials are sent.
 * @throws Error that the model may read
 */
export async function fetchPage(start: URL, options: FetchOptions): Promise<FetchedPage> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(longestMs)])
  let url = start
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await fetchOnce(url, { ...options, signal })
    if (!('location' in answer)) return answer
    const next = URL.parse(answer.location, url)
    if (!next) throw new Error('The page leads to an address that cannot be read.')
    url = next
  }
  throw new Error('The page leads from one address to the next without an end.')
}

async function fetchOnce(
  url: URL,
  { proxy, isPrivateAllowed, signal }: FetchOptions,
): Promise<FetchedPage | { location: string }> {
  requireWeb(url, isPrivateAllowed)
  const dispatcher = createPoolFor(url.href, isPrivateAllowed, proxy)
  try {
    const { statusCode, headers, body } = await sendRequest(url.href, {
      dispatcher,
      signal,
      headers: {
        'user-agent': 'Mozilla/5.0 (compatible; Lumos; reads single pages for a person)',
        accept: 'text/html, text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.1',
        'accept-encoding': 'gzip, deflate, br',
      },
    })
    const { location } = headers
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') return { location }
    if (statusCode >= 400) throw new Error(`The server answered with status ${statusCode}.`)
    const [mediaType = '', ...parameters] = String(headers['content-type'] ?? '').split(';')
    const charset = parameters
      .map((each) => /^\s*charset="?([\w-]+)/i.exec(each)?.[1])
      .find(Boolean)
    const content = await readBytes(decodedBody(headers, body))
    return { url, mediaType: mediaType.trim().toLowerCase(), charset, content }
  } catch (error) {
    throw isRefusal(error) ? privateAddress(url) : error
  } finally {
    await dispatcher.destroy()
  }
}

/** @throws Error for anything but pages of public web servers */
function requireWeb(url: URL, isPrivateAllowed: boolean) {
  if (!/^https?:$/.test(url.protocol)) throw new Error('Only http and https addresses are read.')
  if (url.username || url.password) throw new Error('Addresses with a password are not read.')
  if (!isUrlAllowed(url.href, isPrivateAllowed)) throw privateAddress(url)
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'address-refused'
}

function privateAddress({ hostname }: URL): Error {
  return new Error(`${hostname} is a private or reserved address, which is not read.`)
}

async function readBytes(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > mostBytes)
      throw new Error(`The page is longer than ${mostBytes / 1_000_000} MB, so it was not read.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
