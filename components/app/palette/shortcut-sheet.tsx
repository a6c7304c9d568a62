'use client'

import { useTranslations } from 'next-intl'
import { DialogContent } from '#components/ui/dialog.tsx'
import { Keys } from './keys.tsx'

const shortcuts = {
  palette: 'mod+K',
  'new-chat': 'mod+shift+O',
  composer: 'shift+Esc',
  send: 'Enter',
  line: 'shift+Enter',
  prompt: '/',
  sheet: '?',
  close: 'Esc',
} as const

/** All keyboard shortcuts. */
export function ShortcutSheet() {
  const t = useTranslations('shell.shortcuts')
  return (
    <DialogContent title={t('title')}>
      <dl className="mt-4 flex flex-col gap-2.5 text-sm" data-testid="shortcuts">
        {Object.entries(shortcuts).map(([name, keys]) => (
          <div key={name} className="flex items-center justify-between gap-4">
            <dt>{t(name as keyof typeof shortcuts)}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </DialogContent>
  )
}
