import { roleSchema, type User } from '#lib/contracts/account/user.ts'
import type { User as UserRow } from '#lib/db/generated/client.ts'

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleSchema.parse(row.role),
    banned: row.banned,
    createdAt: row.createdAt.toISOString(),
  }
}
