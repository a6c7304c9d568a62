'use client'

import { Brain, Image, Wrench } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'

/** A model's usual wait, what it takes, and its price. */
export function ModelFacts({ model }: { model: ModelInfo }) {
  const t = useTranslations('chat.choice')
  const format = useFormatter()
  const { ttfb, price, inputs, takesTools, reasons } = model
  const dollars = (value: number) =>
    format.number(value, { style: 'currency', currency: 'USD', maximumFractionDigits: 3 })
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted-foreground text-xs leading-4 [&_svg]:size-3.5">
      <span className="whitespace-nowrap tabular-nums">
        {ttfb ? t('wait', { p50: formatMs(ttfb.p50), p95: formatMs(ttfb.p95) }) : t('unmeasured')}
      </span>
      {inputs?.includes('image') && <Fact icon={<Image aria-hidden />} text={t('pictures')} />}
      {takesTools && <Fact icon={<Wrench aria-hidden />} text={t('tools')} />}
      {reasons && <Fact icon={<Brain aria-hidden />} text={t('reasons')} />}
      {price && (
        <span className="whitespace-nowrap tabular-nums" title={t('price-help')}>
          {t('price', { input: dollars(price.input), output: dollars(price.output) })}
        </span>
      )}
    </span>
  )
}

function Fact({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {icon}
      {text}
    </span>
  )
}
