import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { ApiContent, ApiOperation, JsonSchema } from '#lib/contracts/api-document.ts'
import { SchemaView } from './schema-view.tsx'

/** One method of a path, folded. Its details are made when it is opened first. */
export function Operation({
  method,
  path,
  operation,
  schemas,
}: {
  method: string
  path: string
  operation: ApiOperation
  schemas: Record<string, JsonSchema>
}) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <details
      className="group"
      onToggle={({ currentTarget }) => currentTarget.open && setWasOpened(true)}
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 px-4 py-3">
        <ChevronRight
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
          aria-hidden
        />
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone={method === 'delete' ? 'danger' : 'accent'}>{method.toUpperCase()}</Badge>
          <code className="wrap-anywhere text-[13px]">{path}</code>
          <span className="basis-full text-[13px] text-muted-foreground">{operation.summary}</span>
        </span>
      </summary>
      {wasOpened && <Details operation={operation} schemas={schemas} />}
    </details>
  )
}

function Details({
  operation: { security, parameters = [], requestBody, responses },
  schemas,
}: {
  operation: ApiOperation
  schemas: Record<string, JsonSchema>
}) {
  const t = useTranslations('account.api')
  const inputs: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  }
  return (
    <div className="flex flex-col gap-4 px-4 pb-4 text-[13px]">
      <Part title={t('who')}>
        <Callers security={security} />
      </Part>
      {parameters.length > 0 && (
        <Part title={t('parameters')}>
          <SchemaView schema={inputs} schemas={schemas} />
        </Part>
      )}
      {requestBody && (
        <Part title={t('body')}>
          <Content content={requestBody.content} schemas={schemas} />
        </Part>
      )}
      {Object.entries(responses).map(([status, { content = {} }]) => (
        <Part key={status} title={status === 'default' ? t('error') : t('answer', { status })}>
          <Content content={content} schemas={schemas} />
        </Part>
      ))}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      {children}
    </section>
  )
}

/** Who may call an operation. */
function Callers({ security }: Pick<ApiOperation, 'security'>) {
  const t = useTranslations('account.api')
  const session = security.find((way) => way.session)?.session
  const scopes = security.flatMap(({ key = [] }) => key)
  return (
    <ul className="text-muted-foreground">
      {security.length === 0 && <li>{t('everybody')}</li>}
      {session && <li>{session.includes('admin') ? t('admins') : t('signedIn')}</li>}
      {scopes.length > 0 && <li>{t('keys', { scopes: scopes.join(', ') })}</li>}
    </ul>
  )
}

function Content({
  content,
  schemas,
}: {
  content: ApiContent
  schemas: Record<string, JsonSchema>
}) {
  const t = useTranslations('account.api')
  const types = Object.entries(content)
  if (types.length === 0) return <p className="text-muted-foreground">{t('empty')}</p>
  return types.map(([type, { schema }]) => (
    <div key={type}>
      <code className="text-muted-foreground">{type}</code>
      {schema && <SchemaView schema={schema} schemas={schemas} />}
    </div>
  ))
}
