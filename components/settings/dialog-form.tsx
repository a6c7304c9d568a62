'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { setApiError } from './set-api-error.ts'

/** A form in a dialog. Errors of the API are shown at their field, or as a toast. */
export function DialogForm<Input extends FieldValues, Output>({
  name,
  form,
  saveLabel,
  onSave,
  onCancel,
  children,
}: {
  /** Tests find the form as `NAME-form` and its button as `save-NAME`. */
  name: string
  form: UseFormReturn<Input, unknown, Output>
  saveLabel?: string
  /** Rejects with the API's error. */
  onSave: (values: Output) => Promise<void>
  onCancel: () => void
  /** The fields. */
  children: ReactNode
}) {
  const common = useTranslations('common')
  const errorText = useErrorText()
  const { isSubmitting } = form.formState

  async function save(values: Output) {
    try {
      await onSave(values)
    } catch (error) {
      const message = errorText(error)
      if (!setApiError(form, error, message)) toast.error(message)
    }
  }

  return (
    <FormProvider {...form}>
      <form
        data-testid={`${name}-form`}
        noValidate
        className="mt-4 flex flex-col gap-5"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        {children}
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={isSubmitting} data-testid={`save-${name}`}>
            {isSubmitting && <Spinner label={common('loading')} className="text-current" />}
            {saveLabel ?? common('save')}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
