/** Names of models that accept pictures. */
const seeing =
  /gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-5|chatgpt|(^|\/)o[134](?!-mini)|o4-mini|claude|gemini|gemma-?3|llava|pixtral|llama-?4|vision|[-_.]vl\b|\dvl\b|glm-\d(\.\d)?v|qvq|omni|moondream|minicpm-v|internvl/i
/** Names of models that accept only text; checked after those that accept pictures. */
const textOnly =
  /gpt-3\.5|(^|\/)gpt-4(-0\d|-32k|$)|o[13]-mini|gpt-oss|deepseek-(chat|reasoner|coder|v\d|r1)|glm-4(\.\d)?(-|$)|glm-z1|qwen-(turbo|max|long)|qwen(1\.5|2|2\.5|3)[-:]|qwq|llama-?3(\.[13])?[-:]|mixtral|mistral-(7b|tiny|nemo)|codestral|phi-?[34](-mini)?(:|$)|kimi-k2(?!\.5)|moonshot-v1-\d+k$/i

/**
 * Whether a model accepts pictures, by its name; undefined if unknown.
 * @param name the provider's name of the model
 */
export function takesPictures(name: string): boolean | undefined {
  if (seeing.test(name)) return true
  return textOnly.test(name) ? false : undefined
}
