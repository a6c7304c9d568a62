export type PreviewKind = 'html' | 'svg'

/** The kind of preview for the code; null if it describes neither a page nor a picture. */
export function previewKindOf(language: string, code: string): PreviewKind | null {
  if (language === 'svg') return 'svg'
  if (language === 'html' || language === 'htm') return 'html'
  return language === 'xml' && /<svg[\s>]/i.test(code.slice(0, 500)) ? 'svg' : null
}
