export interface ToolCall {
  id: string
  name: string
  /** JSON text. */
  arguments: string
}
