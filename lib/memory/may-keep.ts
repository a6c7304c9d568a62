/** Keys, tokens and passwords; long random-looking words. */
const secret =
  /\b(sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza|eyJ)[-_A-Za-z0-9.]{12,}|-----BEGIN|\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9+/_-]{32,}\b|\b(pass(word|phrase)?|pwd|pin( code)?|api.?key|secret|token)\b\s*(is|:|=)|(密码|口令|密钥)\s*(是|为|:|：)/i
/** Orders to the assistant that pose as facts. */
const order =
  /\b(ignore|disregard|forget) (all|any|the|your|previous|prior|earlier)\b|\b(you|the assistant) (must|should|shall|will) (always|never)|\balways (reply|respond|answer|recommend|say|mention)|\bsystem prompt\b|忽略.{0,6}(指令|提示|规则)|(你|助手)(必须|应该)(总是|永远|始终)/i
const digits = /\d(?:[ -]?\d){12,18}/g

/** False for what is never kept: secrets, card numbers, and instructions disguised as facts. */
export function mayKeep(text: string): boolean {
  if (secret.test(text) || order.test(text)) return false
  return !(text.match(digits) ?? []).some((number) => isCardNumber(number.replaceAll(/\D/g, '')))
}

/** Luhn's check, ISO/IEC 7812-1. */
function isCardNumber(number: string): boolean {
  let sum = 0
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
