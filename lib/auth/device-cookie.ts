import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookiesNamed } from './cookies.ts'

/** Browsers limit a cookie's lifetime to 400 days. */
const longestSeconds = 400 * 86_400

/**
 * A cookie that proves an earlier sign-in to an account on this device. Failed sign-ins from
 * elsewhere do not lock such a device out. After OWASP's "Slow Down Online Guessing Attacks with
 * Device Cookies".
 */
export interface DeviceCookies {
  /** The device's id; null unless the cookie was issued for this account. */
  read(cookieHeader: string | null, email: string): string | null
  /** A `Set-Cookie` value that registers the device for the account. */
  write(email: string, deviceId: string | null, isHttps: boolean): string
}

export function createDeviceCookies(secret: string): DeviceCookies {
  const sign = (email: string, id: string) =>
    createHmac('sha256', secret).update(`device.${id}.${email}`).digest()
  return {
    read(header, email) {
      for (const value of cookiesNamed(header, nameFor(email))) {
        const [id = '', signature = ''] = value.split('.')
        const received = Buffer.from(signature, 'base64url')
        const expected = sign(email, id)
        if (received.length === expected.length && timingSafeEqual(received, expected)) return id
      }
      return null
    },
    write(email, deviceId, isHttps) {
      const id = deviceId ?? randomBytes(12).toString('base64url')
      const value = `${id}.${sign(email, id).toString('base64url')}`
      const attributes = `Path=/api/auth; Max-Age=${longestSeconds}; HttpOnly; SameSite=Lax`
      return `${nameFor(email)}=${value}; ${attributes}${isHttps ? '; Secure' : ''}`
    },
  }
}

/** One cookie per account; its name does not contain the e-mail address. */
function nameFor(email: string): string {
  return `lumos.device.${createHash('sha256').update(email).digest('hex').slice(0, 12)}`
}
