import { UserTable } from '#components/settings/users/user-table.tsx'

export default function UsersPage() {
  return <UserTable />
}
