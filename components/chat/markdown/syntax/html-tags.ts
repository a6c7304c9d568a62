/** Inline tags, and block tags. */
const inline = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var'.split(
    ' ',
  ),
)
const block = new Set(
  'blockquote caption center dd details div dl dt h1 h2 h3 h4 h5 h6 li ol p summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const voids = new Set(['br', 'hr', 'img', 'wbr'])

/** Required parents of tags. */
const parents: Record<string, string[]> = {
  caption: ['table'],
  dd: ['dl'],
  dt: ['dl'],
  li: ['ul', 'ol'],
  summary: ['details'],
  tbody: ['table'],
  td: ['tr'],
  tfoot: ['table'],
  th: ['tr'],
  thead: ['table'],
  tr: ['table', 'tbody', 'tfoot', 'thead'],
}

const keptAttributes = new Set(
  'alt align colspan dir href lang open rowspan src start title'.split(' '),
)
/** Attributes that are accepted on a tag and dropped. */
const ignoredAttributes = new Set(
  'border cellpadding cellspacing class height id name rel style target valign width'.split(' '),
)

export interface HtmlTag {
  name: string
  kind: 'open' | 'close' | 'void'
  attributes: Record<string, string>
  source: string
}

const tag =
  /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/gi
const attribute = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi

/** Splits HTML into allowed tags and text. Everything else that looks like a tag is text. */
export function splitHtml(html: string, isBlock: boolean): (HtmlTag | string)[] {
  const pieces: (HtmlTag | string)[] = []
  let end = 0
  for (const match of html.matchAll(tag)) {
    const found = readTag(match, isBlock)
    if (!found) continue
    if (match.index > end) pieces.push(html.slice(end, match.index))
    pieces.push(found)
    end = match.index + found.source.length
  }
  if (end < html.length) pieces.push(html.slice(end))
  return pieces
}

function readTag(match: RegExpExecArray, isBlock: boolean): HtmlTag | null {
  const [source, slash, written = '', list = ''] = match
  const name = written.toLowerCase()
  if (!(inline.has(name) || voids.has(name) || (isBlock && block.has(name)))) return null
  if (slash && (voids.has(name) || list.trim() !== '')) return null
  const attributes = readAttributes(list)
  if (!attributes) return null
  return { name, kind: slash ? 'close' : voids.has(name) ? 'void' : 'open', attributes, source }
}

/** @returns null if one of them is not an allowed attribute: `a<b and c>d`, `onclick` */
function readAttributes(list: string): Record<string, string> | null {
  const attributes: Record<string, string> = {}
  for (const [whole, written = '', ...values] of list.matchAll(attribute)) {
    const name = written.toLowerCase()
    const isBare = !whole.includes('=')
    if (isBare && name !== 'open') return null
    if (keptAttributes.has(name))
      attributes[name] = values.find((value) => value !== undefined) ?? ''
    else if (!ignoredAttributes.has(name)) return null
  }
  return attributes
}

/** Whether the tag may be a child of that parent. */
export function isPlacedWell(name: string, parent: string | undefined): boolean {
  const allowed = parents[name]
  return !allowed || (parent !== undefined && allowed.includes(parent))
}

export const isInlineTag = (name: string) => inline.has(name) || name === 'br' || name === 'img'
