/** Splits `provider/model` at the first slash; the model's name may contain more. */
export function parseModelId(id: string): { providerSlug: string; modelName: string } | null {
  const slash = id.indexOf('/')
  if (slash <= 0 || slash === id.length - 1) return null
  return { providerSlug: id.slice(0, slash), modelName: id.slice(slash + 1) }
}
