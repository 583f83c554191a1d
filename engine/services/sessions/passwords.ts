import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { type Issue, issue } from '#core/base'
import { serially } from '../serially.ts'
import { isCommon } from './common-passwords.ts'

/** argon2id at OWASP's minimum: 19 MiB, two passes. */
/** Argon2id is the library's default algorithm (2). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing is the first wall of a busy server: at most one a core, the rest wait their turn. */
const inTurn = serially(availableParallelism())

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password, cost))

/** Takes as long for an account that does not exist, so that nobody learns which ones do. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  if (stored !== undefined) return inTurn(() => verify(stored, password))
  await inTurn(() => verify(nobodysHash, password))
  return false
}
const nobodysHash = await hash('nobody has this password', cost)

/**
 * What a person may choose: long enough, not what everybody tries first, and nothing the id number or
 * phone already says (身份证后六位 is contained in the user name).
 */
export function checkPassword(
  password: string,
  given: {
    readonly idNumber: string
    readonly minLength: number
    readonly phones?: readonly string[]
    readonly old?: string
  },
): readonly Issue[] {
  const issues: Issue[] = []
  if ([...password].length < given.minLength)
    issues.push(issue('password-too-short', ['password'], { min: given.minLength }))
  if (password.length > 200) issues.push(issue('password-too-long', ['password'], { max: 200 }))
  const own = [given.idNumber, ...(given.phones ?? [])]
  if (
    own.some((it) => saysTheSame(password.toUpperCase(), it)) ||
    /^(.)\1*$/u.test(password) ||
    isRun(password) ||
    isCommon(password)
  )
    issues.push(issue('password-guessable', ['password']))
  if (given.old !== undefined && given.old === password)
    issues.push(issue('password-unchanged', ['password']))
  return issues
}

/** A part of it, or it with something added. */
const saysTheSame = (password: string, own: string): boolean =>
  password !== '' && own !== '' && (own.includes(password) || password.includes(own))

/** 12345678, abcdefgh, 87654321. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((it, index) => it.charCodeAt(0) - text.charCodeAt(index))
  return steps.length > 3 && (steps.every((it) => it === 1) || steps.every((it) => it === -1))
}
