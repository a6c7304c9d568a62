'use client'

import { Code, Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'

/** A choice between what code describes and the code itself, with its button. */
export function useViewSwitch(isViewFirst: boolean) {
  const t = useTranslations('answer')
  const [isView, setIsView] = useState(isViewFirst)
  const button = (
    <IconButton
      label={t(isView ? 'show-code' : 'show-preview')}
      onClick={() => setIsView(!isView)}
      data-testid="view-switch"
    >
      {isView ? <Code /> : <Eye />}
    </IconButton>
  )
  return { isView, button }
}
