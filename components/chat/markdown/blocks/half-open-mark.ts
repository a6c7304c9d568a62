/**
 * Marks the end of a formula that still streams. A private-use character, which models do not
 * write.
 */
export const halfOpenMark = '\uf8ff'
