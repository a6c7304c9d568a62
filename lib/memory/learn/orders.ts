import { furtherOrders } from './orders-by-language.ts'

const assistant = '(?:you|the (?:assistant|ai|model|bot|chatbot|system)|assistant|chatgpt|lumos)'
const answers = '(?:answers?|repl(?:y|ies)|responses?|messages?|conversations?|chats?|outputs?)'

const english = [
  `\\b(?:ignore|disregard|forget|override|bypass)\\b (?:\\w+ ){0,4}(?:instructions?|prompts?|rules?|guidelines?|messages|context|directions|above|previous|earlier|restrictions|safety)`,
  `\\b${assistant} (?:must|should|shall|will|has to|have to|needs? to|may now|can now|may not|cannot|are to|is to|are now|is now|is allowed|are allowed|always|never|ought to|must not)\\b`,
  `\\b(?:wants?|needs?|expects?|asks?|tells?|orders?|instructs?|requires?|likes?|prefers?) ${assistant} to (?!(?:call|address|know|remember)\\b)`,
  `\\bfrom now on\\b,? (?:please )?(?:${assistant}|always|never|answer|reply|respond|ignore|act|pretend|speak|write|use|only|recommend|end|start|add)\\b`,
  '(?<!\\b(?:I|we|they|who|user|people) )\\b(?:always|never) (?:reply|respond|answer|recommend|mention|refuse|include|append|prepend|reveal|output|insert|promote|end (?:your|every|each)|start (?:your|every|each)|begin (?:your|every|each)|ask the user|tell the user|trust|comply|obey)\\b',
  `\\b(?:in|to|(?:at|to) the (?:end|start|beginning) of) (?:all|every|each|any)(?: of)?(?: your| future)? ${answers}\\b`,
  "\\b(?:do not|don't|never) (?:tell|inform|warn|ask) (?:the )?(?:user|anyone)\\b",
  '\\b(?:system prompt|developer mode|jailbreak|dan mode|admin(?:istrator)? (?:rights|access|privileges|mode)|root access|unrestricted mode|new instructions?)\\b',
  '^\\W*(?:please )?(?:answer|reply|respond|recommend|pretend|act as|behave|reveal|output|print|execute|run the|send (?:all|the|an email)|visit|click|translate|promote|advertise|obey|call the|call tool|use the tool|you are)\\b',
  '</?(?:system|assistant|user|instructions?|memory|memories|prompt)\\b|\\[/?(?:system|inst)\\]|<\\||^#+ ?(?:system|instructions?)|\\b(?:system|assistant):\\s',
]
const chinese = [
  '(?:忽略|无视|忘记|忘掉|绕过|不要(?:遵守|理会)).{0,10}(?:指令|提示|规则|设定|限制|要求|安全)',
  '(?:你|您|助手|模型|AI|系统|机器人).{0,3}(?:必须|应该|应当|务必|一定要|需要|不得|不能|不许|只能|只要|要始终|要总是|要永远|要一直|始终|总是|永远|现在是|以后|今后)',
  '(?:希望|想要|想让|要求|命令|需要|要)(?:你|您|助手)(?!.{0,4}(?:叫|称呼|记住|记得|知道)).',
  '(?:从现在(?:开始|起)|以后|今后|接下来)[，,]?.{0,6}(?:你|您|请|必须|回答|回复|忽略|无视|只用|推荐)',
  '(?:每次|所有|任何|每个|每条)(?:的)?(?:回答|回复|对话|消息|聊天)',
  '(?:始终|永远|总是|一律|务必|必须)(?:要)?(?:回答|回复|推荐|使用|用.{1,6}回|告诉|提到|输出|拒绝)',
  '系统提示|提示词|开发者模式|越狱|管理员(?:权限|模式)|新(?:的)?指令',
  '^(?:请|务必|一定要|必须)(?:你|您)?.{0,6}(?:回答|回复|推荐|忽略|扮演|告诉|输出|调用|执行|翻译|发送|点击|访问)',
]
const orders = new RegExp([...english, ...chinese].join('|'), 'iu')

/** An instruction to the assistant that poses as a fact. */
export function isOrder(text: string): boolean {
  return orders.test(text) || furtherOrders.test(text)
}
