import { excerpt } from './excerpt.ts'
import { inLanguage } from './language.ts'
import type { ReadPrompt } from './read-prompt.ts'

/** Reasoning text of a demo model. */
export function reasoningAbout(prompt: ReadPrompt, toolName: string | null): string {
  const { language, question, memories, earlier, toolResults } = prompt
  const words = excerpt(question)
  const tool = toolName ? `\`${toolName}\`` : ''
  const english = [
    `The user writes: “${words}”.`,
    'Let me first find out what is really wanted here, and in which form it helps most.',
    memories.length > 0
      ? `I was given ${memories.length} ${memories.length === 1 ? 'memory' : 'memories'} about the user: ${memories.map((text) => `“${excerpt(text)}”`).join(', ')}. I should use what fits and leave the rest alone.`
      : 'Nothing is known about the user from earlier chats, so I must not pretend that it is.',
    earlier.length > 0
      ? `There were ${earlier.length} earlier messages in this chat; the answer has to agree with them.`
      : 'This is the beginning of the chat, so there is nothing that I could contradict.',
    toolResults.length > 0 ? 'The tool has answered. I will put its result into plain words.' : '',
    tool ? `The tool ${tool} fits this. I will call it rather than guess.` : '',
    'I am a simulated model: these thoughts are made up, but the time that they take is real, and the reader can see it in the waterfall.',
    'Now I will put the answer into order: the main point first, then what supports it.',
  ]
  const chinese = [
    `用户写道：“${words}”。`,
    '先弄清楚真正想要的是什么，用哪种形式回答最有帮助。',
    memories.length > 0
      ? `我得到了 ${memories.length} 条关于用户的记忆：${memories.map((text) => `“${excerpt(text)}”`).join('、')}。合适的就用上，其余的不提。`
      : '没有来自以前对话的记忆，所以不能假装知道。',
    earlier.length > 0
      ? `这次对话之前已有 ${earlier.length} 条消息，回答要与它们一致。`
      : '这是对话的开头，没有需要保持一致的内容。',
    toolResults.length > 0 ? '工具已经给出结果，我会用自己的话说明。' : '',
    tool ? `工具 ${tool} 适合这个问题，应该调用它而不是猜测。` : '',
    '我是一个模拟模型：这些思考是编造的，但花费的时间是真实的，瀑布图里可以看到。',
    '现在组织回答：先说要点，再说理由。',
  ]
  return inLanguage(language, english.filter(Boolean).join(' '), chinese.filter(Boolean).join(''))
}
