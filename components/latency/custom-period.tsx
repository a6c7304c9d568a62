'use client'

import { useTranslations } from 'next-intl'
import { Input } from '#components/ui/field.tsx'
import type { Filter } from './use-filter.ts'

/** The begin and end of a custom period, in the user's time zone. */
export function CustomPeriod({
  filter,
  onChange,
}: {
  filter: Filter
  onChange: (part: Partial<Filter>) => void
}) {
  const t = useTranslations('latency')
  return (['since', 'until'] as const).map((name) => (
    <Input
      key={name}
      type="datetime-local"
      aria-label={t(name)}
      title={t(name)}
      className="col-span-2 sm:w-auto"
      // An uncontrolled field: while a date is incomplete, the filter keeps the previous one.
      defaultValue={toLocal(filter[name])}
      onChange={({ target }) => {
        if (target.value !== '' || name === 'until') onChange({ [name]: toIso(target.value) })
      }}
    />
  ))
}

const minuteMs = 60_000

function toLocal(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const local = new Date(date.getTime() - date.getTimezoneOffset() * minuteMs)
  return local.toISOString().slice(0, 16)
}

function toIso(local: string): string {
  return local === '' ? '' : new Date(local).toISOString()
}
