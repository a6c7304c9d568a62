/**
 * Orders to the assistant in further languages: the assistant has to, it is always or never to answer so,
 * or it is to ignore its instructions. Statements about people ("debe tomar insulina") match none.
 */
const german = [
  '\\b(?:du|sie|ihr|(?:der|die|das) (?:assistent(?:in)?|ki|modell|bot|chatbot|system)|lumos) (?:sollst|soll|sollen|sollte[nst]*|musst|muss|müssen|darfst|darf|wirst|hast) ',
  '\\b(?:ab (?:jetzt|sofort)|von nun an|künftig|in zukunft)\\b.{0,30}\\b(?:empfiehl|empfehle|antworte|erwähne|sprich|schreibe?|nutze)',
  '^\\W*(?:immer|stets|nie(?:mals)?)\\b.{0,20}(?:empfehl|antwort|erwähn)',
  '\\b(?:ignoriere?|vergiss|missachte)\\b.{0,40}(?:anweisung|regel|vorgabe|instruktion)',
  '^\\W*(?:empfiehl|empfehle|antworte|erwähne) ',
]
const french = [
  "\\b(?:tu|vous|l['’]assistante?|l['’]ia|le (?:modèle|bot|chatbot|système)|lumos) (?:ne )?(?:dois|devez|doit|devras?|devrais|devrait) ",
  '\\b(?:désormais|dorénavant|à partir de maintenant)\\b.{0,30}(?:recommand|répond|mentionn|parle)',
  '^\\W*(?:toujours|jamais)\\b.{0,20}(?:recommand|répond|mentionn)',
  '\\b(?:ignore[zr]?|oublie[zr]?)\\b.{0,40}(?:instructions|règles|consignes)',
  '^\\W*(?:recommande|recommandez|réponds|répondez|mentionne[zr]?) ',
]
const spanish = [
  '\\b(?:debes|deberías|tienes que|deberás|has de) (?!ser feliz)',
  '\\b(?:usted|el (?:asistente|modelo|bot|chatbot|sistema)|la ia|lumos) (?:siempre |nunca )?(?:debe|debería|tiene que|ha de) ',
  '\\b(?:a partir de ahora|de ahora en adelante|desde ahora)\\b.{0,30}(?:recomiend|recomend|respond|mencion|habla)',
  '^\\W*(?:siempre|nunca)\\b.{0,20}(?:recomiend|recomend|respond|mencion)',
  '\\b(?:ignora|olvida|ignore|olvide)\\b.{0,40}(?:instrucciones|reglas|indicaciones)',
  '^\\W*(?:recomienda|responde|menciona) ',
]
const italian = [
  "\\b(?:devi|dovresti|dovrai) |\\b(?:l['’]assistente|l['’]ia|il (?:modello|bot|chatbot|sistema)|lumos) (?:deve|dovrà|dovrebbe) ",
  "\\b(?:d['’]ora in poi|da ora in poi|da adesso)\\b.{0,30}(?:consigli|raccomand|rispond|menzion)",
  '^\\W*(?:sempre|mai)\\b.{0,20}(?:consigli|raccomand|rispond|menzion)',
  '\\b(?:ignora|dimentica)\\b.{0,40}(?:istruzioni|regole)',
  '^\\W*(?:consiglia|raccomanda|rispondi|menziona) ',
]
const portuguese = [
  '\\b(?:deves|tens de|tens que) |\\b(?:você|o (?:assistente|modelo|bot|chatbot|sistema)|a ia|lumos) (?:sempre |nunca )?(?:deve|deverá|deveria|tem que|tem de) ',
  '\\b(?:a partir de agora|de agora em diante|doravante)\\b.{0,30}(?:recomend|respond|mencion|fala)',
  '^\\W*(?:sempre|nunca)\\b.{0,20}(?:recomend|respond|mencion)',
  '\\b(?:ignore|ignora|esqueça|esquece)\\b.{0,40}(?:instruções|regras)',
]
const dutch = [
  '\\b(?:jij|u|de (?:assistent|ai|chatbot)|het (?:model|systeem)|lumos) (?:moet|zult|zal|dient) |\\bje moet\\b.{0,20}(?:altijd|nooit|aanbevel|aanraden|antwoord)',
  '\\b(?:vanaf nu|voortaan)\\b.{0,30}(?:aanbeve|aanra|antwoord|noem)',
  '^\\W*(?:altijd|nooit)\\b.{0,20}(?:aanbevel|aanrad|antwoord)',
  '\\b(?:negeer|vergeet)\\b.{0,40}(?:instructies|regels)',
]
const slavic = [
  '(?<!\\p{L})(?:ты|вы|ассистент|помощник|модель|ии|бот) (?:всегда |никогда )?(?:долж\\p{L}+|обязан\\p{L}*)',
  '(?<!\\p{L})(?:отныне|с этого момента|впредь|всегда|никогда)(?!\\p{L}).{0,30}(?:рекоменд|отвечай|советуй|упоминай|отвечать)',
  '(?<!\\p{L})(?:игнорируй|проигнорируй|забудь)(?:те)?(?!\\p{L}).{0,40}(?:инструкц|правил|указани)',
  '(?<!\\p{L})(?:musisz|powinieneś|powinnaś)(?!\\p{L})|(?:asystent|model|ai) (?:musi|powinien) ',
  '(?<!\\p{L})(?:od teraz|zawsze|nigdy)(?!\\p{L}).{0,30}(?:polecaj|odpowiadaj|wspominaj)',
  '(?:zignoruj|zapomnij).{0,40}(?:instrukcj|zasad|polece)',
]
const turkish = [
  '(?:sen|siz|asistan|yapay zeka|model).{0,40}(?:malısın|melisin|malısınız|melisiniz|zorundasın|meli|malı)(?!\\p{L})',
  '(?:her zaman|daima|asla|bundan sonra|şu andan itibaren).{0,30}(?:öner|tavsiye et|cevap ver|yanıtla)',
  '(?:talimat|kural).{0,20}(?:yoksay|unut|görmezden gel)',
]
const asian = [
  '(?:あなた|君|アシスタント|AI|モデル|ボット)(?:は|が).{0,30}(?:べき|なければ|しろ|してください|すること|必ず|常に|絶対)',
  '(?:必ず|常に|いつも|今後は|これからは|今から).{0,25}(?:勧め|薦め|推薦|おすすめ|回答し|答え(?:て|る|ろ))',
  '(?:指示|ルール|命令|規則).{0,10}(?:無視|忘れ)',
  '(?:너|당신|어시스턴트|AI|모델|챗봇)(?:는|은|가).{0,30}(?:해야|하라|하세요|말아야|항상|반드시)',
  '(?:항상|반드시|앞으로|이제부터|절대).{0,25}(?:추천해|추천하|대답해|대답하|답변해|답변하)',
  '(?:지시|규칙|명령).{0,10}(?:무시|잊)',
  '(?:आपको|तुम्हें|सहायक को).{0,30}(?:चाहिए|होगा)|(?:हमेशा|अब से).{0,25}(?:सिफारिश|अनुशंसा|जवाब)|निर्देश.{0,12}(?:अनदेखा|भूल)',
]
const arabic = [
  '(?:يجب عليك|عليك أن|يجب على المساعد|(?:أنت|المساعد|النموذج).{0,12}يجب)',
  '(?:دائم[اً]+|أبد[اً]+|من الآن فصاعد[اً]+|من الآن).{0,25}(?:أوص|توصي|رشح|ترشح|انصح|تنصح|أجب)|(?:أوص|رشح|انصح).{0,25}دائم',
  '(?:تجاهل|انس).{0,25}(?:التعليمات|القواعد|الأوامر)',
]

/** "Always" beside "recommend", in either order, unless it is said of the user. */
const always =
  '(?:immer|stets|toujours|siempre|sempre|altijd|всегда|常に|必ず|항상|دائم[اً]*|her zaman|zawsze|हमेशा|alltid|altid|aina|总是|始终)'
const recommend =
  '(?:recomm|recomend|raccomand|consiglia|empfehl|empfiehl|aanbeve|beveel|рекоменд|совету|推薦|推荐|勧め|薦め|추천|أوص|رشح|öner|polec|सिफारिश|rekommend|anbefal|suosittel)'
const user =
  '(?:nutzer|usuári|usuari|utilisat|utente|utilizador|gebruiker|użytkownik|пользовател|ユーザー|사용자|المستخدم|kullanıcı|उपयोगकर्ता|användar|用户|the user)'
const promotion = [`^(?!.*${user}).*?(?:${always}.{0,25}${recommend}|${recommend}.{0,25}${always})`]

export const furtherOrders = new RegExp(
  [german, french, spanish, italian, portuguese, dutch, slavic, turkish, asian, arabic, promotion]
    .flat()
    .join('|'),
  'iu',
)
