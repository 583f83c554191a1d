import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '#core/base'
import type { Db } from '#storage/db'
import type { FileStore } from '#storage/file-store'
import type { OrgShelf } from './orgs/shelf.ts'
import type { PackShelf } from './packs/shelf.ts'

/** The world a service works in, built by hand in main.ts. Tests build theirs with a stopped clock. */
export interface Context {
  readonly db: Db
  readonly clock: () => Instant
  /** Time-ordered, so that keys arrive in order and indexes stay dense. */
  readonly newId: () => string
  readonly packs: PackShelf
  readonly orgs: OrgShelf
  readonly files: FileStore
  /** Demo accounts are offered on the login page. */
  readonly demo: boolean
  /** Where people reach the portal; QR codes name it. */
  readonly publicUrl: string
  /** A proxy of ours stands in front and says where requests come from. */
  readonly trustProxy: boolean
  /** Wakes the worker that runs batch jobs. */
  readonly wakeJobs: () => void
}

export const systemClock = (): Instant => new Date().toISOString() as Instant

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function uuidV7(at: Instant = systemClock()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.parse(at), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** 128 bits or more that nobody guesses: session tokens, certificate codes. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
