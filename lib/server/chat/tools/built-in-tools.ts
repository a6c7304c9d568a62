import type { Agent } from '#lib/contracts/agents/agent.ts'
import { calculator } from '#lib/tools/basic/calculator.ts'
import { currentTime } from '#lib/tools/basic/current-time.ts'
import type { Tool } from '#lib/tools/tool.ts'
import { createKnownAddresses } from '#lib/tools/web/known-addresses.ts'
import { readWebPage } from '#lib/tools/web/read-web-page.ts'
import { searchWeb } from '#lib/tools/web/search-web.ts'
import type { Services } from '../../services.ts'
import { searchTheWeb } from '../../tools/web-search.ts'
import { forgetMemory, saveMemory, searchMemories, textsOfUser } from './memory-tools.ts'
import type { ToolTurn } from './tool-turn.ts'

export type ToolServices = Pick<Services, 'memory' | 'database' | 'env' | 'secrets'>

type ToolName = Agent['tools'][number]
const memoryTools: ToolName[] = ['search-memories', 'save-memory', 'forget-memory']
/** Tools whose results strangers write. */
const webTools: ToolName[] = ['read-page', 'search-web']

/** The tools that the admin enabled for the agent. */
export function builtInTools(services: ToolServices, turn: ToolTurn): Tool[] {
  const { proxy } = services.env
  const known = createKnownAddresses(() => [...textsOfUser(turn), ...citedIn(turn)])
  const makers: Record<ToolName, () => Tool> = {
    'current-time': currentTime,
    calculator,
    'search-memories': () => searchMemories(services, turn),
    'save-memory': () => saveMemory(services, turn),
    'forget-memory': () => forgetMemory(services, turn),
    // Models name the addresses, so those of the own network stay out of reach in every case.
    'read-page': () => readWebPage(known, { proxy, isPrivateAllowed: false }),
    'search-web': () => searchWeb(known, (...asked) => searchTheWeb(services, ...asked)),
  }
  return turn.agent.tools
    .filter((name) => turn.usesMemory || !memoryTools.includes(name))
    .map((name) => makers[name]())
}

/** Whether strangers may write results of the agent's tools. */
export function readsStrangers({ tools, mcpServers }: Agent): boolean {
  return mcpServers.length > 0 || tools.some((name) => webTools.includes(name))
}

/** The addresses that earlier answers of the chat cite. */
function citedIn({ history }: ToolTurn): string[] {
  return history.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'source-url' ? [part.url] : [])),
  )
}
