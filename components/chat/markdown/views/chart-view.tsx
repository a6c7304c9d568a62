'use client'

import { useTranslations } from 'next-intl'
import { PlainCode } from '../code/plain-code.tsx'
import { ChartDrawing } from './chart-drawing.tsx'
import { readChartSpec } from './chart-spec.ts'
import { useViewSwitch } from './use-view-switch.tsx'

/** A chart from JSON data. Its box has the final height from the first line on. */
export default function ChartView({ code, isGrowing }: { code: string; isGrowing: boolean }) {
  const t = useTranslations('answer')
  const { isView, button } = useViewSwitch(true)
  const spec = isGrowing ? null : readChartSpec(code)
  if (spec && 'problem' in spec) {
    return (
      <>
        <PlainCode code={code} language="chart" />
        <p className="view-error" role="note">
          {t('chart-failed', { reason: spec.problem })}
        </p>
      </>
    )
  }
  const view = <div className="view-box">{spec ? <ChartDrawing spec={spec} /> : t('drawing')}</div>
  return <PlainCode code={code} language="chart" tools={button} view={isView ? view : undefined} />
}
