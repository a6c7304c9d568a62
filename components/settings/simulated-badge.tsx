import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'

/** Marks a model or provider of the built-in simulator. */
export function SimulatedBadge() {
  const t = useTranslations('common')
  return <Badge tone="accent">{t('simulated')}</Badge>
}
