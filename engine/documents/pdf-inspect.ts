import { issue, type Issue, ok, refuse, type Result } from '#core/base'
import { namesIn, withoutEscapes } from './pdf-names.ts'
import { findObjects } from './pdf-objects.ts'
import { packedObject, unpackObjects } from './pdf-streams.ts'

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
  const bodies = objects.map((it) => it.body)
  const names = namesIn(...bodies)
  if (names.has('Encrypt')) return refuse(issue('pdf-encrypted'))
  const packed = await unpackObjects(bytes, text, objects)
  if (!packed.ok) return packed
  const lookUp = (number: number) => [
    ...objects.filter((it) => it.number === number).map((it) => it.body),
    ...packed.value.flatMap((stream) => packedObject(stream, number) ?? []),
  ]
  for (const packedName of namesIn(...packed.value)) names.add(packedName)
  const inside = checkInside(names, [...bodies, ...packed.value], lookUp)
  return inside ? refuse(inside) : ok({ bytes, format: 'pdf' })
}

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

type LookUp = (number: number) => readonly string[]

function checkInside(
  names: ReadonlySet<string>,
  bodies: readonly string[],
  lookUp: LookUp,
): Issue | undefined {
  if (!names.has('Page') && !names.has('Pages')) return issue('pdf-broken')
  const found = [...names].filter((it) => active.has(it))
  if (names.has('OpenAction') && opensWithAnAct(bodies, lookUp)) found.push('OpenAction')
  return found.length > 0 ? issue('pdf-active-content', [], { found }) : undefined
}

/** More than one is a later revision's; more than a few is nobody's work. */
const mostOpenings = 20

/** Opening a document may show a page (a destination, GoTo) and nothing else. */
function opensWithAnAct(bodies: readonly string[], lookUp: LookUp): boolean {
  const openings = bodies.flatMap((body) => withoutEscapes(body).split('/OpenAction').slice(1))
  if (openings.length > mostOpenings) return true
  return !openings.every((opening) => {
    const value = withoutBlank(opening)
    const reference = /^(\d+)\s+\d+\s+R/.exec(value)
    if (!reference) return isShowing(value)
    const meant = lookUp(Number(reference[1]))
    return meant.length > 0 && meant.every((it) => isShowing(withoutBlank(withoutEscapes(it))))
  })
}

const withoutBlank = (text: string) => text.replace(/^(?:[\s\0]|%[^\r\n]*)+/, '')

/** A destination, or an action that names GoTo and no other kind. */
function isShowing(value: string): boolean {
  if (value.startsWith('[')) return true
  if (!value.startsWith('<<')) return false
  const action = value.slice(0, value.indexOf('>>'))
  const kinds = [...action.matchAll(/\/S[\s\0]*\/(\w+)/g)].map(([, kind]) => kind)
  return kinds.length > 0 && kinds.every((kind) => kind === 'GoTo')
}
