import { expect, it } from 'vitest'
import { passwordSchema } from '#lib/contracts/account/user.ts'
import { makePassword } from './make-password.ts'

it('makes passwords that the contract takes, never the same one', () => {
  const made = Array.from({ length: 50 }, makePassword)
  expect(new Set(made).size).toBe(50)
  for (const password of made) {
    expect(passwordSchema.parse(password)).toMatch(/^[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}$/)
  }
})
