import { anyOf } from '../text/patterns.ts'

/** Where the words of others begin in a message, as parts of regular expressions and by language. */

/** Orders to work on a text, whatever their object. */
const textWork = anyOf(`
  translate, proof-?read, rephrase, paraphrase, rewrite, re-write, reword, summari[sz]e, sum up, shorten,
  condense, polish, spell-?check, transcribe, tl;?dr, recap, back-?translate, localise, localize`)
/** Orders that are about a text only when they name one. */
const anyWork = anyOf(`
  correct, fix, improve, check, review, edit, revise, analy[sz]e, explain, simplify, reply to, respond to,
  answer, comment on, critique, rate, grade, convert, format, continue, complete, finish, classify, extract,
  parse, evaluate, read, look at, turn, make, expand, punctuate`)
const textNouns = anyOf(`
  texts?, sentences?, paragraphs?, passages?, e-?mails?, mails?, letters?, messages?, essays?, articles?,
  (?:web ?)?pages?, posts?, abstracts?, cover letter, cv, resume, résumé, bio, stor(?:y|ies), poems?, drafts?,
  papers?, reports?, reviews?, newsletters?, documents?, grammar, spelling, wording, speech, statements?,
  transcripts?, conversations?, chats?, captions?, tweets?, quotes?, quotations?, lyrics, dialogues?, notes,
  comments?, ads?, homework, letter of motivation, application, testimonials?, press release, excerpt`)
const asking =
  '(?:^|[.,;:!?…]\\s*|\\b(?:and|then|please|pls|kindly|just|now|can you|could you|would you|will you|help me(?: to)?|(?:need|want|like) you to|how (?:do|would|can|should) (?:i|you|we))\\s+(?:please\\s+)?)'
export const englishTextOrder = new RegExp(
  `${asking}${textWork}\\b|${asking}${anyWork}\\b(?: up)? (?:(?:this|these|that|the|my|our|his|her|their|it|following|below|above|an?)\\b ?){0,3}(?:[\\w-]+ ){0,2}?${textNouns}\\b|${asking}${anyWork}\\b (?:this|these|the following|the below)(?:\\s*[:.!?…]|$| (?:into|to|for|so|more|as|in)\\b)|\\b(?:translation|summary|paraphrase|correction) (?:of|to|into|for)\\b.{0,40}(?:\\b(?:this|these|following|below)\\b|[:：])|\\bgrammar[ -]check\\b|\\bexample sentences?\\b|\\bhow (?:do|would|can) (?:you|i|we|one) say\\b|\\bwhat does\\b.{0,60}\\bmean\\b`,
  'iu',
)

/** Orders to work on a text in further languages, each in its usual forms. */
export const foreignTextOrder = new RegExp(
  `(?<![\\p{L}])${anyOf(`
    übersetz(?:e|en|t|ung)?, korrigier(?:e|en|t)?, umformulier\\w*, formulier(?:e|en) .{0,30}um, zusammenfass\\w*, fass(?:e|en)? .{0,40}zusammen,
    verbesser(?:e|n) (?:diesen|den|meinen|die|diese) , antworte auf, lektorier\\w*,
    tradui(?:s|re|sez|t), corrige[zr]?, résume[zr]?, reformule[zr]?, réécri\\w*, relis, relisez, réponds? à,
    traduce(?:me|lo)?, traducir, traduzca, traduzcan, corregir, resume(?:me)?, resumir, reescrib\\w*, responde a, corrija,
    traduci(?:mi)?, tradurre, traduca, correggi, correggere, riassumi, riassumere, riscriv\\w*, rispondi a,
    traduza, traduz, traduzir, corrigir, resuma, reescrev\\w*, responda a,
    vertaal, vertalen, corrigeer, herschrijf, samenvat\\w*, vat .{0,40}samen,
    перевед\\p{L}*, перевести, исправ\\p{L}*, перескаж\\p{L}*, сократи\\p{L}*, резюмир\\p{L}*, перефразир\\p{L}*, перепиш\\p{L}*,
    przetłumacz\\w*, streść, popraw, çevir\\w*, özetle\\w*, düzelt\\w*, översätt\\w*, sammanfatta\\w*`)}(?![\\p{L}])|翻訳|訳して|要約|添削|校正して|書き直|번역|요약|교정|고쳐|다듬|ترجم|لخص|صحح|अनुवाद|सारांश`,
  'iu',
)

/** In Chinese with simplified characters. */
export const chineseTextOrder = new RegExp(
  anyOf(`
    (?:^|[，。；：！？、\\s]|请|麻烦|帮(?:我|忙)?|给我|替我|能不能|可不可以|可以|可否|能否|你|把|将)(?!我)[^，。；：！？我]{0,16}?(?:翻译|译成|译为|译一下|润色|改写|改成|缩写|扩写|续写|校对|纠正|改错|归纳|概括|总结|摘要|提炼|点评|仿写|造句|朗读),
    (?:检查|修改|改一下|改改|看看|看一下|分析|回复|回一下|评价|解释|优化|完善|阅读).{0,10}(?:这|下面|以下|如下|上面|上述).{0,8}(?:话|句|段|篇|文|信|邮件|短信|消息|内容|作文|简历|材料|语法|评论),
    (?:^|[，。；：！？\\s])(?:请|帮我)?(?:翻译|中译英|英译中|改错|润色|总结|概括|校对|语法检查)\\s*[:：],
    例句, 怎么说, 是什么意思, 用(?:英|日|法|德|韩|中|西班牙|俄)(?:语|文)(?:说|写|翻|表达)`),
  'u',
)
/** An order in Chinese that has no object, or points back. */
export const chinesePointsBack =
  /上面|以上|上述|前面|刚才那|这(?:句|段|篇|封|个句子|些话|话|个)|(?:翻译|译|润色|改写|总结|概括|校对|纠正)(?:一下|成.{1,6}|为.{1,6})?[吧吗。！!？?]*$/u

/** What an English order works on stands before it. */
export const pointsBack =
  /\b(?:this|that|these|those|it|above|previous|my (?:text|sentences?|english|grammar|writing|message))\b|\b(?:to|into|in) (?:\w+ )?\w+[.!?]?$|^\W*(?:please |can you |could you )*[\w;-]+(?: please)?[.!?]?$/i

/** A judgement is asked of the words before. */
export const asksForJudgement =
  /\b(?:is|are|does|do|was)\b.{0,24}\b(?:this|that|it|these|the sentences?|the text|the grammar|my (?:english|grammar|sentence|text))\b.{0,30}\b(?:correct|right|natural|grammatical\w*|idiomatic|polite|fluent|error|errors|mistakes?|ok|okay|good)\b.{0,20}\?|\bany (?:mistakes?|errors?|typos?)\b.{0,30}\?|(?:这|上面).{0,8}(?:对吗|对不对|正确吗|通顺吗|有(?:没有)?(?:错|语病|问题))/iu

const carriers = anyOf(
  `${textNouns.slice(3, -1).split('|').join(', ')}, voicemail, sms, memo, forward, screenshot, file, content, input, source, original`,
)
const carriersZh =
  '(?:邮件|电邮|信|短信|消息|微信|文章|网页|页面|帖子|评论|新闻|内容|原文|文本|正文|材料|文字|句子|段落|段话|聊天记录|对话|日记|作文|简历|通知|公告|说明书|合同|歌词|引文|摘录)'
/** Words that lead to a text of somebody, or of another occasion; the text follows, to the message's end. */
export const introducesText = new RegExp(
  anyOf(`
    ^\\W*(?:the |my |our |this |here(?:'s| is| are) )?(?:[\\w'-]+ ){0,3}${carriers}(?: content| text| body)?(?: (?:from|by|of|that|which|i|we|she|he|they)\\b[^.:]{0,60})?\\s*[:：],
    \\bhere(?:'s| is| are| comes)\\b.{0,60}\\b${carriers}\\b,
    \\b(?:got|received|found|have|saw|read|wrote|sent|copied|pasted)\\b.{0,30}\\b${carriers}\\b.{0,40}[:：],
    \\b(?:says?|said|writes?|wrote|texted|e-?mailed|messaged|replied|answered|asked|told (?:me|us|him|her|them)|claims?|claimed|states?|stated|reads?|goes|posted|tweeted|commented|quoted?|explained)\\b[^.!?:：]{0,40}[:：]\\s*(?:…|$|\\S),
    \\b(?:wrote|writes|texted|e-?mailed|messaged|replied|answered|forwarded)\\b (?:this |that |it |back )?(?:to )?(?:me|us)\\b[^.!?]{0,30}[.!]?$,
    ^\\W*(?:from|to|subject|sent|date|cc|re|fwd?|von|betreff|an|gesendet|de|para|objet|asunto|assunto|oggetto|onderwerp|от|тема|кому)\\s*[:：]\\s*\\S,
    ^\\W*-{2,}\\s*(?:original|forwarded|ursprüngliche|weitergeleitete|message), \\bbegin forwarded message\\b, \\b(?:copied|pasted|taken|quoted) (?:from|below|here)\\b,
    ^\\W*dear (?!(?:assistant|ai|lumos|chatgpt|bot|chatbot)\\b)[^.!?\\n]{1,40}[,:!]?\\s*$, ^\\W*to whom it may concern\\b,
    ^(?:sehr geehrte|liebe[rs]? [^.!?\\n]{1,30}[,!]$|chère?s? |estimad[oa]s? |querid[oa]s? |gentile |egregio |prezad[oa]s? |car[oa] [^.!?\\n]{1,30},$|уважаем),
    ^(?:尊敬的|亲爱的)[^。！？\\n]{1,20}[，：,:！!]?\\s*$,
    ^.{0,12}${carriersZh}(?:内容|原文|正文)?(?:如下|是这样(?:写|说)?的)?\\s*[:：],
    (?:收到|看到|读到|发来|转发|找到|抄).{0,14}${carriersZh}.{0,10}[:：，,。]?\\s*$,
    (?:说|写道|写着|写|告诉我|问我?|回复|留言|发消息|来信|表示|称|道|讲|回答|提到)(?:了|着|的是|过)?\\s*[:：],
    ^(?:发件人|收件人|主题|日期|抄送|时间)\\s*[:：], ^[-—]{2,}\\s*(?:原始|转发),
    (?:以下|下面)(?:是|为).{0,20}(?:${carriersZh}|的话|说的|写的),
    (?:给我)?(?:发|寄|写)(?:来)?了?(?:一?[封条篇段])?(?:邮件|信|短信|消息|微信)(?:给我)?[。！!]?$`),
  'iu',
)

/** A closing of letters, on a line of its own. */
export const signsOff =
  /^\W*(?:best(?: (?:regards|wishes))?|kind(?:est)? regards|warm(?:est)? regards|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cheers|many thanks|love|xoxo|mit freundlichen grüßen|viele grüße|liebe grüße|cordialement|saludos|cordiali saluti|atenciosamente|met vriendelijke groet|с уважением|此致|敬礼|祝好|顺颂商祺|敬上)(?!\p{L})[,，.!]?\s*(?:\p{L}[\p{L} .'-]{0,30})?$/iu
export const salutation =
  /^\W*(?:hi|hello|hey|dear|good (?:morning|evening|day)|hallo|bonjour|hola|ciao|olá|привет|здравствуйте|大家好|各位|[^，。！？\s]{1,10}[您你]好)(?!\p{L})[^.!?。！？\n]{0,30}[,，:：!！]?\s*$/iu
