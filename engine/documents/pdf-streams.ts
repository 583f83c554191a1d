import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import { issue, ok, refuse, type Result } from '#core/base'
import { namesIn, withoutEscapes } from './pdf-names.ts'
import type { FoundObject } from './pdf-objects.ts'

/** Object streams are small text; more than this in one file is a bomb. */
const mostInflated = 64_000_000
const unpack = promisify(inflate)

/** The text of every object stream: objects packed together, which a plain search would not see. */
export async function unpackObjects(
  bytes: Uint8Array,
  text: string,
  objects: readonly FoundObject[],
): Promise<Result<readonly string[]>> {
  const unpacked: string[] = []
  let left = mostInflated
  for (const { body, streamAt } of objects) {
    if (streamAt === undefined || !holdsObjects(body)) continue
    const stream = await readStream(bytes, text, body, streamAt, left)
    if (!stream.ok) return stream
    left -= stream.value.length
    if (left <= 0) return refuse(issue('pdf-too-complex'))
    unpacked.push(stream.value)
  }
  return ok(unpacked)
}

/** `/Type /ObjStm`; some readers ask only for `/First`, which no other stream has. */
function holdsObjects(body: string): boolean {
  const names = namesIn(body)
  return names.has('ObjStm') || names.has('First')
}

const filterName = /Decode$|^(?:AHx|A85|LZW|Fl|RL|CCF|DCT|Crypt)$/
const strange = issue('pdf-broken', [], { found: 'object-stream' })

/** Writers pack object streams with Flate alone; anything stranger is a way to hide. */
async function readStream(
  bytes: Uint8Array,
  text: string,
  body: string,
  at: number,
  limit: number,
): Promise<Result<string>> {
  const names = [...namesIn(body)]
  const filters = names.filter((it) => filterName.test(it))
  if (filters.length === 0 && !names.includes('Filter') && !names.includes('F')) {
    return ok(text.slice(at, endOfStream(text, body, at)))
  }
  const isFlate = filters.length === 1 && /^(?:FlateDecode|Fl)$/.test(filters[0]!)
  const isPredicted = names.includes('Predictor') && !/\/Predictor\s+1\b/.test(withoutEscapes(body))
  if (!isFlate || isPredicted) return refuse(strange)
  try {
    const options = { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH }
    // Deflate says itself where it ends: no length and no `endstream` inside the data is believed.
    return ok((await unpack(bytes.subarray(at), options)).toString('latin1'))
  } catch (error) {
    const isBomb =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return refuse(isBomb ? issue('pdf-too-complex') : strange)
  }
}

function endOfStream(text: string, body: string, at: number): number {
  const said = at + Number(/\/Length\s+(\d+)/.exec(body)?.[1] ?? 0)
  const found = text.indexOf('endstream', at)
  return Math.max(said, found < 0 ? text.length : found)
}

const longestHeader = 400_000
/** An object of an unpacked stream, which begins with pairs of number and offset. */
export function packedObject(stream: string, number: number): string | undefined {
  const header = /^[\s\0\d]*/.exec(stream.slice(0, longestHeader))![0]
  const numbers = header
    .split(/[\s\0]+/)
    .filter((it) => it !== '')
    .map(Number)
  for (let pair = 0; pair + 1 < numbers.length; pair += 2) {
    if (numbers[pair] === number) return stream.slice(firstOf(stream) + numbers[pair + 1]!)
  }
  return undefined
}

/** Offsets count from the first object: where the pairs of numbers end. */
const firstOf = (stream: string) => Math.max(0, stream.slice(0, longestHeader).search(/[^\s\0\d]/))
