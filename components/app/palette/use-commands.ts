'use client'

import {
  Activity,
  Archive,
  Bot,
  Brain,
  Keyboard,
  Languages,
  LibraryBig,
  type LucideIcon,
  Moon,
  Settings,
  SquarePen,
  Sun,
  UserRound,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { chooseAgent } from '#components/chat/open-chat/chosen-agent.ts'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { useSetLocale } from '../locale-switch.tsx'
import { useShowChat } from '../open-in-place.ts'
import { usePageUser } from '../session-user.tsx'
import { settingsPages } from '../settings-pages.ts'

interface Command {
  id: string
  label: string
  icon: LucideIcon
  keys?: string
  run: () => void
}

/** The commands of the palette: actions, agents, pages. */
export function useCommands(onShowShortcuts: () => void): { name: string; commands: Command[] }[] {
  const t = useTranslations('shell')
  const actions = useActions(onShowShortcuts)
  const pages = usePages()
  const showChat = useShowChat()
  const { data } = useSWR<{ items: ChatAgent[] }>('/api/agents', fetchApi)
  const agents = (data?.items ?? []).map(({ id, name }) => ({
    id: `agent-${id}`,
    label: t('palette.ask', { name }),
    icon: Bot,
    run: () => {
      showChat('/')
      chooseAgent(id)
    },
  }))
  return [
    { name: t('palette.actions'), commands: actions },
    { name: t('palette.agents'), commands: agents },
    { name: t('palette.pages'), commands: pages },
  ]
}

function useActions(onShowShortcuts: () => void): Command[] {
  const t = useTranslations('shell')
  const showChat = useShowChat()
  const locale = useLocale()
  const setLocale = useSetLocale()
  const { resolvedTheme, setTheme } = useTheme()
  const isDark = resolvedTheme === 'dark'
  return [
    {
      id: 'new-chat',
      label: t('new-chat'),
      icon: SquarePen,
      keys: 'mod+shift+O',
      run: () => showChat('/'),
    },
    {
      id: 'theme',
      label: t(isDark ? 'palette.to-light' : 'palette.to-dark'),
      icon: isDark ? Sun : Moon,
      run: () => setTheme(isDark ? 'light' : 'dark'),
    },
    {
      id: 'language',
      label: t('palette.to-other-language'),
      icon: Languages,
      run: () => setLocale(locale === 'zh' ? 'en' : 'zh'),
    },
    {
      id: 'shortcuts',
      label: t('shortcuts.title'),
      icon: Keyboard,
      keys: '?',
      run: onShowShortcuts,
    },
  ]
}

function usePages(): Command[] {
  const t = useTranslations('shell')
  const router = useRouter()
  const { role } = usePageUser()
  const page = (path: string, label: string, icon: LucideIcon) => ({
    id: path,
    label,
    icon,
    run: () => router.push(path),
  })
  const ofEveryone = [
    page('/agents', t('agents'), Bot),
    page('/memories', t('memories'), Brain),
    page('/prompts', t('prompts'), LibraryBig),
    page('/archive', t('archive-and-bin'), Archive),
    page('/account', t('account'), UserRound),
  ]
  if (role !== 'admin') return ofEveryone
  return [
    ...ofEveryone,
    page('/latency', t('latency'), Activity),
    ...settingsPages.map((name) =>
      page(`/settings/${name}`, `${t('settings')}: ${t(`palette.settings.${name}`)}`, Settings),
    ),
  ]
}
