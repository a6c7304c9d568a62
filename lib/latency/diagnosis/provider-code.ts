/**
 * Error codes that speak of the provider, as a regular expression that JavaScript and PostgreSQL
 * read alike; others are this server's or the user's.
 */
export const providerCodePattern =
  '^(?:provider|deadline)-|^(?:circuit-open|model-not-found|redirect-refused)$'
