'use client'

import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { useAgents, useModels } from '#components/settings/use-model-catalog.ts'
import { Select } from '#components/ui/field.tsx'
import { type Filter, type PeriodName, periods } from './use-filter.ts'

interface Person {
  id: string
  name: string
}

export function Filters({
  filter,
  onChange,
}: {
  filter: Filter
  onChange: (part: Partial<Filter>) => void
}) {
  const t = useTranslations('latency')
  const agents = useAgents().data?.items ?? []
  const models = useModels().data?.items.filter(({ kind }) => kind === 'chat') ?? []
  const users = useSWR<{ items: Person[] }>('/api/users', fetchApi).data?.items ?? []
  return (
    <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap [&_select]:sm:w-auto [&_select]:sm:max-w-56">
      <Select
        aria-label={t('period')}
        value={filter.period}
        onChange={({ target }) => onChange({ period: target.value as PeriodName })}
      >
        {Object.keys(periods).map((name) => (
          <option key={name} value={name}>
            {t(`periods.${name as PeriodName}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('agent')}
        value={filter.agentId}
        onChange={({ target }) => onChange({ agentId: target.value })}
      >
        <option value="">{t('allAgents')}</option>
        {agents.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('model')}
        value={filter.model}
        onChange={({ target }) => onChange({ model: target.value })}
      >
        <option value="">{t('allModels')}</option>
        {models.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </Select>
      <Select
        aria-label={t('user')}
        value={filter.userId}
        onChange={({ target }) => onChange({ userId: target.value })}
      >
        <option value="">{t('allUsers')}</option>
        {users.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  )
}
