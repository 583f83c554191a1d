/** A name for one intent. Not `randomUUID`: that needs https or localhost, and intranets have neither. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('')
}
