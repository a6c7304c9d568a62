export interface ToolCall {
  id: string
  name: string
  /** As JSON. */
  arguments: string
}
