'use client'

import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Input } from '#components/ui/field.tsx'
import type { MessageFeedback } from '#lib/contracts/chat/feedback.ts'

type Value = MessageFeedback['value']

/** Thumbs up and down for an answer, with an optional comment. */
export function Rating({
  feedback,
  onRate,
}: {
  feedback: MessageFeedback | undefined
  /** Resolves to false when the rating could not be saved. */
  onRate: (value: Value | null, comment?: string) => Promise<boolean>
}) {
  const t = useTranslations('chat.rating')
  const [value, setValue] = useState<Value | null>(feedback?.value ?? null)
  const [isAsking, setIsAsking] = useState(false)
  // The rating may also change on another page.
  const stored = feedback?.value ?? null
  const [lastStored, setLastStored] = useState(stored)
  if (stored !== lastStored) {
    setLastStored(stored)
    setValue(stored)
  }

  async function choose(chosen: Value) {
    const next = chosen === value ? null : chosen
    setValue(next)
    setIsAsking(next !== null)
    if (!(await onRate(next))) setValue(value)
  }
  async function explain(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const comment = new FormData(event.currentTarget).get('comment')
    if (await onRate(value, String(comment ?? ''))) setIsAsking(false)
  }
  const thumb = (name: Value) => {
    const Icon = name === 'up' ? ThumbsUp : ThumbsDown
    return (
      <IconButton
        label={t(name)}
        aria-pressed={value === name}
        onClick={() => void choose(name)}
        data-testid={`rate-${name}`}
      >
        <Icon className={value === name ? 'fill-current' : undefined} />
      </IconButton>
    )
  }
  return (
    <>
      <span className="flex">
        {thumb('up')}
        {thumb('down')}
      </span>
      {isAsking && (
        <form onSubmit={(event) => void explain(event)} className="flex w-full gap-2 py-1 pl-2">
          <Input
            name="comment"
            aria-label={t('why')}
            placeholder={t('why')}
            maxLength={2_000}
            defaultValue={feedback?.comment}
          />
          <Button type="submit" variant="outline">
            {t('save')}
          </Button>
        </form>
      )}
    </>
  )
}
