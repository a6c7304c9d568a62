import type { Services } from '../services.ts'

/** Sets whether memories of the user may be used and saved; existing ones stay. */
export async function switchMemory(
  services: Pick<Services, 'database'>,
  userId: string,
  enabled: boolean,
): Promise<{ enabled: boolean }> {
  await services.database.prisma.user.update({ where: { id: userId }, data: { memory: enabled } })
  return { enabled }
}
