'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { callApi } from '#components/api-client.ts'
import { Field, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { type McpServer, mcpApprovals, mcpTransports } from '#lib/contracts/agents/mcp-server.ts'
import { DialogForm } from '../dialog-form.tsx'
import { TextareaField, TextField } from '../form-fields.tsx'
import { useIssueText } from '../use-issue-text.ts'
import {
  formValuesOf,
  type McpFormValues,
  mcpCreateBody,
  mcpFormSchema,
  mcpPatchBody,
} from './mcp-server-values.ts'

/** How to reach a server, and which of its calls a person approves. */
export function McpServerForm({
  server,
  onCancel,
  onSaved,
}: {
  server: McpServer | undefined
  onCancel: () => void
  onSaved: (server: McpServer) => void
}) {
  const t = useTranslations('settings.mcp')
  const issueText = useIssueText()
  const form = useForm<McpFormValues>({
    resolver: zodResolver(mcpFormSchema, { error: issueText }),
    defaultValues: formValuesOf(server),
    mode: 'onTouched',
  })
  const isHttp = form.watch('transport') === 'http'
  const stored = isHttp ? server?.headerNames : server?.envNames
  const secretsHelp = stored?.length
    ? t('storedSecrets', { names: stored.join(', ') })
    : t(isHttp ? 'headersHelp' : 'envHelp')

  async function save(values: McpFormValues) {
    const saved = server
      ? await callApi<McpServer>('PATCH', `/api/mcp-servers/${server.id}`, mcpPatchBody(values))
      : await callApi<McpServer>('POST', '/api/mcp-servers', mcpCreateBody(values))
    toast.success(t('saved', { name: saved.name }))
    onSaved(saved)
  }

  return (
    <DialogForm
      name="mcp-server"
      form={form}
      saveLabel={t('saveAndCheck')}
      onSave={save}
      onCancel={onCancel}
    >
      <TextField<McpFormValues> name="name" label={t('name')} maxLength={60} autoComplete="off" />
      {!server && (
        <Field label={t('transport')} help={t('transportHelp')}>
          {(control) => (
            <Select {...control} {...form.register('transport')}>
              {mcpTransports.map((transport) => (
                <option key={transport} value={transport}>
                  {t(`transports.${transport}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {isHttp ? (
        <>
          <TextField<McpFormValues>
            name="url"
            label={t('url')}
            type="url"
            inputMode="url"
            placeholder="https://mcp.example.com/mcp"
            autoComplete="off"
            spellCheck={false}
          />
          <SecretsField name="headers" label={t('headers')} help={secretsHelp} />
        </>
      ) : (
        <>
          <TextField<McpFormValues>
            name="command"
            label={t('command')}
            placeholder="npx"
            autoComplete="off"
            spellCheck={false}
          />
          <TextareaField<McpFormValues>
            name="args"
            label={t('args')}
            help={t('argsHelp')}
            rows={3}
            spellCheck={false}
            className="min-h-16 font-mono"
          />
          <SecretsField name="env" label={t('env')} help={secretsHelp} />
        </>
      )}
      <Field label={t('approval')} help={t('approvalHelp')}>
        {(control) => (
          <Select {...control} {...form.register('approval')}>
            {mcpApprovals.map((approval) => (
              <option key={approval} value={approval}>
                {t(`approvals.${approval}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </DialogForm>
  )
}

function SecretsField({
  name,
  label,
  help,
}: {
  name: 'headers' | 'env'
  label: string
  help: string
}) {
  return (
    <TextareaField<McpFormValues>
      name={name}
      label={label}
      help={help}
      rows={2}
      autoComplete="off"
      spellCheck={false}
      placeholder={name === 'headers' ? 'Authorization: Bearer …' : 'API_KEY=…'}
      className="min-h-16 font-mono"
    />
  )
}
