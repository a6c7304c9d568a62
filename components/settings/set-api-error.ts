import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ApiError } from '#components/api-client.ts'

/**
 * Shows an API error at the field that it names.
 * @returns false when it names no field of the form
 */
export function setApiError<T extends FieldValues, O>(
  form: UseFormReturn<T, unknown, O>,
  error: unknown,
  message: string,
): boolean {
  if (!(error instanceof ApiError) || error.field === undefined) return false
  const path = error.field as FieldPath<T>
  const [top = ''] = path.split('.')
  if (!(top in form.getValues())) return false
  form.setError(path, { type: 'server', message }, { shouldFocus: true })
  return true
}
