'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import { BreakerBadge } from './breaker-badge.tsx'
import { LoadError } from './load-error.tsx'
import { groupModels, typedModelId } from './model-options.ts'
import { ModelSpeed } from './model-speed.tsx'
import { SimulatedBadge } from './simulated-badge.tsx'
import { useModels, useProviders } from './use-model-catalog.ts'

/** The search field and the list of the model picker, operated by arrow keys, Enter and pointer. */
export function ModelList({
  value,
  kind,
  label,
  onChoose,
}: {
  value: string | null
  kind: ModelInfo['kind']
  label: string
  onChoose: (id: string) => void
}) {
  const t = useTranslations('settings.models')
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const { data, error, mutate } = useModels()
  const [query, setQuery] = useState('')
  const models = data?.items.filter((model) => model.kind === kind) ?? []
  const groups = groupModels(models, query)
  const typed = data ? typedModelId(data.items, query) : null
  const ids = [
    ...groups.flatMap((group) => group.models.map(({ id }) => id)),
    ...(typed ? [typed] : []),
  ]
  const [active, setActive] = useState(value ?? '')
  const current = ids.includes(active) ? active : (ids[0] ?? '')
  const optionId = (id: string) => `${listId}-${ids.indexOf(id)}`

  useEffect(() => {
    if (!data) return
    const option = list.current?.querySelector(`[data-value="${CSS.escape(current)}"]`)
    option?.scrollIntoView({ block: 'nearest' })
  }, [current, data])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && ids.length > 0) {
      event.preventDefault()
      setActive(ids[(ids.indexOf(current) + step + ids.length) % ids.length] ?? '')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current) onChoose(current)
    }
  }

  const option = (id: string, content: ReactNode) => (
    // The search field has the focus, and its keys choose.
    <button
      key={id}
      id={optionId(id)}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={id === value}
      data-active={id === current ? '' : undefined}
      data-value={id}
      onPointerMove={() => setActive(id)}
      onClick={() => onChoose(id)}
      className="flex w-full cursor-pointer items-center gap-2 rounded-sm px-2.5 py-2 text-left text-sm data-active:bg-muted"
    >
      <span className="min-w-0 flex-1">{content}</span>
      {id === value && <Check aria-hidden className="size-4 shrink-0" />}
    </button>
  )

  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current ? optionId(current) : undefined}
        aria-label={t('search')}
        placeholder={t('search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
        data-testid="model-search"
        className="h-11 w-full shrink-0 border-b bg-transparent px-3.5 text-base outline-none md:text-sm placeholder:text-muted-foreground"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={label}
        className="min-h-0 overflow-y-auto p-1"
      >
        {groups.map(({ provider, models: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={members[0]?.id} role="group" aria-label={provider}>
            <div aria-hidden className="px-2.5 pt-2 pb-1 text-muted-foreground text-xs">
              {provider}
            </div>
            {members.map((model) => option(model.id, <ModelOption model={model} />))}
          </div>
        ))}
        {typed && option(typed, <TypedOption id={typed} />)}
      </div>
      {error && <LoadError error={error} onRetry={() => mutate()} />}
      {!data && !error && <Skeleton className="m-3 h-10" />}
      {data && ids.length === 0 && (
        <p className="px-3.5 pb-4 text-muted-foreground text-sm leading-6">
          {t(query ? 'noMatch' : kind === 'chat' ? 'none' : 'noEmbedding')}
        </p>
      )}
    </>
  )
}

function ModelOption({ model }: { model: ModelInfo }) {
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 break-words">{model.name}</span>
        {model.simulated && <SimulatedBadge />}
        <BreakerBadge breaker={model.breaker} />
      </span>
      <span className="block text-muted-foreground text-xs leading-4">
        <ModelSpeed model={model} />
      </span>
    </>
  )
}

function TypedOption({ id }: { id: string }) {
  const t = useTranslations('settings.models')
  const { data } = useProviders()
  const slug = parseModelId(id)?.providerSlug ?? ''
  const slugs = data?.items.map((provider) => provider.slug)
  const isKnown = slugs?.includes(slug) ?? true
  return (
    <>
      <span className="block break-words">{t('use', { id })}</span>
      <span
        className={isKnown ? 'block text-muted-foreground text-xs' : 'block text-danger text-xs'}
      >
        {isKnown ? t('useHelp') : t('unknownProvider', { slug, known: slugs?.join(', ') ?? '' })}
      </span>
    </>
  )
}
