import type { RequestListener } from 'node:http'
import { startProvider } from '#lib/providers/testing.ts'
import { createKnownAddresses } from './known-addresses.ts'
import { readWebPage } from './read-web-page.ts'

const proxy = { http: undefined, https: undefined, except: '' }

/** A web server with these pages by path, and the tool that reads them. */
export async function startWeb(pages: Record<string, RequestListener>) {
  const visits: string[] = []
  const web = await startProvider((request, response) => {
    visits.push(request.url ?? '')
    const page = pages[request.url ?? '']
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  const cited: object[] = []
  const read = (url: string, { isPrivateAllowed = true, said = '', signal = never } = {}) =>
    readWebPage(
      createKnownAddresses(() => [said || url]),
      { proxy, isPrivateAllowed },
    ).run({ url }, signal, (source) => cited.push(source)) as Promise<{
      text: string
      title: string
      url: string
      links: object[]
      source: number
    }>
  return { ...web, visits, cited, read }
}

const never = new AbortController().signal

export const html =
  (body: string | Buffer, type = 'text/html; charset=utf-8'): RequestListener =>
  (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(body)
