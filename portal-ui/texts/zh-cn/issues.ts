/** Said when a pack has no sentence of its own for what was found while typing. */
export const issues = {
  required: '请填写{label}',
  other: '请检查{label}',
} as const
