import { wordlist } from '@scure/bip39/wordlists/english.js'

/** How the keys of common services begin, and what is a secret whatever service it is for. */
const shapes = [
  /-----BEGIN [A-Z ]*(?:KEY|CERTIFICATE|MESSAGE)/,
  // Cloud, code and payment services.
  /\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}/,
  /\b(?:gh[opsur]|github_pat|gldt|hf|npm|dop_v1|shpat|shpss|sq0[a-z]{3}|lin_api|ntn|secret|r8|gsk|fw|phc|sntrys|whsec)_(?=\w{0,60}\d)\w{16}/,
  /\b(?:sk|pk|rk|glpat|pypi|xkeysib|nvapi|pplx|tvly|xai|PMAK|figd)[-_](?=[\w-]{0,60}\d)[\w-]{12}/,
  /\bxox[a-z]-[A-Za-z0-9-]{8,}|hooks\.slack\.com\/services\/\w+|discord(?:app)?\.com\/api\/webhooks\/\d+/,
  /\bAIza[\w-]{20,}|\bya29\.[\w-]{10,}|\bGOCSPX-[\w-]{10,}|\bSG\.[\w-]{10,}\.[\w-]{10,}|\b\d{8,10}:[\w-]{35}\b/,
  /\beyJ[\w-]{6,400}\.[\w-]{6}/,
  // User and password in an address; keys in a connection string.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]*:[^\s@/]+@/i,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=(?!\w*(?:password|hash)|\w+[.([]|["'])[^\s;]+/i,
]

const secretWord =
  '(?:pass ?(?:word|phrase|code)|passwd|pwd|pin(?: ?(?:code|number))?|cv[vc]2?|security code|access code|(?:api|access|private|secret|encryption|licen[cs]e|account|ssh|wallet)[- _]?keys?|secret(?: token)?|client secret|(?:access |auth |bearer |refresh |api )?token|recovery (?:codes?|phrase)|backup codes?|seed(?: phrase)?|mnemonic|otp|2fa code|one[- ]time code|(?:door|gate|alarm|entry|lock|safe) (?:code|combination)|ssn|social security(?: number)?)'
/** What stands behind a colon or "=" in a program, and is no secret itself: a name, a call, a placeholder. */
const inCode =
  '\\s*(?:$|[\\n({<$]|["\'`]?(?:your|my|the|some|test|example|change|xxx|\\*|<|\\{|\\$)|\\w+[.(\\[]|\\w*(?:password|passwd|pwd|hash|secret|_key|token)\\w*\\b|(?:None|null|undefined|input|request|self|this|true|false|str|string|String|int|bytes|db|forms?|models?|required|optional)\\b)'
/** In further languages. */
const foreignSecretWord =
  "(?:passwor[td]|\\bpin\\b|code de (?:ma|la) carte|кодов\\p{L}+ (?:фраза|слово)|секретн\\p{L}+ (?:слово|фраза|код)|kennwort|geheimzahl|pin-?code|zugangscode|sicherheitscode|mot de passe|code (?:pin|secret|d['’]accès|confidentiel)|contraseña|contrasena|clave (?:secreta|de acceso|del? \\w+)|código (?:pin|secreto|de acceso)|parola d['’]ordine|codice (?:pin|segreto|di accesso)|senha|palavra-passe|código (?:pin|secreto)|wachtwoord|toegangscode|пароль|пин-?код|hasło|haslo|şifre|sifre|parola|heslo|lösenord|losenord|adgangskode|adgangskoden|salasana|jelszó|パスワード|暗証番号|비밀번호|패스워드|كلمة (?:المرور|السر)|पासवर्ड|mật khẩu)"
const phrases = [
  new RegExp(
    `${foreignSecretWord}.{0,30}?(?:(?<!\\p{L})(?:is|ist|lautet|es|est|è|é|e|jest|on|är|er|je|là|هي|هو|है|это|este)(?!\\p{L})|[:=]|[-–—]|は|は、|는|은|이|が|:)\\s*\\S`,
    'iu',
  ),
  new RegExp(`${foreignSecretWord}\\s+(?=\\S*\\d)[^\\s"'”’]{4,}`, 'iu'),
  // "the wifi is Tr0ub4dor&3".
  /\b(?:wi-?fi|wlan|router|hotspot|login|log-in|account|safe|vault|alarm|locker)\b(?: \S+){0,3}? (?:is|ist|es|est|è|é|:|=) (?:\S{1,40} ?[/,;] ?)?["'“]?(?=\S*\d)(?=\S*[A-Za-z])[^\s"'”]{6,}/i,
  // Of all four kinds of characters, as only passwords are.
  /(?<!\S)(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)(?=[^\s:/]*[!@#$%^&*?~])(?!https?:)[^\s:/]{9,64}(?!\S)/,
  // "the password for my bank is …", "pin: …", "pwd = …"; not "forgot the password".
  new RegExp(
    `\\b${secretWord}\\b(?:['’]s)?(?: (?:for|to|of|on|at|in)(?: \\S+){1,5}?)?\\s*(?:\\b(?:is|was|are|equals|has been|will be)\\b|(?:[:=]|->)(?!${inCode}))`,
    'i',
  ),
  // "password hunter2".
  /\b(?:pass ?(?:word|phrase|code)|passwd|pwd|pin)\s+["'“‘]?(?=\S*\d)[^\s"'”’]{4,}/i,
  // "hunter2 as the password".
  /(?<!\S)\S{1,100} (?:as|is) (?:(?:the|my|his|her|their|a|an|our) )?(?:\S+ ){0,2}?(?:password|passphrase|pin|passcode|api key)\b(?! (?:manager|reset|protect|generator))/i,
  /(?:密码|口令|密钥|秘钥|私钥|助记词|验证码|安全码|银行卡号|信用卡号|身份证号?码?|令牌|通行证|\bPIN码?|\bapi ?key\b|\btoken\b)(?!学|箱)[^，。！？；,;]{0,10}?(?:是|为|叫|:|=)/i,
  /(?:密码|口令|密钥)\s*(?=\S*\d)[A-Za-z0-9!@#$%^&*_-]{4,}/,
  /用\s*\S{4,30}\s*(?:作为|当|做)(?:\S{0,4})?(?:密码|口令)/,
]

const longWord = /[A-Za-z0-9_+/=-]{24,}/g
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const digitRuns = /\d(?:[ .-]?\d){12,}/g
const iban = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gi
const lowercaseRun = /(?:\b[a-z]{3,8}\b[ ,]{1,2}){11,}[a-z]{3,8}/g
/** Of the words that recovery phrases are made of (BIP 39), so many in a row are one. */
const shortestPhrase = 12
const phraseWords = new Set(wordlist)

/** A key, a password, a card's or an account's number. */
export function holdsSecret(text: string): boolean {
  if (shapes.some((shape) => shape.test(text)) || phrases.some((way) => way.test(text))) return true
  if ((text.match(longWord) ?? []).some(looksRandom)) return true
  if ((text.match(iban) ?? []).some(isIban)) return true
  if ((text.match(lowercaseRun) ?? []).some(isRecoveryPhrase)) return true
  return (text.match(digitRuns) ?? []).some(holdsCardNumber)
}

function isRecoveryPhrase(words: string): boolean {
  let inRow = 0
  return words.split(/[ ,]+/).some((word) => {
    inRow = phraseWords.has(word) ? inRow + 1 : 0
    return inRow === shortestPhrase
  })
}

/** Letters and digits change places often; in an address made of words they do not. */
function looksRandom(word: string): boolean {
  if (uuid.test(word)) return false
  const kinds = [...word].map((character) => {
    if (/\d/.test(character)) return 'digit'
    return /[a-z]/.test(character) ? 'lower' : /[A-Z]/.test(character) ? 'upper' : 'mark'
  })
  const changes = kinds.filter((kind, at) => {
    const before = kinds[at - 1] ?? kind
    return kind !== before && kind !== 'mark' && before !== 'mark'
  }).length
  return kinds.includes('digit') && changes > word.length / 4 && !/^[\d-]+$/.test(word)
}

/** The first digits and the lengths of payment cards. */
const cards =
  /^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12}|35\d{14}|3(?:0|6|8)\d{12}|62\d{14,17})$/

/** A card has so many digits, and at most as many groups are looked at. */
const shortestCard = 13
const longestCard = 19
const mostGroups = 64

/** A part of a run of digits, between its gaps, that is a card's number. */
function holdsCardNumber(run: string): boolean {
  const groups = run.split(/[ .-]/, mostGroups)
  return groups.some((_, from) => {
    let number = ''
    for (const group of groups.slice(from, from + longestCard)) {
      number += group
      if (number.length > longestCard) return false
      if (number.length >= shortestCard && cards.test(number) && passesLuhn(number)) return true
    }
    return false
  })
}

/** ISO/IEC 7812-1. */
function passesLuhn(number: string): boolean {
  let sum = 0
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** How long an account number is in a country, ISO 13616. */
const ibanLengths = new Map(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** The number, with its country and check digits at the end, leaves 1 after division by 97. */
function isIban(text: string): boolean {
  const account = text.replaceAll(' ', '').toUpperCase()
  const length = ibanLengths.get(account.slice(0, 2)) ?? Number.POSITIVE_INFINITY
  if (account.length < length) return false
  let rest = 0
  for (const character of account.slice(4, length) + account.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
