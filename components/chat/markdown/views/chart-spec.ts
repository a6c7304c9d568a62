import { z } from 'zod'

const text = z.string().max(200)
const value = z.union([z.number(), z.string().max(200), z.null()])

/** The JSON of a code block in the language `chart`. */
export const chartSpecSchema = z.object({
  type: z.enum(['bar', 'line', 'area', 'pie']),
  title: text.optional(),
  /** The key of the rows' labels. */
  x: text,
  /** The keys of the rows' values. */
  y: z.union([text.transform((key) => [key]), z.array(text).min(1).max(8)]),
  data: z
    .array(z.record(z.string().max(200), value))
    .min(1)
    .max(500),
})
export type ChartSpec = z.infer<typeof chartSpecSchema>

/** @returns the chart, or why the code is not a valid chart */
export function readChartSpec(code: string): ChartSpec | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(code)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  const parsed = chartSpecSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }
}
