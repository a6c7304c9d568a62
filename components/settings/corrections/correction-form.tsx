'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input, Select } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ModelInfo, ModelPatch } from '#lib/contracts/models/model.ts'
import { useModels } from '../use-model-catalog.ts'

const facts = ['takesPictures', 'takesTools', 'reasons'] as const
type Fact = (typeof facts)[number]

/** What an admin says of one model; an empty field leaves what is known without them. */
export function CorrectionForm({ model, onClose }: { model: ModelInfo; onClose: () => void }) {
  const t = useTranslations('settings.corrections')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const { mutate } = useModels()
  const [isSaving, setIsSaving] = useState(false)
  const price = model.corrected.includes('price') ? model.price : undefined

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsSaving(true)
    try {
      await callApi('PATCH', '/api/models', patchOf(model.id, form))
      await mutate()
      toast.success(t('saved'))
      onClose()
    } catch (error) {
      toast.error(errorText(error))
      setIsSaving(false)
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} className="mt-4 flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        {facts.map((fact) => (
          <Field key={fact} label={t(fact)}>
            {(control) => (
              <Select {...control} name={fact} defaultValue={statedOf(model, fact)}>
                <option value="">{t('as-known')}</option>
                <option value="yes">{t('yes')}</option>
                <option value="no">{t('no')}</option>
              </Select>
            )}
          </Field>
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['input', 'output'] as const).map((side) => (
          <Field key={side} label={t(`price-${side}`)} help={t('price-help')}>
            {(control) => (
              <Input
                {...control}
                name={side}
                type="number"
                min={0}
                max={100_000}
                step="any"
                inputMode="decimal"
                defaultValue={price?.[side]}
                placeholder={t('as-known')}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex justify-end gap-2">
        <Button type="button" variant="outline" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" disabled={isSaving}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}

function statedOf(model: ModelInfo, fact: Fact): string {
  if (!model.corrected.includes(fact)) return ''
  const value = fact === 'takesPictures' ? model.inputs?.includes('image') : model[fact]
  return value ? 'yes' : 'no'
}

function patchOf(id: string, form: FormData): ModelPatch {
  const stated = (fact: Fact) => {
    const value = form.get(fact)
    return value === '' ? null : value === 'yes'
  }
  const [input, output] = ['input', 'output'].map((side) => String(form.get(side) ?? ''))
  const pictures = stated('takesPictures')
  return {
    id,
    inputs: pictures === null ? null : pictures ? ['text', 'image'] : ['text'],
    takesTools: stated('takesTools'),
    reasons: stated('reasons'),
    price: input || output ? { input: Number(input), output: Number(output) } : null,
  }
}
