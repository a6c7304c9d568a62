/** The language of a text by its letters, as the browser's voices name it; else the interface's. */
export function speechLanguage(text: string, locale: string): string {
  const start = text.slice(0, 2_000)
  if (/[\u3040-\u30ff]/.test(start)) return 'ja-JP'
  if (/[\uac00-\ud7af]/.test(start)) return 'ko-KR'
  const han = start.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  if (han * 4 > start.length) return 'zh-CN'
  return locale === 'zh' && han > 0 ? 'zh-CN' : 'en-US'
}
