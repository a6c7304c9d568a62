'use client'

import { Square, Volume2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { speechLanguage } from './speech-language.ts'
import { spokenText } from './spoken-text.ts'
import { useBrowserHas } from './use-browser-has.ts'

const canSpeak = () => 'speechSynthesis' in window

/** Reads an answer aloud with the browser's voices. */
export function ReadAloud({ text }: { text: string }) {
  const t = useTranslations('chat.voice')
  const locale = useLocale()
  const isOffered = useBrowserHas(canSpeak)
  const [isSpeaking, setIsSpeaking] = useState(false)
  useEffect(() => {
    if (isSpeaking) return () => speechSynthesis.cancel()
    return undefined
  }, [isSpeaking])
  if (!isOffered) return null
  const speak = () => {
    // One voice at a time; the one before it ends with `onerror`.
    speechSynthesis.cancel()
    const utterance = new SpeechSynthesisUtterance(spokenText(text))
    utterance.lang = speechLanguage(text, locale)
    utterance.onend = () => setIsSpeaking(false)
    utterance.onerror = () => setIsSpeaking(false)
    speechSynthesis.speak(utterance)
    setIsSpeaking(true)
  }
  return (
    <IconButton
      label={t(isSpeaking ? 'stop-reading' : 'read')}
      aria-pressed={isSpeaking}
      data-testid="read-aloud"
      onClick={() => (isSpeaking ? setIsSpeaking(false) : speak())}
    >
      {isSpeaking ? <Square /> : <Volume2 />}
    </IconButton>
  )
}
