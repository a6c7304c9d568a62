'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import type { PreviewKind } from '../code/preview-kind.ts'
import { previewDocument } from './preview-document.ts'

/**
 * Runs a page isolated from Lumos: the frame has an opaque origin, and its document's policy allows
 * no network. The document requests the code when it has loaded.
 */
export function PreviewFrame({ code, kind }: { code: string; kind: PreviewKind }) {
  const t = useTranslations('answer')
  const { resolvedTheme } = useTheme()
  const theme = resolvedTheme === 'dark' ? 'dark' : 'light'
  const frame = useRef<HTMLIFrameElement>(null)
  const page = previewDocument(code, kind, theme)
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent) => {
      const target = frame.current?.contentWindow
      // `*`, because an opaque origin cannot be named as the target.
      if (target && source === target && data === 'preview-ready') target.postMessage(page, '*')
    }
    addEventListener('message', onMessage)
    return () => removeEventListener('message', onMessage)
  }, [page])
  return (
    <iframe
      // Another page gets a new frame, because a script of the previous page may still run.
      key={page}
      ref={frame}
      src="/api/preview"
      sandbox="allow-scripts"
      title={t('preview')}
      className="preview-frame"
      style={{ colorScheme: theme }}
    />
  )
}
