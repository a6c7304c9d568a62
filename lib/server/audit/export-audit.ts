import type { AuditEntry, AuditQuery } from '#lib/contracts/account/audit.ts'
import { byteOrderMark, csvLine } from '../csv.ts'
import type { Services } from '../services.ts'

const perPage = 200
const columns = [
  'at',
  'actorId',
  'actor',
  'action',
  'targetType',
  'targetId',
  'target',
  'from',
  'to',
  'client',
]

/** Streams the filtered entries, newest first. */
export async function* exportAudit(
  { audit }: Pick<Services, 'audit'>,
  filter: Omit<AuditQuery, 'limit' | 'cursor'>,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  yield format === 'csv' ? byteOrderMark + csvLine(columns) : '[\n'
  let cursor: string | undefined
  do {
    const page = await audit.list({ ...filter, limit: perPage, ...(cursor && { cursor }) })
    if (format === 'csv') yield page.items.map((entry) => csvLine(cellsOf(entry))).join('')
    else if (page.items.length > 0)
      yield (cursor ? ',\n' : '') + page.items.map((entry) => JSON.stringify(entry)).join(',\n')
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  if (format === 'json') yield '\n]\n'
}

function cellsOf({ at, actor, action, target, from, to, client }: AuditEntry): (string | null)[] {
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value))
  return [
    ...[at, actor?.id ?? null, actor?.name ?? null, action],
    ...[target?.type ?? null, target?.id ?? null, target?.name ?? null],
    ...[json(from), json(to), client ?? null],
  ]
}
