/** Enough of a version's hash to tell it from its sisters. */
export const shortHash = (hash: string): string => hash.slice(0, 12)
