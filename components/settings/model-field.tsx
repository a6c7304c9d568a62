'use client'

import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { useFieldError } from './form-fields.tsx'
import { ModelPicker } from './model-picker.tsx'

/** The model picker as a field of a form. */
export function ModelField<T extends FieldValues>({
  name,
  label,
  help,
  emptyLabel,
  kind,
  testId,
}: {
  name: FieldPath<T>
  label: string
  help?: string
  emptyLabel?: string
  kind?: ModelInfo['kind']
  testId?: string
}) {
  const { field } = useController<T>({ name })
  const error = useFieldError(name)
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <ModelPicker
          {...control}
          label={label}
          kind={kind}
          emptyLabel={emptyLabel}
          testId={testId}
          value={field.value ?? null}
          buttonRef={field.ref}
          onChange={field.onChange}
        />
      )}
    </Field>
  )
}
