'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { usePageUser } from '#components/app/session-user.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'

const suggestions = ['explain', 'code', 'remember', 'table'] as const

/** The start page of a new chat. */
export function Welcome({
  agent,
  onPick,
  children,
}: {
  /** The agent whose starters are offered; general ones where it has none. */
  agent: ChatAgent | undefined
  onPick: (text: string) => void
  children: ReactNode
}) {
  const t = useTranslations('chat')
  const { name } = usePageUser()
  const starters = agent?.starters.length
    ? agent.starters
    : suggestions.map((key) => ({
        title: t(`suggestions.${key}.title`),
        text: t(`suggestions.${key}.prompt`),
      }))
  return (
    <div className="flex flex-1 flex-col items-center justify-center text-center">
      <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">
        {t('welcome', { name })}
      </h1>
      <p className="mt-2 max-w-md text-muted-foreground leading-7">{t('welcome-text')}</p>
      <ul className="mt-8 grid w-full max-w-xl gap-2.5 sm:grid-cols-2">
        {starters.map(({ title, text }) => (
          <li key={`${title}\n${text}`}>
            <button
              type="button"
              onClick={() => onPick(text)}
              className="h-full w-full rounded-lg border bg-card px-4 py-3 text-left transition-colors hover:bg-muted"
            >
              <span className="block font-medium text-sm">{title}</span>
              <span className="mt-0.5 line-clamp-3 block text-muted-foreground text-sm leading-5">
                {text}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}
