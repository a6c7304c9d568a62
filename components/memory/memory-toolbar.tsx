'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Input, Select } from '#components/ui/field.tsx'
import type { MemoryType } from '#lib/contracts/memory/memory.ts'
import { memoryTypes } from '#lib/contracts/memory/memory-types.ts'

export function MemoryToolbar({
  query,
  onQuery,
  type,
  onType,
}: {
  query: string
  onQuery: (query: string) => void
  type: MemoryType | ''
  onType: (type: MemoryType | '') => void
}) {
  const t = useTranslations('memories')
  return (
    <search className="mb-4 flex gap-2">
      <div className="relative min-w-0 flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-3 left-3 size-4 text-muted-foreground"
        />
        <Input
          type="search"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          className="pl-9"
          data-testid="memory-search"
        />
      </div>
      <Select
        value={type}
        onChange={(event) => onType(memoryTypes.find((name) => name === event.target.value) ?? '')}
        aria-label={t('type')}
        className="w-auto max-w-[40%]"
        data-testid="memory-type"
      >
        <option value="">{t('allTypes')}</option>
        {memoryTypes.map((name) => (
          <option key={name} value={name}>
            {t(`types.${name}`)}
          </option>
        ))}
      </Select>
    </search>
  )
}
