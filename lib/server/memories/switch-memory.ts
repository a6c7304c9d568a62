import type { Services } from '../services.ts'

/** Says whether memories of the user may be used and kept; those that there are stay. */
export async function switchMemory(
  services: Pick<Services, 'database'>,
  userId: string,
  enabled: boolean,
): Promise<{ enabled: boolean }> {
  await services.database.prisma.user.update({ where: { id: userId }, data: { memory: enabled } })
  return { enabled }
}
