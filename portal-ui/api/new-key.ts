/** A number to quote when a request fails: the server logs it, or nobody has seen it and that is told too. */
export const newReference = (): string => newKey().slice(0, 10).toUpperCase()

/** A name for one intent. Not `randomUUID`: that needs https or localhost, and intranets have neither. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('')
}
