'use client'

import { useTranslations } from 'next-intl'
import {
  canNotify,
  chooseNotices,
  useNoticeChoice,
} from '#components/app/notices/notice-permission.ts'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.ts'

/** Whether this browser notifies of answers that end while Lumos is hidden. */
export function NoticeSetting() {
  const t = useTranslations('account.notices')
  const choice = useNoticeChoice()
  if (typeof window === 'undefined' || !canNotify()) return null
  const choose = async (isOn: boolean) => {
    if (!(await chooseNotices(isOn))) toast.error(t('refused'))
  }
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor="notices" className="text-sm leading-6">
        {t('label')}
        <span className="block text-[13px] text-muted-foreground leading-5">{t('text')}</span>
      </label>
      <Switch
        id="notices"
        checked={choice === 'on'}
        onCheckedChange={(isOn) => void choose(isOn)}
      />
    </div>
  )
}
