'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { use, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { PlainCode } from '../code/plain-code.tsx'
import type { PreviewKind } from '../code/preview-kind.ts'
import { PreviewFrame } from './preview-frame.tsx'
import { VersionsContext } from './preview-versions.ts'
import { useViewSwitch } from './use-view-switch.tsx'

/** A page or a picture that an answer contains as code, shown on request, with its versions. */
export default function PreviewView({
  code,
  language,
  kind,
  meta,
  isGrowing,
}: {
  code: string
  language: string
  kind: PreviewKind
  meta: string
  isGrowing: boolean
}) {
  const t = useTranslations('answer')
  const { isView, button } = useViewSwitch(false)
  const findVersions = use(VersionsContext)
  const [shown, setShown] = useState<number | null>(null)
  if (isGrowing) return <PlainCode code={code} language={language} />
  const versions = isView ? findVersions({ code, kind, meta }) : []
  const own = versions.lastIndexOf(code)
  const index = shown ?? own
  const version = versions[index] ?? code
  const steps = isView && versions.length > 1 && (
    <span className="flex items-center text-muted-foreground text-xs" data-testid="versions">
      <IconButton
        label={t('version-before')}
        disabled={index <= 0}
        onClick={() => setShown(index - 1)}
      >
        <ChevronLeft />
      </IconButton>
      {t('version', { number: index + 1, count: versions.length })}
      <IconButton
        label={t('version-after')}
        disabled={index >= versions.length - 1}
        onClick={() => setShown(index + 1)}
      >
        <ChevronRight />
      </IconButton>
    </span>
  )
  return (
    <PlainCode
      code={isView ? version : code}
      language={language}
      tools={
        <>
          {steps}
          {button}
        </>
      }
      view={isView ? <PreviewFrame code={version} kind={kind} /> : undefined}
    />
  )
}
