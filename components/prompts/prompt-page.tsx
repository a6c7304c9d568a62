'use client'

import { LibraryBig, SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LoadError } from '#components/settings/load-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { Input } from '#components/ui/field.tsx'
import { useDelayedDelete } from '#components/use-delayed-delete.ts'
import { PromptEditor } from './prompt-editor.tsx'
import { PromptItem } from './prompt-item.tsx'
import { PromptTransfer } from './prompt-transfer.tsx'
import { hasWords, promptsPath, usePrompts } from './use-prompts.ts'

/** The user's own prompts and the shared ones: list, search, edit and delete. */
export function PromptPage() {
  const t = useTranslations('prompts')
  const [query, setQuery] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const { prompts, error, reload } = usePrompts()
  const { hidden, remove } = useDelayedDelete(promptsPath, t('deleted'), reload)
  const shown = prompts?.filter(
    ({ id, title, text }) => !hidden.has(id) && hasWords(`${title} ${text}`, query.trim()),
  )
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-4 pt-5 pb-[max(3rem,env(safe-area-inset-bottom))] md:px-8 md:pt-10">
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="max-w-prose flex-1 basis-72">
            <h1 className="font-semibold text-xl tracking-tight">{t('title')}</h1>
            <p className="mt-1 text-muted-foreground text-sm leading-6">{t('text')}</p>
          </div>
          <div className="flex gap-2">
            <Button onClick={() => setIsAdding(true)} disabled={isAdding} data-testid="add-prompt">
              {t('add')}
            </Button>
            <PromptTransfer onImported={reload} />
          </div>
        </header>
        <Input
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="mb-4"
          data-testid="prompt-search"
        />
        <p role="status" className="sr-only">
          {shown && query && t('found', { count: shown.length })}
        </p>
        {isAdding && (
          <div className="mb-4 rounded-lg border bg-card p-4">
            <PromptEditor prompt={null} onClose={() => setIsAdding(false)} onSaved={reload} />
          </div>
        )}
        {error && !prompts && <LoadError error={error} onRetry={reload} />}
        {!prompts && !error && <Skeleton className="h-44 rounded-lg" />}
        {shown && shown.length > 0 && (
          <ul className="divide-y rounded-lg border bg-card" data-testid="prompts">
            {shown.map((prompt) => (
              <PromptItem
                key={prompt.id}
                prompt={prompt}
                onDelete={() => remove(prompt.id)}
                onChanged={reload}
              />
            ))}
          </ul>
        )}
        {shown?.length === 0 && !isAdding && (
          <EmptyState
            icon={query ? <SearchX aria-hidden /> : <LibraryBig aria-hidden />}
            title={t(query ? 'nothing-title' : 'none-title')}
          >
            {query ? t('nothing-text') : t('none-text', { variable: '{{topic}}' })}
          </EmptyState>
        )}
      </div>
    </div>
  )
}
