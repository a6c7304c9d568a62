'use client'

import { useTranslations } from 'next-intl'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Settings, SettingsPatch } from '#lib/contracts/settings.ts'
import { FormSection } from '../section.tsx'

const intervals = [6, 12, 24, 168] as const
const amounts = [1, 3, 7, 14, 30, 60]

/** The schedule of automatic backups, and how many are stored. Each choice is saved at once. */
export function BackupSchedule({
  settings,
  onSave,
}: {
  settings: Settings
  onSave: (patch: SettingsPatch) => Promise<Settings>
}) {
  const t = useTranslations('settings.backups')
  const errorText = useErrorText()
  const { backupEveryHours, backupsKept } = settings

  async function save(patch: SettingsPatch) {
    try {
      await onSave(patch)
      toast.success(t('saved'))
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <div className="mb-5">
      <FormSection title={t('schedule')} text={t('scheduleText')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t('every')}>
            {(control) => (
              <Select
                {...control}
                value={backupEveryHours ?? ''}
                onChange={({ target }) =>
                  void save({ backupEveryHours: target.value === '' ? null : Number(target.value) })
                }
              >
                <option value="">{t('never')}</option>
                {withValue(intervals, backupEveryHours).map((hours) => (
                  <option key={hours} value={hours}>
                    {t('hours', { hours })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('kept')}>
            {(control) => (
              <Select
                {...control}
                value={backupsKept}
                onChange={({ target }) => void save({ backupsKept: Number(target.value) })}
              >
                {withValue(amounts, backupsKept).map((count) => (
                  <option key={count} value={count}>
                    {t('keptCount', { count })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </FormSection>
    </div>
  )
}

/** The choices including the current value, which the API may have set to any number. */
function withValue(choices: readonly number[], value: number | null): number[] {
  const all = value === null ? choices : [...choices, value]
  return [...new Set(all)].sort((a, b) => a - b)
}
