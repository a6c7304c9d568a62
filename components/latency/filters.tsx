'use client'

import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { useAgents, useModels } from '#components/settings/use-model-catalog.ts'
import { Select } from '#components/ui/field.tsx'
import { CustomPeriod } from './custom-period.tsx'
import { type Filter, type PeriodName, periodNames } from './use-filter.ts'

const dayMs = 86_400_000

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
  function choosePeriod(period: PeriodName) {
    const isCustom = period === 'custom'
    const yesterday = new Date(Date.now() - dayMs).toISOString()
    onChange({ period, since: isCustom ? yesterday : '', until: '' })
  }
  return (
    <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap [&_select]:sm:w-44">
      <Select
        aria-label={t('period')}
        value={filter.period}
        onChange={({ target }) => choosePeriod(target.value as PeriodName)}
      >
        {periodNames.map((name) => (
          <option key={name} value={name}>
            {t(`periods.${name}`)}
          </option>
        ))}
      </Select>
      {filter.period === 'custom' && <CustomPeriod filter={filter} onChange={onChange} />}
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
