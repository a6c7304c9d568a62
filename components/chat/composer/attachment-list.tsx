'use client'

import { FileText, RotateCcw, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Attachment, Attachments } from './use-attachments.ts'

/** The files of the message in the composer, shown above its text. */
export function AttachmentList({
  attachments,
  blindModel,
  pictureOffer,
}: {
  attachments: Attachments
  /** The agent's model if it accepts no pictures; else null. */
  blindModel: string | null
  pictureOffer: ReactNode
}) {
  const t = useTranslations('chat.files')
  if (attachments.items.length === 0) return null
  return (
    <section aria-label={t('attached')} className="px-1 pt-1 pb-2" data-testid="attachments">
      <ul className="flex flex-wrap gap-2">
        {attachments.items.map((attachment) => (
          <AttachmentItem
            key={attachment.key}
            attachment={attachment}
            onRemove={() => attachments.remove(attachment.key)}
            onRetry={() => attachments.retry(attachment.key)}
          />
        ))}
      </ul>
      {attachments.hasPicture && blindModel !== null && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <p role="alert" className="text-danger text-sm">
            {t('no-pictures', { model: blindModel })}
          </p>
          {pictureOffer}
        </div>
      )}
    </section>
  )
}

type Problem = { error: unknown } | 'unreadable' | null

function problemOf(state: Attachment['state']): Problem {
  if (state.status === 'failed') return { error: state.error }
  return state.status === 'uploaded' && state.isUnreadable ? 'unreadable' : null
}

function AttachmentItem({
  attachment: { name, previewUrl, state, file },
  onRemove,
  onRetry,
}: {
  attachment: Attachment
  onRemove: () => void
  onRetry: () => void
}) {
  const t = useTranslations('chat.files')
  const errorText = useErrorText()
  const problem = problemOf(state)
  return (
    <li
      className={classNames(
        'flex max-w-full items-center gap-2 rounded-lg border bg-background p-1 pl-1.5 text-sm',
        problem && 'border-danger',
      )}
      data-testid="attachment"
      data-status={state.status}
    >
      {previewUrl ? (
        <img src={previewUrl} alt="" className="size-10 shrink-0 rounded-md object-cover" />
      ) : (
        <FileText aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      )}
      <span className="min-w-0">
        <span className="block max-w-44 truncate">{name}</span>
        {state.status === 'uploading' && (
          <progress
            className="block h-1 w-24 accent-primary"
            max={1}
            // After the upload the server still reads the file, so the bar becomes indeterminate.
            {...(state.progress < 1 && { value: state.progress })}
            aria-label={t('uploading', { name })}
          />
        )}
        {problem && (
          <span role="alert" className="block max-w-64 text-danger text-xs leading-4">
            {problem === 'unreadable' ? t('unreadable') : errorText(problem.error)}
          </span>
        )}
      </span>
      {state.status === 'failed' && file && (
        <IconButton label={t('retry', { name })} onClick={onRetry}>
          <RotateCcw />
        </IconButton>
      )}
      <IconButton label={t('remove', { name })} onClick={onRemove}>
        <X />
      </IconButton>
    </li>
  )
}
