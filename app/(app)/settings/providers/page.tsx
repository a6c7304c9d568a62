import { ProviderList } from '#components/settings/providers/provider-list.tsx'

export default function ProvidersPage() {
  return <ProviderList />
}
