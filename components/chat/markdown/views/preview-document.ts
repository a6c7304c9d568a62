import type { PreviewKind } from '../code/preview-kind.ts'

/** The HTML document that shows a page or picture of an answer. */
export function previewDocument(code: string, kind: PreviewKind, theme: 'light' | 'dark'): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>:root{color-scheme:${theme}}</style>`
  if (kind === 'svg') {
    const style =
      '<style>body{margin:0;height:100vh;display:grid;place-items:center}svg{max-width:100%;max-height:100vh}</style>'
    return `<!doctype html>${head}${style}<body>${code}</body>`
  }
  const doctype = /^\s*<!doctype[^>]*>/i.exec(code)?.[0] ?? ''
  return `${doctype || '<!doctype html>'}${head}${code.slice(doctype.length)}`
}
