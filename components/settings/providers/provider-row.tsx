'use client'

import { KeyRound, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { CheckButton, RowMenu } from '../row-actions.tsx'
import { SimulatedBadge } from '../simulated-badge.tsx'
import { useModels } from '../use-model-catalog.ts'
import { CheckResult } from './check-result.tsx'
import { useDeleteProvider } from './use-delete-provider.ts'
import type { CheckState } from './use-provider-check.ts'

/** A provider with its address, its key's state and the result of its check. */
export function ProviderRow({
  provider,
  state,
  onCheck,
  onEdit,
}: {
  provider: Provider
  state: CheckState | undefined
  onCheck: () => void
  onEdit: () => void
}) {
  const t = useTranslations('settings.providers')
  const common = useTranslations('common')
  const deleteProvider = useDeleteProvider()
  const { data } = useModels()
  const { slug, name, keyHint, isKeyUnreadable, source } = provider
  const modelCount = data?.items.filter(({ id }) => id.startsWith(`${slug}/`)).length
  const isRunning = state === 'running'

  return (
    <li className="rounded-lg border bg-card" data-testid="provider" data-slug={slug}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="break-words font-medium text-sm">{name}</h3>
            {provider.simulated ? <SimulatedBadge /> : <Badge>{t(`sources.${source}`)}</Badge>}
          </div>
          <p className="mt-1 break-all text-muted-foreground text-xs leading-5">
            {provider.baseUrl}
          </p>
          {isKeyUnreadable && (
            <p className="mt-1 text-destructive text-sm leading-5">{t('keyUnreadable')}</p>
          )}
          <p className="flex flex-wrap items-center gap-x-3 text-muted-foreground text-xs leading-5">
            <span className="inline-flex items-center gap-1">
              <KeyRound aria-hidden className="size-3" />
              {keyHint ? t('keyHint', { hint: keyHint }) : t('noKey')}
            </span>
            <span>{t(`kinds.${provider.kind}`)}</span>
            {modelCount !== undefined && <span>{t('modelCount', { count: modelCount })}</span>}
            <span>{t('prefix', { slug })}</span>
          </p>
        </div>
        <div className="flex items-center gap-1">
          <CheckButton
            isRunning={isRunning}
            label={t('check')}
            runningLabel={t('checking')}
            onCheck={onCheck}
            testId="provider-check"
          />
          {!provider.simulated && (
            <RowMenu label={t('actions', { name })}>
              <MenuItem onSelect={onEdit}>
                <Pencil /> {common('edit')}
              </MenuItem>
              <MenuItem onSelect={() => void deleteProvider(provider)}>
                <Trash2 /> {common('delete')}
              </MenuItem>
            </RowMenu>
          )}
        </div>
      </div>
      <div aria-live="polite">
        {state && state !== 'running' && <CheckResult check={state} slug={slug} />}
      </div>
    </li>
  )
}
