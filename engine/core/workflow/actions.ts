/** Everything that can be done to a filing. A pack gives each its word. */
export const actionNames = [
  'save',
  'submit',
  'approve',
  'refuse',
  'return',
  'record',
  'withdraw',
  'delete',
  'verify',
  'reject-verification',
  'reassign',
] as const
