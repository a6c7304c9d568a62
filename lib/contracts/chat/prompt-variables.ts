/** `{{name}}`, or `{{name=default}}`. The lengths are limited so that a text is read in linear time. */
const variable = /\{\{([^{}=]{1,60})(?:=([^{}]{0,1000}))?\}\}/g

export interface PromptVariable {
  name: string
  /** What it is unless the user says otherwise; empty without a default. */
  defaultValue: string
}

/** The variables of a prompt in the order of the text, each once; the first default counts. */
export function promptVariables(text: string): PromptVariable[] {
  const found = new Map<string, PromptVariable>()
  for (const [, written = '', defaultValue = ''] of text.matchAll(variable)) {
    const name = written.trim()
    if (name === '') continue
    const known = found.get(name)
    if (!known) found.set(name, { name, defaultValue: defaultValue.trim() })
    else if (known.defaultValue === '') known.defaultValue = defaultValue.trim()
  }
  return [...found.values()]
}

/** The prompt with values in place of its variables; those without a value become empty. */
export function fillPrompt(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(variable, (whole, written: string) => {
    const name = written.trim()
    return name === '' ? whole : (values.get(name) ?? '')
  })
}
