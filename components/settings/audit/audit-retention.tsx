import { useTranslations } from 'next-intl'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { useSettings } from '../use-settings.ts'

const choices = [30, 90, 180, 365, 730, 1_095, 3_650]

/** How long entries are stored; a change is saved at once. */
export function AuditRetention() {
  const t = useTranslations('audit')
  const errorText = useErrorText()
  const { data: settings, save } = useSettings()
  if (!settings) return null
  const { auditDays } = settings

  async function change(days: number) {
    try {
      await save({ auditDays: days })
      toast.success(t('saved'))
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <div className="mt-6 max-w-72">
      <Field label={t('kept')} help={t('keptHelp')}>
        {(control) => (
          <Select
            {...control}
            value={auditDays}
            onChange={({ target }) => void change(Number(target.value))}
          >
            {[...new Set([...choices, auditDays])]
              .sort((a, b) => a - b)
              .map((days) => (
                <option key={days} value={days}>
                  {t('days', { days })}
                </option>
              ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
