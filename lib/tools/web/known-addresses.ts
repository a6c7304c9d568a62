/**
 * The addresses that a turn has seen: in the user's words, in results of a search, on pages. A model
 * that follows instructions of a page could otherwise send what it knows to any server, as part of an
 * address that it makes up.
 */
export interface KnownAddresses {
  add(text: string): void
  has(url: URL): boolean
}

export function createKnownAddresses(texts: string[]): KnownAddresses {
  let seen = texts.join('\n')
  return {
    add(text) {
      seen += `\n${text}`
    },
    // What follows must end the address: no text holds a longer one by chance.
    has(url) {
      const address = url.href.replace(/^https?:\/\//, '').replace(/#.*$/, '')
      const forms = [address, address.replace(/\/$/, ''), decodedOf(address)]
      return forms.some((form) => includesWhole(seen, form))
    },
  }
}

function includesWhole(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    const next = text.slice(at + address.length)
    if (!/^[\w%&=+/?-]/.test(next) || /^\/(?:[^\w%?&=-]|$)/.test(next)) return true
  }
  return false
}

/** As browsers show it and people paste it. */
function decodedOf(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
