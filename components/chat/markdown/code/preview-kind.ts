export type PreviewKind = 'html' | 'svg'

/** Can the code be looked at as a page or a picture? */
export function previewKindOf(language: string, code: string): PreviewKind | null {
  if (language === 'svg') return 'svg'
  if (language === 'html' || language === 'htm') return 'html'
  return language === 'xml' && /<svg[\s>]/i.test(code.slice(0, 500)) ? 'svg' : null
}
