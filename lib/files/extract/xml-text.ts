const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Replaces XML's entities by their characters. */
export function unescapeXml(text: string): string {
  return text.replaceAll(/&(#x?[\da-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/**
 * The texts of each `outer` element, such as a paragraph, joined from its `inner` elements. For the
 * XML that office programs write: no comments, no nested elements of these names.
 */
export function textsIn(xml: string, outer: string, inner: string): string[] {
  const element = (name: string) =>
    new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}>)`, 'g')
  return [...xml.matchAll(element(outer))].map(([, content = '']) =>
    [...content.matchAll(element(inner))].map(([, text = '']) => unescapeXml(text)).join(''),
  )
}
