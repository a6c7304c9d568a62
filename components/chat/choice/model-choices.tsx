'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Input } from '#components/ui/field.tsx'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { ModelFacts } from './model-facts.tsx'

/** With fewer models the search is left out. */
const fewModels = 8
const mostShown = 100

/** The chat models of which one can be chosen, fastest first, with what is known of each. */
export function ModelChoices({
  models,
  label,
  value,
  ownText,
  onChoose,
}: {
  models: ModelInfo[]
  label: string
  value: string | null
  /** The words of the agent's own model; without them only other models are offered. */
  ownText?: ReactNode
  onChoose: (model: string | null) => void
}) {
  const t = useTranslations('chat.choice')
  const common = useTranslations('common')
  const name = useId()
  const [query, setQuery] = useState('')
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = models
    .filter(({ id, provider }) =>
      words.every((word) => `${id} ${provider}`.toLowerCase().includes(word)),
    )
    .slice(0, mostShown)
  const option = (id: string | null, content: ReactNode) => (
    <label
      key={id ?? 'own'}
      className="flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-2 text-sm hover:bg-muted has-focus-visible:outline-2 has-focus-visible:outline-ring"
    >
      <input
        type="radio"
        name={name}
        checked={value === id}
        onChange={() => onChoose(id)}
        className="mt-0.5 size-4 shrink-0 accent-primary outline-none"
        data-testid={`choose-${id ?? 'own'}`}
      />
      <span className="min-w-0 flex-1">{content}</span>
    </label>
  )
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {models.length > fewModels && (
        <Input
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="mb-1.5"
        />
      )}
      <div className="-mx-1 max-h-[min(20rem,45dvh)] overflow-y-auto px-1">
        {ownText !== undefined && words.length === 0 && option(null, ownText)}
        {shown.map((model) =>
          option(
            model.id,
            <>
              <span className="flex items-center gap-1.5">
                <span className="min-w-0 break-words">{model.name}</span>
                <span className="text-muted-foreground text-xs">{model.provider}</span>
                {model.simulated && <Badge tone="accent">{common('simulated')}</Badge>}
              </span>
              <ModelFacts model={model} />
            </>,
          ),
        )}
        {shown.length === 0 && (
          <p className="px-2 py-3 text-muted-foreground text-sm" role="status">
            {t(query ? 'no-match' : 'no-models')}
          </p>
        )}
      </div>
    </fieldset>
  )
}

/** The chat models that are not failing, the ones with the shortest usual wait first. */
export function choosable(models: ModelInfo[] | undefined): ModelInfo[] {
  return (models ?? [])
    .filter(({ kind, breaker }) => kind === 'chat' && breaker.state !== 'open')
    .sort((a, b) => (a.ttfb?.p50 ?? Infinity) - (b.ttfb?.p50 ?? Infinity) || compareNames(a, b))
}

function compareNames(a: ModelInfo, b: ModelInfo): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true })
}
