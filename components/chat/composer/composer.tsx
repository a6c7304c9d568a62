'use client'

import type { FileUIPart } from 'ai'
import { ArrowUp, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Button } from '#components/ui/button.tsx'
import { isComposing } from '#components/ui/is-composing.ts'
import { toast } from '#components/ui/toast.ts'
import { mostFiles } from '#lib/contracts/chat/file.ts'
import { dropDraft, readDraft, saveDraft } from '../open-chat/drafts.ts'
import { Dictation } from '../voice/dictation.tsx'
import { AttachButtons } from './attach-buttons.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { useInsertions } from './insertions.ts'
import { PromptSlot } from './prompts/prompt-slot.tsx'
import { trimMessage } from './trim-message.ts'
import { useAttachments } from './use-attachments.ts'
import { useFileDrop } from './use-file-drop.ts'
import { usePrewarm } from './use-prewarm.ts'

interface Props {
  chatId: string
  /** Key under which the draft is stored. */
  draftKey: string
  agentId: string | undefined
  /** Whether an agent exists. True until the list of agents has loaded; the server chooses then. */
  canSend: boolean
  /** The agent's model if it accepts no pictures; else null. */
  blindModel: string | null
  /** The model that the user chose; null asks the agent's own. */
  chosenModel: string | null
  /** What the user can do about a model that accepts no pictures. */
  pictureOffer: ReactNode
  isBusy: boolean
  onSend: (text: string, files: FileUIPart[]) => void
  /** Resolves to false when the request to stop failed. */
  onStop: () => Promise<boolean>
  children: ReactNode
}

const tallest = 240
const mostChars = 200_000

/**
 * The field in which messages are written. Enter sends, or queues the message while an answer runs.
 * Shift+Enter breaks the line. A draft survives a reload.
 */
export function Composer({
  chatId,
  draftKey,
  agentId,
  canSend,
  blindModel,
  chosenModel,
  pictureOffer,
  isBusy,
  onSend,
  onStop,
  children,
}: Props) {
  const t = useTranslations('chat')
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const reasonId = useId()
  const [isStopping, setIsStopping] = useState(false)
  /** Whether the message is sent as soon as its files are uploaded. */
  const [isDue, setIsDue] = useState(false)
  const prewarm = usePrewarm(agentId, chatId, chosenModel)
  const attachments = useAttachments(draftKey)
  const { items, isUploading, hasPicture } = attachments
  const hasMessage = text.trim() !== '' || items.length > 0
  // A message with a file that is uploading or has failed cannot be sent, so that no file is lost.
  const hasFailed = items.some(({ state }) => state.status === 'failed')
  const notYet = hasFailed ? 'waits-for-failed' : isDue ? 'sends-after-upload' : 'waits-for-upload'
  const maySend = canSend && !hasFailed && !(hasPicture && blindModel !== null)

  // Declared before the effect that sets the focus: this one handles a change of agent while the
  // field has the focus.
  useEffect(() => {
    if (document.activeElement === field.current) prewarm.now(field.current?.value ?? '')
  }, [prewarm])
  useEffect(() => {
    // Text typed before hydration is already in the DOM field.
    setText((typed) => typed || (readDraft(draftKey) ?? field.current?.value ?? ''))
    // On a touch screen the focus would open the keyboard, which covers the chat.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true })
  }, [draftKey])
  useEffect(() => {
    if (!isBusy) setIsStopping(false)
  }, [isBusy])
  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    current.style.height = 'auto'
    // Without text it is as high as its one row.
    if (text !== '') current.style.height = `${Math.min(current.scrollHeight, tallest)}px`
  }, [text])

  const change = (next: string) => {
    setText(next)
    setIsDue(false)
    saveDraft(draftKey, next)
    prewarm.soon(next)
  }
  const attach = (files: File[]) => {
    const leftOut = attachments.add(files)
    if (leftOut > 0) toast.warning(t('files.too-many', { most: mostFiles }))
    field.current?.focus()
  }
  useFileDrop(attach)
  useInsertions((inserted, files) => {
    attachments.restore(files)
    const rest = field.current?.value ?? ''
    change((rest.trim() === '' ? inserted : `${inserted}\n\n${rest}`).slice(0, mostChars))
    field.current?.focus()
  })
  const onPaste = ({ clipboardData, currentTarget }: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = [...clipboardData.files]
    // Office programs copy a picture of the text as well: text takes precedence.
    if (pasted.length > 0 && clipboardData.getData('text') === '') {
      attach(pasted)
      return
    }
    const { selectionStart, selectionEnd, value } = currentTarget
    const chars = value.length - (selectionEnd - selectionStart)
    if (chars + clipboardData.getData('text').length > mostChars)
      toast.warning(t('paste-cut', { most: mostChars }))
  }
  const send = () => {
    const message = trimMessage(text)
    setIsDue(isUploading)
    if (!hasMessage || !maySend || isUploading) return
    prewarm.cancel()
    setText('')
    dropDraft(draftKey)
    onSend(message, attachments.take())
  }
  useEffect(() => {
    if (isDue && !isUploading) send()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
  }
  async function stop() {
    setIsStopping(true)
    if (!(await onStop())) setIsStopping(false)
  }

  return (
    <form
      className="relative rounded-2xl border border-input bg-card p-2 shadow-sm transition-colors focus-within:border-ring forced-colors:focus-within:outline-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <PromptSlot field={field} text={text} />
      <AttachmentList
        attachments={attachments}
        blindModel={blindModel}
        pictureOffer={pictureOffer}
      />
      {(isUploading || hasFailed) && (
        <p
          id={reasonId}
          role="status"
          className="px-2.5 pb-1 text-muted-foreground text-xs"
          data-testid="not-yet"
        >
          {t(`files.${notYet}`)}
        </p>
      )}
      <textarea
        ref={field}
        rows={1}
        value={text}
        onChange={(event) => change(event.target.value)}
        onFocus={() => prewarm.now(text)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        placeholder={t('placeholder')}
        aria-label={t('message')}
        maxLength={mostChars}
        enterKeyHint="send"
        data-testid="composer"
        className="block max-h-60 min-h-11 w-full resize-none bg-transparent px-2.5 py-2 text-base leading-6 outline-none md:text-[15px] placeholder:text-muted-foreground"
      />
      <div className="flex items-center gap-2">
        <AttachButtons onFiles={attach} />
        <Dictation read={() => text} onText={(spoken) => change(spoken.slice(0, mostChars))} />
        <div className="flex min-w-0 flex-1 items-center">{children}</div>
        {isBusy && (
          <Button
            size="icon"
            variant={hasMessage ? 'outline' : 'primary'}
            className="rounded-full"
            aria-label={t('stop')}
            title={t('stop')}
            disabled={isStopping}
            onClick={() => void stop()}
            data-testid="stop"
          >
            <Square className="fill-current" />
          </Button>
        )}
        {(!isBusy || hasMessage) && (
          <Button
            type="submit"
            size="icon"
            className="rounded-full"
            aria-label={isBusy ? t('queue.add') : t('send')}
            title={isBusy ? t('queue.add') : t('send')}
            disabled={!hasMessage || !maySend}
            aria-describedby={isUploading || hasFailed ? reasonId : undefined}
            data-testid="send"
          >
            <ArrowUp />
          </Button>
        )}
      </div>
    </form>
  )
}
