import { expect, test, vi } from 'vitest'
import { AppError, notFound } from './app-error.ts'

test('an error of another bundle, with a class of its own, is one too', async () => {
  vi.resetModules()
  const other = await import('./app-error.ts')
  expect(other.AppError).not.toBe(AppError)
  expect(other.notFound('chat')).toBeInstanceOf(AppError)
  expect(notFound('chat')).toBeInstanceOf(other.AppError)
  for (const value of [new Error('AppError'), null, 'AppError', { name: 'AppError' }])
    expect(value instanceof AppError).toBe(false)
})
