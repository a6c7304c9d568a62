import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import type { ApprovalAnswer } from '#lib/contracts/chat/approval.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { resultMessage, runCalls, type ToolBench, type ToolCall } from './call-tools.ts'

/** A call that waited for approval, with a person's answer. */
export interface AnsweredCall extends ApprovalAnswer {
  call: ToolCall
  /** Identifies the tool that the person saw; empty for a built-in tool, which its name identifies. */
  key: string
}

/**
 * Runs the approved calls and reports the denied ones; returns the results for the model. A tool
 * that is not the one that was approved any more is not called.
 */
export async function* answerApprovals(
  bench: ToolBench,
  answered: AnsweredCall[],
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, PromptMessage[]> {
  for (const { call, approvalId, approved } of answered)
    yield { type: 'tool-approval-answered', toolCallId: call.id, approvalId, approved }
  const results: PromptMessage[] = []
  for (const { call, approved, reason } of answered) {
    if (approved) continue
    yield { type: 'tool-call-denied', toolCallId: call.id }
    const error = `The user did not allow this call.${reason ? ` They say: ${reason}` : ''}`
    results.push(resultMessage(call.id, { error }))
  }
  const approved = answered.filter((each) => each.approved)
  const tools = approved.flatMap(({ key, call }) => {
    const tool = bench.tools.find(({ name, origin }) =>
      key === '' ? !origin && name === call.name : origin?.key === key,
    )
    return tool ? [{ ...tool, name: call.name }] : []
  })
  const calls = approved.map(({ call }) => call)
  results.push(...(yield* runCalls({ ...bench, tools }, calls, signal)))
  return results
}
