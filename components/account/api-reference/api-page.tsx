'use client'

import { useTranslations } from 'next-intl'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { LoadError } from '#components/settings/load-error.tsx'
import { PageHead } from '#components/settings/section.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { ApiDocument, ApiOperation } from '#lib/contracts/api-document.ts'
import { Operation } from './operation.tsx'

const documentPath = '/api/openapi.json'

/** The API that programs call, as its OpenAPI document describes it. */
export function ApiPage() {
  const t = useTranslations('account.api')
  const document = useSWR<ApiDocument, Error>(documentPath, fetchApi)
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col px-4 pt-5 pb-[max(3rem,env(safe-area-inset-bottom))] md:px-8 md:pt-10">
        <PageHead as="h1" title={t('title')} text={t('text')}>
          <a className="text-accent text-sm underline" href={documentPath} download="openapi.json">
            {t('download')}
          </a>
        </PageHead>
        {document.error && !document.data && (
          <LoadError error={document.error} onRetry={() => document.mutate()} />
        )}
        {!document.data && !document.error && <Skeleton className="h-96 rounded-lg" />}
        {document.data && <Groups document={document.data} />}
      </div>
    </div>
  )
}

function Groups({ document }: { document: ApiDocument }) {
  const { schemas } = document.components
  return (
    <div className="flex flex-col gap-8" data-testid="api-reference">
      {Object.entries(groupsOf(document)).map(([tag, operations]) => (
        <div key={tag}>
          <h2 className="mb-2 font-semibold text-[15px]">{tag}</h2>
          <ul className="divide-y rounded-lg border bg-card">
            {operations.map(({ method, path, operation }) => (
              <li key={operation.operationId}>
                <Operation method={method} path={path} operation={operation} schemas={schemas} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

interface NamedOperation {
  method: string
  path: string
  operation: ApiOperation
}

/** The operations by their tag, in the order of the document. */
function groupsOf({ paths }: ApiDocument): Record<string, NamedOperation[]> {
  const groups: Record<string, NamedOperation[]> = {}
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const [tag = ''] = operation.tags
      groups[tag] ??= []
      groups[tag].push({ method, path, operation })
    }
  }
  return groups
}
