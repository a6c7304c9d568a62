import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import settings from '../../../messages/en/settings.json' with { type: 'json' }
import { InstanceTable } from './instance-table.tsx'

test('each instance has its version, its times and its running answers', () => {
  const times = { startedAt: '2026-12-01T08:00:00Z', lastSeenAt: '2026-12-01T09:30:05Z' }
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings }}>
      <InstanceTable
        instances={[
          { id: '11111111-aaaa', version: '0.4.0', ...times, runs: 0 },
          { id: '22222222-bbbb', version: '0.5.0', ...times, runs: 17 },
        ]}
      />
    </NextIntlClientProvider>,
  )
  const rows = html
    .split('data-testid="instance-row"')
    .slice(1)
    .map((row) => row.replace(/\s/g, ' '))
  expect(rows).toHaveLength(2)
  expect(rows[0]).toContain('11111111')
  for (const text of ['22222222', '0.5.0', 'Dec 1, 2026, 8:00 AM', '9:30:05 AM', '>17<'])
    expect(rows[1]).toContain(text)
})
