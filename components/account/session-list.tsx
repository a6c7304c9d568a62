'use client'

import { useFormatter, useTranslations } from 'next-intl'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { FormSection } from '#components/settings/section.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { OwnSession } from '#lib/contracts/account/account.ts'

/** The user's sessions, each with a button to end it. */
export function SessionList() {
  const t = useTranslations('account')
  const format = useFormatter()
  const errorText = useErrorText()
  const sessions = useSWR<{ items: OwnSession[] }, Error>('/api/account/sessions', fetchApi)

  async function end(id: string) {
    try {
      await callApi('DELETE', `/api/account/sessions/${id}`)
    } catch (error) {
      toast.error(errorText(error))
    }
    await sessions.mutate()
  }

  return (
    <FormSection as="h2" title={t('sessions')} text={t('sessionsText')}>
      {sessions.error && !sessions.data && (
        <LoadError error={sessions.error} onRetry={() => sessions.mutate()} />
      )}
      {!sessions.data && !sessions.error && <Skeleton className="h-16" />}
      <ul className="flex flex-col gap-3">
        {sessions.data?.items.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2">
                <span className="wrap-anywhere font-medium text-sm">
                  {browserName(session.userAgent) ?? t('program')}
                </span>
                {session.isCurrent && <Badge tone="accent">{t('thisBrowser')}</Badge>}
              </div>
              <div className="text-[13px] text-muted-foreground">
                {t('lastSeen', {
                  time: format.dateTime(new Date(session.lastSeenAt), {
                    dateStyle: 'medium',
                    timeStyle: 'short',
                  }),
                })}
                {session.ipAddress && ` · ${session.ipAddress}`}
              </div>
            </div>
            {!session.isCurrent && (
              <Button variant="outline" size="sm" onClick={() => void end(session.id)}>
                {t('endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </FormSection>
  )
}

/** Browser and system of a user agent, e.g. `Firefox, Linux`. */
function browserName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari']
  const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux']
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS': 'macOS' }
  const find = (words: string[]) => words.find((word) => userAgent.includes(word))
  const found = [find(browsers), find(systems)].filter((word) => word !== undefined)
  return found.length > 0 ? found.map((word) => names[word] ?? word).join(', ') : userAgent
}
