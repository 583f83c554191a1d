/**
 * Uploaded bytes into safe ones. This room turns data into PDF and uploaded bytes into safe ones; it
 * knows no database, no region, no HTTP.
 */
import { createHash } from 'node:crypto'
import { type Issue, issue, ok, refuse, type Result } from '#core/base'
import type { FileFormat } from '#core/form'
import { inspectPdf } from './pdf-inspect.ts'
import { cleanPicture } from './picture.ts'
import { claimedFormat, describeFile, namedFormat, safeName } from './sniff.ts'
import { makeTurns } from './turns.ts'

export interface UploadRules {
  readonly formats: readonly FileFormat[]
  readonly maxBytes: number
  /** Width × height of a picture; never more than 40 million, whatever is asked. */
  readonly maxPixels: number
}

/** What may be kept. A picture's bytes are never those uploaded; a PDF's are, once found harmless. */
export interface SafeFile {
  readonly bytes: Uint8Array
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'
  readonly extension: 'jpg' | 'png' | 'webp' | 'pdf'
  readonly width?: number
  readonly height?: number
  /** sha-256 of `bytes`, hex. */
  readonly hash: string
  /** As its owner called it, without path and invisible characters; never use it as a path. */
  readonly originalName?: string
}

const mimes = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
} as const
const mostPixels = 40_000_000
/** Two at a time: a decoded picture may take 160 MB, and the other requests want a processor. */
const inTurn = makeTurns(2)

/**
 * Looks at what the bytes are, not at what they are called. Refuses with `file-empty`,
 * `file-too-large`, `file-type-not-allowed`, `file-not-what-it-says`, `image-broken`,
 * `image-too-many-pixels`, `image-format-not-supported`, `pdf-broken`, `pdf-encrypted`,
 * `pdf-active-content`, `pdf-foreign-content`, `pdf-too-complex`; `with` holds what was found, what is
 * allowed or the limit.
 */
export async function inspectUpload(
  bytes: Uint8Array,
  rules: UploadRules,
  originalName?: string,
): Promise<Result<SafeFile>> {
  const found = bytes.length
  if (found === 0) return refuse(issue('file-empty'))
  if (found > rules.maxBytes)
    return refuse(issue('file-too-large', [], { found, limit: rules.maxBytes }))
  const format = claimedFormat(bytes)
  if (!format || !rules.formats.includes(format)) {
    return refuse(await wrongType(bytes, rules, format, originalName))
  }
  if (originalName !== undefined && contradicts(format, originalName)) {
    return refuse(
      issue('file-not-what-it-says', [], { found: format, said: namedFormat(originalName) }),
    )
  }
  const inspected = await inTurn<Result<Inspected>>(() =>
    format === 'pdf'
      ? inspectPdf(bytes)
      : cleanPicture(bytes, format, Math.min(rules.maxPixels, mostPixels)),
  )
  return inspected.ok ? ok(asSafeFile(inspected.value, originalName)) : inspected
}

/** A picture called by another picture's name is a daily accident; a PDF called .jpg is not. */
function contradicts(format: FileFormat, name: string): boolean {
  const named = namedFormat(name)
  return named !== undefined && (named === 'pdf') !== (format === 'pdf')
}

async function wrongType(
  bytes: Uint8Array,
  { formats }: UploadRules,
  format: FileFormat | undefined,
  name?: string,
): Promise<Issue> {
  const found = format ?? (await describeFile(bytes))
  const said = name === undefined ? undefined : namedFormat(name)
  return !format && said && formats.includes(said)
    ? issue('file-not-what-it-says', [], { found, said, allowed: formats })
    : issue('file-type-not-allowed', [], { found, allowed: formats })
}

interface Inspected {
  readonly bytes: Uint8Array
  readonly format: keyof typeof mimes
  readonly width?: number
  readonly height?: number
}

function asSafeFile(it: Inspected, originalName?: string): SafeFile {
  return {
    bytes: it.bytes,
    mime: mimes[it.format],
    extension: it.format,
    ...(it.width !== undefined && { width: it.width }),
    ...(it.height !== undefined && { height: it.height }),
    hash: createHash('sha256').update(it.bytes).digest('hex'),
    ...(originalName !== undefined && { originalName: safeName(originalName) }),
  }
}
