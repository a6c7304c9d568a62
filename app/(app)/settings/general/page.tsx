import { GeneralSettings } from '#components/settings/general-settings.tsx'

export default function GeneralPage() {
  return <GeneralSettings />
}
