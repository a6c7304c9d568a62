'use client'

import { Square, Volume2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { speechLanguage } from './speech-language.ts'
import { spokenText } from './spoken-text.ts'
import { useBrowserHas } from './use-browser-has.ts'

const canSpeak = () => 'speechSynthesis' in window
/** The browser speaks one text at a time; beginning another ends it. */
let spoken: SpeechSynthesisUtterance | undefined

/** Reads an answer aloud with the browser's voices. */
export function ReadAloud({ text }: { text: string }) {
  const t = useTranslations('chat.voice')
  const locale = useLocale()
  const isOffered = useBrowserHas(canSpeak)
  const own = useRef<SpeechSynthesisUtterance>(undefined)
  const [isSpeaking, setIsSpeaking] = useState(false)
  const stop = () => {
    if (own.current && own.current === spoken) speechSynthesis.cancel()
    setIsSpeaking(false)
  }
  useEffect(
    () => () => {
      if (own.current && own.current === spoken) speechSynthesis.cancel()
    },
    [],
  )
  if (!isOffered) return null
  const speak = () => {
    const utterance = new SpeechSynthesisUtterance(spokenText(text))
    utterance.lang = speechLanguage(text, locale)
    utterance.onend = () => setIsSpeaking(false)
    utterance.onerror = () => setIsSpeaking(false)
    own.current = utterance
    spoken = utterance
    // The text before it ends with `onerror`.
    speechSynthesis.cancel()
    speechSynthesis.speak(utterance)
    setIsSpeaking(true)
  }
  return (
    <IconButton
      label={t(isSpeaking ? 'stop-reading' : 'read')}
      aria-pressed={isSpeaking}
      data-testid="read-aloud"
      onClick={() => (isSpeaking ? stop() : speak())}
    >
      {isSpeaking ? <Square /> : <Volume2 />}
    </IconButton>
  )
}
