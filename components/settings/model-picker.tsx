'use client'

import { ChevronsUpDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { type Ref, useId, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { BreakerBadge } from './breaker-badge.tsx'
import { ModelList } from './model-list.tsx'
import { ModelSpeed } from './model-speed.tsx'
import { SimulatedBadge } from './simulated-badge.tsx'
import { useModels } from './use-model-catalog.ts'

/**
 * Chooses a model: one that the providers list, grouped by provider and with its measured speed, or
 * any other id that is typed. With `emptyLabel` the choice may be empty, which is null.
 */
export function ModelPicker({
  value,
  onChange,
  kind = 'chat',
  emptyLabel,
  label,
  id,
  testId = 'model-picker',
  buttonRef,
  ...aria
}: {
  value: string | null
  onChange: (id: string | null) => void
  kind?: ModelInfo['kind']
  emptyLabel?: string
  /** The accessible name of the picker. */
  label: string
  id?: string
  testId?: string
  buttonRef?: Ref<HTMLButtonElement>
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}) {
  const t = useTranslations('settings.models')
  const nameId = useId()
  const contentId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useModels()
  const chosen = data?.items.find((model) => model.id === value)

  function choose(next: string | null) {
    onChange(next)
    setIsOpen(false)
  }

  return (
    <div className="relative">
      <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            ref={buttonRef}
            id={id}
            data-testid={testId}
            data-value={value ?? ''}
            aria-labelledby={`${nameId} ${contentId}`}
            className={classNames(
              'flex min-h-11 w-full items-center gap-2 rounded-md border border-input bg-card py-1.5 pr-3 pl-3 text-left text-sm aria-invalid:border-danger',
              emptyLabel && value && 'pr-11',
            )}
            {...aria}
          >
            <span id={nameId} className="sr-only">
              {label}
            </span>
            <span id={contentId} className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className={classNames('truncate', !value && 'text-muted-foreground')}>
                  {value || emptyLabel || t('choose')}
                </span>
                {chosen?.simulated && <SimulatedBadge />}
                <BreakerBadge breaker={chosen?.breaker} />
              </span>
              {value && data && (
                <span className="block truncate text-muted-foreground text-xs leading-4">
                  {chosen?.listed ? <ModelSpeed model={chosen} /> : t('unlisted')}
                </span>
              )}
            </span>
            {!(emptyLabel && value) && (
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            )}
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label={label}
            align="start"
            sideOffset={6}
            collisionPadding={12}
            className="animate-in z-50 flex max-h-[min(26rem,var(--radix-popover-content-available-height))] w-[max(var(--radix-popover-trigger-width),min(24rem,calc(100vw-1.5rem)))] flex-col overflow-hidden rounded-md border bg-card shadow-xl outline-none"
          >
            <ModelList value={value} kind={kind} label={label} onChoose={choose} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {emptyLabel && value && (
        <IconButton
          label={t('clear', { label })}
          className="absolute top-1/2 right-1.5 -translate-y-1/2"
          onClick={() => onChange(null)}
        >
          <X />
        </IconButton>
      )}
    </div>
  )
}
