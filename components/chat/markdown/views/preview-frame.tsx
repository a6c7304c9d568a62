'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import type { PreviewKind } from '../code/preview-kind.ts'
import { previewDocument } from './preview-document.ts'

/**
 * Runs a page apart from Lumos: the frame has an origin of its own, and the policy of its document
 * allows no network. The document asks for the code once it is there.
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
      // The frame's origin is opaque, which no target origin names.
      if (target && source === target && data === 'preview-ready') target.postMessage(page, '*')
    }
    addEventListener('message', onMessage)
    return () => removeEventListener('message', onMessage)
  }, [page])
  return (
    <iframe
      // Another page is another frame: a script of the one before may still run.
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
