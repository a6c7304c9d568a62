import type { Pool } from 'pg'

/** An instance counts as dead this long after it renewed its lease, by the database's clock. */
export const leaseMs = 6_000
/** An instance that ends removes its row, so one of these is busy, or died a moment ago. */
const busyMs = 60_000

/** This process, as the others see it. */
export interface InstanceRow {
  id: string
  /** Names its data directory; null if others may have a directory of that name. */
  home: string | null
  version: string
}

/** What an instance learns when it renews its lease. */
export interface LeaseRenewal {
  /** The count of changes of agents, providers and settings. */
  configVersion: number
  /** The number of instances whose lease holds, this one included. */
  instances: number
  /** The runs that the database has for this instance. */
  claims: { turnId: string; stopRequested: boolean }[]
}

/** Renews the instance's lease in one statement, and reads what it may have missed. */
export async function renewLease(pool: Pool, instance: InstanceRow): Promise<LeaseRenewal> {
  const { rows } = await pool.query<LeaseRenewal>({
    name: 'renew-lease',
    text: `
      WITH alive AS (
        INSERT INTO "Instance" (id, home, version) VALUES ($1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET "lastSeenAt" = now()
      )
      SELECT (SELECT version FROM "ConfigVersion") AS "configVersion",
        (SELECT count(*)::int + 1 FROM "Instance" WHERE id <> $1
          AND "lastSeenAt" >= now() - $4 * interval '1 millisecond') AS instances,
        (SELECT coalesce(json_agg(json_build_object(
            'turnId', "turnId", 'stopRequested', "stopRequested")), '[]')
          FROM "RunClaim" WHERE "instanceId" = $1) AS claims`,
    values: [instance.id, instance.home, instance.version, leaseMs],
  })
  return rows[0] ?? { configVersion: 0, instances: 1, claims: [] }
}

/** Lets the others take the instance's runs when they look next. */
export async function endLease(pool: Pool, instanceId: string): Promise<void> {
  await pool.query(`UPDATE "Instance" SET "lastSeenAt" = 'epoch' WHERE id = $1`, [instanceId])
}

export async function removeInstance(pool: Pool, instanceId: string): Promise<void> {
  await pool.query(`DELETE FROM "Instance" WHERE id = $1`, [instanceId])
}

/** Notes that the instance is about to answer: its start counts from now on. */
export async function noteStart(pool: Pool, instanceId: string): Promise<void> {
  await pool.query(`UPDATE "Instance" SET "startedAt" = now() WHERE id = $1`, [instanceId])
}

/**
 * How long the oldest of the other instances has been there, in milliseconds; null if there is
 * none. One that is busy, as all are that have just been started, may be late with its lease.
 */
export async function readOthersAge(pool: Pool, instanceId: string): Promise<number | null> {
  const { rows } = await pool.query<{ ageMs: number | null }>(
    `SELECT extract(epoch FROM now() - min("startedAt"))::float8 * 1000 AS "ageMs"
     FROM "Instance" WHERE id <> $1 AND "lastSeenAt" >= now() - $2 * interval '1 millisecond'`,
    [instanceId, busyMs],
  )
  return rows[0]?.ageMs ?? null
}

/** A live instance. */
export interface LiveInstance {
  id: string
  version: string
  startedAt: Date
  lastSeenAt: Date
  /** Runs that it executes. */
  runs: number
}

/** The instances whose lease holds, oldest first. */
export async function listInstances(pool: Pool): Promise<LiveInstance[]> {
  const { rows } = await pool.query<LiveInstance>(
    `SELECT i.id, i.version, i."startedAt", i."lastSeenAt",
       (SELECT count(*)::int FROM "RunClaim" c WHERE c."instanceId" = i.id) AS runs
     FROM "Instance" i WHERE i."lastSeenAt" >= now() - $1 * interval '1 millisecond'
     ORDER BY i."startedAt", i.id`,
    [leaseMs],
  )
  return rows
}
