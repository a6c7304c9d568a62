import { services } from '../services.ts'
import { notedClient } from './client-address.ts'

/** What a local pass is made with, for programs on this machine alone; none while Lumos starts. */
export function localNonceHeader(headers: Pick<Headers, 'get'>): Record<string, string> {
  if (notedClient(headers).origin !== 'here') return {}
  try {
    return { 'x-lumos-nonce': services().localPasses.nonce }
  } catch {
    return {}
  }
}
