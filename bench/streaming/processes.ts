import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The unit of CPU time in /proc (1/100 s). */
const tickMs = 10

/** A process and all its descendants. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(statOf(Number(name))[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [pid]
  for (const member of tree) tree.push(...(children.get(member) ?? []))
  return tree
}

/** User and system time of each process, milliseconds. */
export function cpuTimes(pids: number[]): Map<number, number> {
  return new Map(
    pids.map((pid) => {
      const stat = statOf(pid)
      return [pid, (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * tickMs]
    }),
  )
}

/** CPU time that the processes used since `before`; processes that ended meanwhile are missing. */
export function cpuSince(before: Map<number, number>, pids: number[]): number {
  let sum = 0
  for (const [pid, ms] of cpuTimes(pids)) sum += Math.max(0, ms - (before.get(pid) ?? 0))
  return sum
}

/** Memory of the processes as proportional set size: shared pages count once. */
export function heldMb(pids: number[]): number {
  return pids.reduce((sum, pid) => sum + heldKb(pid) / 1024, 0)
}

function heldKb(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** The fields of /proc/PID/stat after the command's name: [0] is the state, [1] the parent. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Starts a program and waits until its address answers. */
export async function startServer(
  args: string[],
  env: Record<string, string>,
  url: string,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (child.exitCode !== null) break
    const isUp = await fetch(url).then(
      ({ status }) => status < 500,
      () => false,
    )
    if (isUp) return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${args.join(' ')} did not start`)
}
