'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { usePageUser } from '#components/app/session-user.tsx'

const suggestions = ['explain', 'code', 'remember', 'table'] as const

/** The start page of a new chat. */
export function Welcome({
  onPick,
  children,
}: {
  onPick: (text: string) => void
  children: ReactNode
}) {
  const t = useTranslations('chat')
  const { name } = usePageUser()
  return (
    <div className="flex flex-1 flex-col items-center justify-center text-center">
      <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">
        {t('welcome', { name })}
      </h1>
      <p className="mt-2 max-w-md text-muted-foreground leading-7">{t('welcome-text')}</p>
      <ul className="mt-8 grid w-full max-w-xl gap-2.5 sm:grid-cols-2">
        {suggestions.map((key) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => onPick(t(`suggestions.${key}.prompt`))}
              className="h-full w-full rounded-lg border bg-card px-4 py-3 text-left transition-colors hover:bg-muted"
            >
              <span className="block font-medium text-sm">{t(`suggestions.${key}.title`)}</span>
              <span className="mt-0.5 block text-muted-foreground text-sm leading-5">
                {t(`suggestions.${key}.prompt`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}
