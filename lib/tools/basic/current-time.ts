import { z } from 'zod'
import { defineTool, type Tool } from '../tool.ts'

const definition = defineTool({
  name: 'current_time',
  description: 'The date and time now, in UTC or in a time zone such as Europe/Berlin.',
  input: z.object({ timeZone: z.string().optional() }),
})

export function currentTime(): Tool {
  return definition(async ({ timeZone = 'UTC' }) => ({
    iso: new Date().toISOString(),
    local: new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'full',
      timeStyle: 'long',
      timeZone,
    }).format(),
  }))
}
