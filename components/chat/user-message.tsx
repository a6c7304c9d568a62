'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/field.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { BranchSwitch } from './branch-switch.tsx'
import { trimMessage } from './composer/trim-message.ts'
import { CopyButton } from './copy-button.tsx'
import { filesOf } from './files-of.ts'
import { FoldedText } from './folded-text.tsx'
import type { MessageActions } from './message-actions.ts'
import { MessageFiles } from './message-files.tsx'
import { messageElementId } from './scroll/message-elements.ts'

export const UserMessage = memo(function UserMessage({
  message,
  actions,
}: {
  message: LumosMessage
  actions: MessageActions
}) {
  const t = useTranslations('chat')
  const text = textOfParts(message.parts)
  const [draft, setDraft] = useState<string | null>(null)

  if (draft !== null) {
    const save = () => {
      setDraft(null)
      const edited = trimMessage(draft)
      if (edited || filesOf(message).length > 0) actions.edit(message.id, edited)
    }
    return (
      <div id={messageElementId(message.id)} className="my-6 rounded-2xl border bg-muted/60 p-3">
        <Textarea
          autoFocus
          value={draft}
          aria-label={t('edit')}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Escape') setDraft(null)
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault()
              save()
            }
          }}
        />
        <div className="mt-2 flex justify-end gap-2">
          <Button variant="outline" size="sm" onClick={() => setDraft(null)}>
            {t('cancel')}
          </Button>
          <Button size="sm" onClick={save}>
            {t('send')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <article
      id={messageElementId(message.id)}
      className="group my-6 flex flex-col items-end"
      data-testid="message-user"
      aria-label={t('you')}
    >
      <MessageFiles message={message} />
      {text !== '' && (
        <div className="max-w-[85%] wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext] rounded-2xl rounded-br-md bg-muted px-4 py-2.5 text-[15px] leading-6">
          <FoldedText text={text} />
        </div>
      )}
      <div className="mt-0.5 flex h-8 items-center print:hidden">
        <BranchSwitch
          id={message.id}
          ids={message.metadata?.siblings}
          onSelect={actions.showBranch}
        />
        <span className="flex opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
          <CopyButton text={text} />
          <IconButton label={t('edit')} onClick={() => setDraft(text)} className="whenever-idle">
            <Pencil />
          </IconButton>
        </span>
      </div>
    </article>
  )
})
