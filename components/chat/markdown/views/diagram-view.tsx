'use client'

import { Maximize2, Minimize2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useState } from 'react'
import useSWRImmutable from 'swr/immutable'
import { IconButton } from '#components/ui/button.tsx'
import { PlainCode } from '../code/plain-code.tsx'
import { useViewSwitch } from './use-view-switch.tsx'

/**
 * A Mermaid diagram. Its box has a fixed height from the first line of the code on, so that drawing
 * moves nothing. It is shown as an `<img>`, in which scripts do not run.
 */
export default function DiagramView({ code, isGrowing }: { code: string; isGrowing: boolean }) {
  const t = useTranslations('answer')
  const { resolvedTheme } = useTheme()
  const { isView, button } = useViewSwitch(true)
  const [isLarge, setIsLarge] = useState(false)
  const isDark = resolvedTheme === 'dark'
  const key = isGrowing ? null : ['diagram', code, isDark]
  const { data: picture, error } = useSWRImmutable(key, draw, { shouldRetryOnError: false })
  if (error) {
    return (
      <>
        <PlainCode code={code} language="mermaid" />
        <p className="view-error" role="note">
          {t('diagram-failed', { reason: firstLine(error) })}
        </p>
      </>
    )
  }
  const image = picture && <img src={picture} alt={t('diagram')} className="view-picture" />
  const tools = (
    <>
      {button}
      {picture && (
        <IconButton label={t(isLarge ? 'reduce' : 'enlarge')} onClick={() => setIsLarge(!isLarge)}>
          {isLarge ? <Minimize2 /> : <Maximize2 />}
        </IconButton>
      )}
    </>
  )
  const box = (
    <div className="view-box" data-large={isLarge}>
      {image ?? t('drawing')}
    </div>
  )
  return <PlainCode code={code} language="mermaid" tools={tools} view={isView ? box : undefined} />
}

async function draw([, code, isDark]: [string, string, boolean]): Promise<string> {
  const { drawDiagram } = await import('./draw-diagram.ts')
  return drawDiagram(code, isDark)
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
