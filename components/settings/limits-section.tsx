import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import type { settingsSchema } from '#lib/contracts/settings.ts'
import { NumberField } from './form-fields.tsx'
import { FormSection } from './section.tsx'

const names = rateLimitsSchema.keyof().options

/** Rate limits; an empty field means no limit. */
export function LimitsSection() {
  const t = useTranslations('settings.limits')
  return (
    <FormSection title={t('title')} text={t('text')}>
      <div className="grid gap-5 sm:grid-cols-2">
        {names.map((name) => (
          <NumberField<z.input<typeof settingsSchema>>
            key={name}
            name={`rateLimits.${name}`}
            label={t(`fields.${name}`)}
            unit={t(`units.${name}`)}
            placeholder={t('unlimited')}
          />
        ))}
      </div>
    </FormSection>
  )
}
