'use client'

import { useEffect, useState } from 'react'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import type { OpenChat } from './open-chat/open-chat.ts'
import { noChoice, type TurnChoice } from './open-chat/turn-choice.ts'

/**
 * The model and effort of the chat's next messages: what was chosen on this page, else what the
 * chat's newest message was sent with.
 */
export function useTurnChoice(
  openChat: OpenChat,
  detail: ChatDetail | undefined,
  agent: ChatAgent | undefined,
  models: ModelInfo[] | undefined,
): [choice: TurnChoice, setChoice: (choice: TurnChoice) => void] {
  const [chosen, setChosen] = useState(openChat.ownChoice)
  const { model, reasoningEffort } = chosen ?? detail ?? noChoice
  // A model may be gone, and an agent may no longer allow the choice.
  const mayChoose = agent?.allowModelChoice && (!models || models.some(({ id }) => id === model))
  const choice: TurnChoice = { model: mayChoose ? model : null, reasoningEffort }
  useEffect(() => {
    openChat.choice = { model: choice.model, reasoningEffort: choice.reasoningEffort }
  }, [openChat, choice.model, choice.reasoningEffort])
  const setChoice = (next: TurnChoice) => {
    openChat.ownChoice = next
    setChosen(next)
  }
  return [choice, setChoice]
}

/** The agent as the choice makes it: with the chosen model in the place of its own. */
export function withChoice(
  agent: ChatAgent | undefined,
  { model }: TurnChoice,
): ChatAgent | undefined {
  return agent && model ? { ...agent, model, routing: null } : agent
}
