'use client'

import { Code, Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'

/** The state and the button that switch between the rendered view and its code. */
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
