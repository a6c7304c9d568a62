/** Separators between documents: commas and brackets of a list, a field name, `[DONE]`. */
const between = /(?:\[DONE\]|data\s*:|[\s,[\]\p{Cc}\uFEFF])*/iuy

/**
 * Splits several JSON objects in one text, which occur where line feeds are missing or a list is
 * written line by line.
 * @returns undefined for an empty text or one with any other content
 */
export function splitJson(text: string): unknown[] | undefined {
  const found: unknown[] = []
  for (let at = skipBetween(text, 0); at < text.length; at = skipBetween(text, at)) {
    const end = objectEnd(text, at)
    if (end === undefined) return undefined
    try {
      found.push(JSON.parse(text.slice(at, end)))
    } catch {
      return undefined
    }
    at = end
  }
  return found.length > 0 ? found : undefined
}

function skipBetween(text: string, at: number): number {
  between.lastIndex = at
  between.test(text)
  return between.lastIndex
}

const marks = /["{}[\]]|\\./gs

/** Position after the bracket that closes the object beginning at `from`. */
function objectEnd(text: string, from: number): number | undefined {
  if (text[from] !== '{') return undefined
  let depth = 0
  let isString = false
  marks.lastIndex = from
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [sign] = mark
    if (sign === '"') isString = !isString
    else if (isString || sign.startsWith('\\')) continue
    else depth += sign === '{' || sign === '[' ? 1 : -1
    if (depth === 0 && !isString) return marks.lastIndex
  }
  return undefined
}
