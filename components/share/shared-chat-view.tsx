'use client'

import { useTranslations } from 'next-intl'
import { Logo } from '#components/app/logo.tsx'
import { Markdown } from '#components/chat/markdown/markdown.tsx'
import type { SharedChat, SharedMessage } from '#lib/contracts/chat/share.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'

/** A shared chat, readable without an account. */
export function SharedChatView({ chat }: { chat: SharedChat }) {
  const t = useTranslations('share')
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-4 pb-12 md:px-8">
      <header className="flex items-center gap-2 py-5 text-muted-foreground text-sm print:hidden">
        <Logo className="size-5" /> {t('by')}
      </header>
      <main>
        <h1 className="wrap-anywhere mb-8 font-semibold text-2xl tracking-tight">{chat.title}</h1>
        <div className="flex flex-col gap-8">
          {chat.messages.map((message) => (
            <SharedMessageView key={message.id} message={message} />
          ))}
        </div>
      </main>
    </div>
  )
}

function SharedMessageView({ message: { role, parts } }: { message: SharedMessage }) {
  const t = useTranslations('share')
  const isUser = role === 'user'
  const text = textOfParts(parts)
  return (
    <article aria-label={t(isUser ? 'you' : 'assistant')}>
      {parts.map((part) =>
        part.type === 'file' ? (
          <img
            key={part.url}
            src={part.url}
            alt={part.filename ?? ''}
            className="mb-3 max-h-80 rounded-lg border"
          />
        ) : null,
      )}
      {isUser ? (
        <p className="wrap-anywhere whitespace-pre-wrap rounded-lg bg-muted px-4 py-3 leading-7">
          {text}
        </p>
      ) : (
        <Markdown text={text} isStreaming={false} />
      )}
    </article>
  )
}
