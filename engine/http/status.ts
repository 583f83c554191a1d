/** What an issue's code means to HTTP. Everything else is 422: understood, and not allowed as asked. */
const statuses: Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503>> = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-password': 401,
  'account-waiting': 403,
  'no-identity': 403,
  'must-change-password': 403,
  'not-allowed': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'no-such-region': 404,
  'no-such-filing': 404,
  'no-such-chain': 404,
  'not-your-turn': 409,
  'changed-meanwhile': 409,
  'not-possible-now': 409,
  'body-too-large': 413,
  'file-too-large': 413,
  'too-many-tries': 429,
  'too-many-jobs': 429,
  unavailable: 503,
}
export const statusOf = (code: string): number => statuses[code] ?? 422
