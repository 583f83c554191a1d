import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import { issue, ok, refuse, type Result } from '#core/base'
import { makeBreath } from './breath.ts'
import { eachName, withoutEscapes } from './pdf-names.ts'
import type { FoundObject } from './pdf-objects.ts'

/** Object streams are small text: a hundred objects or two in some ten KB. More is a bomb. */
const mostInflated = { one: 8_000_000, all: 32_000_000 }
const mostStreams = 2_000
/** What is said of a stream takes a few hundred characters; of a picture with its palette a few KB. */
const longestDictionary = 1_000_000
const unpack = promisify(inflate)

/** The text of every object stream: objects packed together, which a plain search would not see. */
export async function unpackObjects(
  bytes: Uint8Array,
  text: string,
  objects: readonly FoundObject[],
): Promise<Result<readonly string[]>> {
  const unpacked: string[] = []
  let left = mostInflated.all
  const breath = makeBreath(longestDictionary)
  for (const { body, streamAt } of objects) {
    if (streamAt === undefined) continue
    await breath(body.length)
    if (body.length > longestDictionary) return refuse(issue('pdf-too-complex'))
    const said = readDictionary(body)
    if (!said.holdsObjects) continue
    const limit = Math.min(left, mostInflated.one)
    const stream = await readStream(bytes, text, said, streamAt, limit)
    if (!stream.ok) return stream
    left -= stream.value.length
    if (stream.value.length >= limit || unpacked.length >= mostStreams)
      return refuse(issue('pdf-too-complex'))
    unpacked.push(stream.value)
  }
  return ok(unpacked)
}

interface Dictionary {
  readonly body: string
  /** `/Type /ObjStm`; some readers ask only for `/First`, which no other stream has. */
  readonly holdsObjects: boolean
  readonly isPlain: boolean
  readonly isFlate: boolean
  readonly isPredicted: boolean
}
const filterName = /Decode$|^(?:AHx|A85|LZW|Fl|RL|CCF|DCT|Crypt)$/

function readDictionary(body: string): Dictionary {
  const said = new Set<string>()
  let [filter, isMixed] = ['', false]
  eachName(body, (name) => {
    if (told.has(name)) said.add(name)
    if (!filterName.test(name)) return
    isMixed ||= filter !== '' && filter !== name
    filter = name
  })
  return {
    body,
    holdsObjects: said.has('ObjStm') || said.has('First'),
    isPlain: filter === '' && !said.has('Filter') && !said.has('F'),
    isFlate: !isMixed && /^(?:FlateDecode|Fl)$/.test(filter),
    isPredicted: said.has('Predictor') && !/\/Predictor\s+1\b/.test(withoutEscapes(body)),
  }
}
const told: ReadonlySet<string> = new Set(['ObjStm', 'First', 'Filter', 'F', 'Predictor'])

const strange = issue('pdf-broken', [], { found: 'object-stream' })

/** Writers pack object streams with Flate alone; anything stranger is a way to hide. */
async function readStream(
  bytes: Uint8Array,
  text: string,
  { body, isPlain, isFlate, isPredicted }: Dictionary,
  at: number,
  limit: number,
): Promise<Result<string>> {
  if (isPlain) return ok(text.slice(at, endOfStream(text, body, at)))
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

/**
 * Where the wanted objects of an unpacked stream begin; the stream begins with pairs of number and
 * offset. One more than are wanted, when one of them is named twice.
 */
export function packedObjects(
  stream: string,
  wanted: ReadonlySet<number>,
): readonly { readonly number: number; readonly at: number }[] {
  const header = /^[\s\0\d]*/.exec(stream.slice(0, longestHeader))![0]
  const found: { number: number; at: number }[] = []
  let number: number | undefined
  for (const [digits] of header.matchAll(/\d+/g)) {
    if (number === undefined) number = Number(digits)
    else {
      // Offsets count from the first object: where the pairs of numbers end.
      if (wanted.has(number)) found.push({ number, at: header.length + Number(digits) })
      number = undefined
    }
    if (found.length > wanted.size) break
  }
  return found
}
