'use client'

import { useState } from 'react'
import { onDemand } from '#components/ui/on-demand.ts'
import { useOnDemand } from '#components/ui/use-on-demand.ts'
import type { PromptPopupProps } from './prompt-popup.tsx'

const popup = onDemand(() => import('./prompt-popup.tsx'))

/** Offers saved prompts for a line that begins with a slash. Loaded at the first such line. */
export function PromptSlot(props: PromptPopupProps) {
  const [isUsed, setIsUsed] = useState(false)
  if (!isUsed && /^\//m.test(props.text)) setIsUsed(true)
  const loaded = useOnDemand(popup, isUsed)
  return loaded && <loaded.PromptPopup {...props} />
}
