/** Stands at the end of a formula that still streams: a private character that no model writes. */
export const halfOpenMark = '\uf8ff'
