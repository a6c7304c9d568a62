'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import {
  type FieldError,
  type FieldPath,
  type FieldValues,
  get,
  useController,
  useFormContext,
  useFormState,
} from 'react-hook-form'
import { Field, Input, Textarea } from '#components/ui/field.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toNumber, toText } from './number-text.ts'

interface FieldProps<T extends FieldValues> {
  name: FieldPath<T>
  label: ReactNode
  help?: ReactNode
}

/** The translated text of a field's error. */
export function useFieldError(name: string): string | undefined {
  const t = useTranslations('settings.issues')
  const { errors } = useFormState({ name })
  const error: FieldError | undefined = get(errors, name)
  if (!error) return undefined
  // The contracts' custom checks of model ids and base URLs have English texts, so those are
  // replaced.
  if (error.type === 'custom') return t('modelId')
  if (error.type === 'invalid_format' && /url$/i.test(name)) return t('url')
  return error.message ?? t('invalid')
}

export function TextField<T extends FieldValues>({
  name,
  label,
  help,
  ...props
}: FieldProps<T> & Omit<ComponentProps<typeof Input>, 'name'>) {
  const { register } = useFormContext<T>()
  const error = useFieldError(name)
  return (
    <Field label={label} help={help} error={error}>
      {(field) => <Input {...field} {...props} {...register(name)} />}
    </Field>
  )
}

export function TextareaField<T extends FieldValues>({
  name,
  label,
  help,
  ...props
}: FieldProps<T> & Omit<ComponentProps<typeof Textarea>, 'name'>) {
  const { register } = useFormContext<T>()
  const error = useFieldError(name)
  return (
    <Field label={label} help={help} error={error}>
      {(field) => <Textarea {...field} {...props} {...register(name)} />}
    </Field>
  )
}

/**
 * A number with its unit. `scale` is the number of stored units per shown unit: 1000 shows
 * milliseconds as seconds. An empty field is null where the contract allows that.
 */
export function NumberField<T extends FieldValues>({
  name,
  label,
  help,
  unit,
  scale = 1,
  placeholder,
}: FieldProps<T> & { unit?: string; scale?: number; placeholder?: string }) {
  const { field } = useController<T>({ name })
  const error = useFieldError(name)
  const [text, setText] = useState(() => toText(field.value, scale))
  // If the form's value no longer matches the typed text, it was set elsewhere and replaces the
  // text.
  const shown = Object.is(toNumber(text, scale), field.value ?? null)
    ? text
    : toText(field.value, scale)
  const isNullable = placeholder !== undefined
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            ref={field.ref}
            name={name}
            onBlur={field.onBlur}
            inputMode="decimal"
            autoComplete="off"
            placeholder={placeholder}
            className={unit ? 'pr-20 tabular-nums' : 'tabular-nums'}
            value={Number.isNaN(field.value) ? text : shown}
            onChange={(event) => {
              setText(event.target.value)
              const value = toNumber(event.target.value, scale)
              field.onChange(value === null && !isNullable ? Number.NaN : value)
            }}
          />
          {unit && (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-[13px] text-muted-foreground"
            >
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  )
}

export function SwitchField<T extends FieldValues>({ name, label, help }: FieldProps<T>) {
  const { field } = useController<T>({ name })
  return <SwitchRow label={label} help={help} checked={field.value} onChange={field.onChange} />
}

/** A switch with its label and explanation beside it. */
export function SwitchRow({
  label,
  help,
  checked,
  onChange,
}: {
  label: ReactNode
  help?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {help && (
          <p id={`${id}-note`} className="mt-0.5 text-[13px] text-muted-foreground leading-5">
            {help}
          </p>
        )}
      </div>
      <Switch
        id={id}
        aria-describedby={help ? `${id}-note` : undefined}
        checked={checked}
        onCheckedChange={onChange}
      />
    </div>
  )
}
