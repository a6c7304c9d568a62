import { domainToUnicode } from 'node:url'

/**
 * The addresses that a turn has seen: in the user's words, in results of a search, on pages. A model
 * that follows instructions of a page could otherwise send what it knows to any server, as part of an
 * address that it makes up.
 */
export interface KnownAddresses {
  add(text: string): void
  has(url: URL): boolean
}

/** @param texts what is known from the beginning; read when an address is asked for */
export function createKnownAddresses(texts: () => string[]): KnownAddresses {
  const added: string[] = []
  return {
    add: (text) => added.push(text),
    has: (url) => patternOf(url).test([...texts(), ...added].join('\n')),
  }
}

/** What follows an address and is no part of it. A longer address in a text is another one. */
const end = '(?![\\w%&=+/?-])|(?=/(?:[^\\w%?&=-]|$))'

/** Finds an address as people and browsers write it: without a scheme, the host in any case. */
function patternOf({ hostname, port, pathname, search }: URL): RegExp {
  const path = `${pathname}${search}`.replace(/\/$/, '')
  const host = oneOf([hostname, domainToUnicode(hostname)])
  const place = `${port && `:${port}`}${oneOf([path, decodedOf(path)])}`
  return new RegExp(`(?<![\\w-])(?i:${host})${place}(?:${end})`)
}

function oneOf(texts: string[]): string {
  return `(?:${texts.map((text) => RegExp.escape(text)).join('|')})`
}

function decodedOf(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    // A lone percent sign.
    return path
  }
}
