'use client'

import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { lowestEmbeddingGrade, type EmbeddingState as State } from '#lib/contracts/memory/memory.ts'

const refreshMs = 1_000

/** The embedding model's progress through the memories, and its score in the test of meanings. */
export function EmbeddingState({ model }: { model: string }) {
  const t = useTranslations('settings.general.embedding')
  const { data } = useSWR<State, Error>(
    ['/api/settings/embedding', model],
    ([url]) => fetchApi(url),
    {
      refreshInterval: (latest) => (isAtWork(latest) ? refreshMs : 0),
    },
  )
  if (!data) return null
  const { memories, embedded, grades, problem } = data
  const percent = (grade: number) => Math.round(grade * 100)
  return (
    <div
      data-testid="embedding-state"
      className="flex flex-col gap-1.5 text-muted-foreground text-sm"
    >
      {problem && (
        <p role="alert" className="text-danger">
          {t('problem', { problem })}
        </p>
      )}
      {isAtWork(data) && !problem && (
        <progress
          aria-label={t('progress')}
          value={embedded}
          max={Math.max(memories, 1)}
          className="h-2 w-full overflow-hidden rounded-full accent-accent"
        />
      )}
      <p className="tabular-nums">{t('seen', { embedded, memories })}</p>
      {grades && (
        <p className="tabular-nums">
          {t('grades', { english: percent(grades.english), chinese: percent(grades.chinese) })}
        </p>
      )}
      {grades && Math.max(grades.english, grades.chinese) < lowestEmbeddingGrade && (
        <p>{t('useless')}</p>
      )}
    </div>
  )
}

function isAtWork(state: State | undefined): boolean {
  return state !== undefined && state.embedded < state.memories
}
