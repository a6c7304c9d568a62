'use client'

import { Mic } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'
import { type Recognition, recognitionOf } from './recognition.ts'
import { useBrowserHas } from './use-browser-has.ts'

const canListen = () => recognitionOf(window) !== undefined

/**
 * Writes what is spoken with the browser's recognition.
 * @param read the text that is in the field
 * @param onText called with the text and what has been understood so far
 */
export function Dictation({
  read,
  onText,
}: {
  read: () => string
  onText: (text: string) => void
}) {
  const t = useTranslations('chat.voice')
  const locale = useLocale()
  const isOffered = useBrowserHas(canListen)
  const running = useRef<Recognition | null>(null)
  const [isListening, setIsListening] = useState(false)
  useEffect(() => () => running.current?.abort(), [])
  if (!isOffered) return null
  const start = () => {
    const Recogniser = recognitionOf(window)
    if (!Recogniser) return
    const recognition = new Recogniser()
    recognition.lang = locale === 'zh' ? 'zh-CN' : navigator.language
    recognition.continuous = true
    recognition.interimResults = true
    const before = read()
    recognition.onresult = ({ results }) => {
      const spoken = Array.from(results, (result) => result[0]?.transcript ?? '').join('')
      onText(before && !/\s$/.test(before) ? `${before} ${spoken}` : before + spoken)
    }
    recognition.onerror = ({ error }) => {
      if (error === 'not-allowed' || error === 'service-not-allowed')
        toast.error(t('no-microphone'))
      else if (error !== 'aborted' && error !== 'no-speech') toast.error(t('dictation-failed'))
    }
    recognition.onend = () => setIsListening(false)
    recognition.start()
    running.current = recognition
    setIsListening(true)
  }
  return (
    <IconButton
      label={t(isListening ? 'stop-dictation' : 'dictate')}
      aria-pressed={isListening}
      data-testid="dictate"
      className={isListening ? 'bg-accent-soft text-accent forced-colors:outline-2' : undefined}
      onClick={() => (isListening ? running.current?.stop() : start())}
    >
      <Mic />
    </IconButton>
  )
}
