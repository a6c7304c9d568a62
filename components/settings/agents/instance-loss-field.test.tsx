import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { FormProvider, useForm } from 'react-hook-form'
import { expect, test } from 'vitest'
import settings from '../../../messages/en/settings.json' with { type: 'json' }
import type { AgentValues } from './agent-values.ts'
import { InstanceLossField } from './instance-loss-field.tsx'

type Values = Pick<AgentValues, 'onInstanceLoss'>

function Form(defaultValues: Values) {
  const form = useForm<Values>({ defaultValues })
  return (
    <FormProvider {...form}>
      <InstanceLossField />
    </FormProvider>
  )
}

test.each([
  ['continue', true],
  ['mark', false],
] as const)('an agent whose answers are to %s shows that', (onInstanceLoss, isOn) => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings }}>
      <Form onInstanceLoss={onInstanceLoss} />
    </NextIntlClientProvider>,
  )
  expect(html).toContain(settings.agents.advanced.instanceLoss)
  expect(html.includes('aria-checked="true"')).toBe(isOn)
})
