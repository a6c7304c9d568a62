'use client'

import { Check, Copy, Download, WrapText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, use, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { GrowingContext } from '../answer-context.ts'
import { downloadText } from '../download-text.ts'
import { ScrollRegion } from '../scroll-region.tsx'
import { useCopy } from '../use-copy.ts'
import { fileExtensionOf } from './file-extension.ts'
import { HighlightedCode } from './highlighted-code.tsx'

/**
 * Code with a sticky header that shows the language's name and the tools.
 * @param tools additional buttons of the header
 * @param view shown in place of the code
 */
export function PlainCode({
  code,
  language,
  tools,
  view,
}: {
  code: string
  language: string
  tools?: ReactNode
  view?: ReactNode
}) {
  const t = useTranslations('answer')
  const isGrowing = use(GrowingContext)
  const [isWrapped, setIsWrapped] = useState(false)
  const { isCopied, copy } = useCopy()
  const title = language || t('code')
  return (
    <figure className="code-block" data-testid="code-block">
      <figcaption className="code-head">
        <span className="min-w-0 flex-1 truncate font-mono text-xs">{title}</span>
        <span className="answer-tool flex items-center">
          {tools}
          {!view && (
            <IconButton
              label={t('wrap-lines')}
              aria-pressed={isWrapped}
              onClick={() => setIsWrapped(!isWrapped)}
              className="aria-pressed:bg-muted"
            >
              <WrapText />
            </IconButton>
          )}
          <IconButton
            label={t('download-code')}
            onClick={() => downloadText(code, `code.${fileExtensionOf(language)}`, 'text/plain')}
          >
            <Download />
          </IconButton>
          <IconButton label={t(isCopied ? 'copied' : 'copy-code')} onClick={() => copy(code)}>
            {isCopied ? <Check /> : <Copy />}
          </IconButton>
        </span>
      </figcaption>
      {view ?? (
        <ScrollRegion className="code-scroll" label={t('code-in', { language: title })}>
          <pre data-wrapped={isWrapped} dir="ltr">
            <HighlightedCode code={code} language={language} isGrowing={isGrowing} />
          </pre>
        </ScrollRegion>
      )}
    </figure>
  )
}
