import { issue, type Issue, ok, refuse, type Result } from '#core/base'
import { makeBreath } from './breath.ts'
import { eachNameOf, withoutEscapes } from './pdf-names.ts'
import { findObjects, type FoundObject } from './pdf-objects.ts'
import { packedObjects, unpackObjects } from './pdf-streams.ts'

/** What acts, plays, sends, or carries another file; none of it belongs in a scanned proof. */
const active: ReadonlySet<string> = new Set(
  (
    'JavaScript JS AA Launch SubmitForm ImportData GoToR GoToE XFA EmbeddedFile EmbeddedFiles ' +
    'FileAttachment RichMedia Rendition Movie Sound 3D U3D PRC'
  ).split(' '),
)

/** A PDF found harmless, unchanged; or why it is not kept. Object streams are unpacked and read too. */
export async function inspectPdf(
  bytes: Uint8Array,
): Promise<Result<{ bytes: Uint8Array; format: 'pdf' }>> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const outside = checkOutside(text)
  if (outside) return refuse(outside)
  const objects = await findObjects(text)
  if (!objects) return refuse(issue('pdf-too-complex'))
  const seen: Seen = { names: new Set(), openings: [] }
  await lookThrough(
    objects.map((it) => it.body),
    seen,
  )
  if (seen.names.has('Encrypt')) return refuse(issue('pdf-encrypted'))
  const packed = await unpackObjects(bytes, text, objects)
  if (!packed.ok) return packed
  await lookThrough(packed.value, seen)
  const inside = await checkInside(seen, objects, packed.value)
  return inside ? refuse(inside) : ok({ bytes, format: 'pdf' })
}

/** More than one is a later revision's; more than a few is nobody's work. */
const mostOpenings = 20

/** What counts of a PDF's names, and where what it opens with is said. */
interface Seen {
  readonly names: Set<string>
  readonly openings: { readonly text: string; readonly at: number }[]
}
const told: ReadonlySet<string> = new Set([...active, 'Encrypt', 'Page', 'Pages', 'OpenAction'])

const lookThrough = (texts: Iterable<string>, { names, openings }: Seen): Promise<void> =>
  eachNameOf(texts, (name, text, at) => {
    if (!told.has(name)) return
    names.add(name)
    if (name === 'OpenAction' && openings.length <= mostOpenings) openings.push({ text, at })
  })

/** The frame: a PDF from its first byte to its last, and nothing else at the same time. */
function checkOutside(text: string): Issue | undefined {
  const end = text.lastIndexOf('%%EOF')
  if (!/^%PDF-[12]\.\d/.test(text) || !text.includes('startxref')) return issue('pdf-broken')
  if (endsAsZip(text)) return issue('pdf-foreign-content', [], { found: 'zip' })
  if (end < 0) return issue('pdf-broken')
  if (/[^\s\0]/.test(text.slice(end + 5))) {
    return issue('pdf-foreign-content', [], { found: 'after-end' })
  }
  const isPage = /<(?:script|html|!doctype|svg|\?php)/i.test(text.slice(0, 1024))
  return isPage ? issue('pdf-foreign-content', [], { found: 'html' }) : undefined
}

/** A zip reader looks for its directory in the last 64 KB, followed by a comment to the very end. */
function endsAsZip(text: string): boolean {
  const tail = text.slice(-65_557)
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1)) {
    const comment = tail.charCodeAt(at + 20) + 256 * tail.charCodeAt(at + 21)
    if (at + 22 + comment === tail.length) return true
  }
  return false
}

async function checkInside(
  { names, openings }: Seen,
  objects: readonly FoundObject[],
  packed: readonly string[],
): Promise<Issue | undefined> {
  if (!names.has('Page') && !names.has('Pages')) return issue('pdf-broken')
  const found = [...names].filter((it) => active.has(it))
  if (await opensWithAnAct(openings, objects, packed)) found.push('OpenAction')
  return found.length > 0 ? issue('pdf-active-content', [], { found }) : undefined
}

/** Opening a document may show a page (a destination, GoTo) and nothing else. */
async function opensWithAnAct(
  openings: Seen['openings'],
  objects: readonly FoundObject[],
  packed: readonly string[],
): Promise<boolean> {
  if (openings.length > mostOpenings) return true
  const meant = new Set<number>()
  for (const { text, at } of openings) {
    const value = valueAt(text, at)
    const reference = /^(\d{1,10})\s+\d+\s+R/.exec(value)
    if (reference) meant.add(Number(reference[1]))
    else if (!isShowing(value)) return true
  }
  return meant.size > 0 && !(await areShowing(meant, objects, packed))
}

/** Whether there are objects of these numbers, and all of them show. */
async function areShowing(
  meant: ReadonlySet<number>,
  objects: readonly FoundObject[],
  packed: readonly string[],
): Promise<boolean> {
  const breath = makeBreath(1_000_000)
  const shown = new Set<number>()
  for (const { number, body } of objects) {
    if (number === undefined || !meant.has(number)) continue
    if (!isShowing(valueAt(body, 0))) return false
    shown.add(number)
    await breath(longestValue)
  }
  for (const stream of packed) {
    const found = packedObjects(stream, meant)
    if (found.length > meant.size) return false
    if (!found.every(({ at }) => isShowing(valueAt(stream, at)))) return false
    for (const { number } of found) shown.add(number)
    await breath(stream.length)
  }
  return shown.size === meant.size
}

/** What shows a page says so in a line or two. */
const longestValue = 4_000
const valueAt = (text: string, at: number): string =>
  withoutEscapes(text.slice(at, at + longestValue)).replace(/^(?:[\s\0]|%[^\r\n]*)+/, '')

/** A destination, or an action that names GoTo and no other kind. */
function isShowing(value: string): boolean {
  if (value.startsWith('[')) return true
  const end = value.indexOf('>>')
  if (!value.startsWith('<<') || end < 0) return false
  const kinds = [...value.slice(0, end).matchAll(/\/S[\s\0]*\/(\w+)/g)].map(([, kind]) => kind)
  return kinds.length > 0 && kinds.every((kind) => kind === 'GoTo')
}
