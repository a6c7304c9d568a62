/**
 * Error codes that the provider causes, as a regular expression with the same meaning in JavaScript
 * and PostgreSQL. Other codes are caused by this server or the user.
 */
export const providerCodePattern =
  '^(?:provider|deadline)-|^(?:circuit-open|model-not-found|redirect-refused)$'
