'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import useSWR, { mutate } from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select, Textarea } from '#components/ui/field.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { Folder } from '#lib/contracts/chat/folder.ts'
import { foldersPath } from './use-folders.ts'

/** Name, agent and instructions of a folder. */
export function FolderForm({
  folder,
  onSaved,
  onCancel,
}: {
  /** Null for a new one. */
  folder: Folder | null
  onSaved: (folder: Folder) => void
  onCancel: () => void
}) {
  const t = useTranslations('shell.folders')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const { data: agents } = useSWR<{ items: ChatAgent[] }>('/api/agents', fetchApi)
  const [error, setError] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const fields = {
      name: text('name'),
      agentId: text('agentId') || null,
      instructions: text('instructions'),
    }
    setIsSaving(true)
    try {
      const saved = folder
        ? await callApi<Folder>('PATCH', `${foldersPath}/${folder.id}`, fields)
        : await callApi<Folder>('POST', foldersPath, fields)
      await mutate(foldersPath)
      onSaved(saved)
    } catch (problem) {
      setError(errorText(problem))
      setIsSaving(false)
    }
  }
  return (
    <form onSubmit={(event) => void save(event)} className="mt-4 flex flex-col gap-4">
      <Field label={t('name')} error={error}>
        {(props) => (
          <Input
            {...props}
            name="name"
            required
            maxLength={100}
            defaultValue={folder?.name}
            autoFocus
            autoComplete="off"
          />
        )}
      </Field>
      <Field label={t('agent')} help={t('agent-help')}>
        {(props) => (
          <Select
            {...props}
            // The choices come later than the form.
            key={agents ? 'ready' : 'loading'}
            name="agentId"
            defaultValue={folder?.agentId ?? ''}
          >
            <option value="">{t('no-agent')}</option>
            {agents?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('instructions')} help={t('instructions-help')}>
        {(props) => (
          <Textarea
            {...props}
            name="instructions"
            maxLength={10_000}
            defaultValue={folder?.instructions}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onCancel}>
          {common('cancel')}
        </Button>
        <Button type="submit" disabled={isSaving} data-testid="save-folder">
          {common('save')}
        </Button>
      </div>
    </form>
  )
}
