import { fixedSources } from '#core/certificate'
import type { Complaint } from '../complaint.ts'
import { nearest } from '../meant.ts'
import type { Names } from './names.ts'
import { at, items, listener, mustBeKnown, word, type Say, type Spot } from './spot.ts'

/** Pictures are there, and whoever holds a certificate can have it verified. What it says, the certificate room checks. */
export function checkCertificates(names: Names): Complaint[] {
  const { say, heard } = listener()
  const { pictures } = names.layered
  for (const certificate of names.certificates.values()) {
    const boxes = items(certificate, 'page', 'boxes')
    for (const box of boxes) {
      const file = at(box, 'file')
      if (!mustBeKnown(say, 'unknown-asset', file, pictures)) continue
      const name = word(file) ?? ''
      if (file && !isPicture(pictures.get(name) ?? '')) say('asset-broken', file, { name })
    }
    const codes = boxes.filter(
      (it) => word(it, 'kind') === 'qr' && /\{\{\s*verify-url\b/.test(word(it, 'value') ?? ''),
    )
    for (const text of boxes.flatMap((it) => textKeys.flatMap((key) => at(it, key) ?? [])))
      checkBraces(text, names, say)
    const page = at(certificate, 'page')
    if (page && codes.length === 0) say('no-verify-code', page)
  }
  return heard
}

const textKeys = ['text', 'value', 'caption']

/** A name in one brace is printed as it stands. Only what could be a source is one: `{注}` is a text. */
function checkBraces(spot: Spot, names: Names, say: Say): void {
  const known = new Set([
    ...Object.keys(fixedSources),
    ...[...names.personAttributes.keys()].map((it) => `person.${it}`),
    ...[...names.officeAttributes.keys()].map((it) => `unit.${it}`),
    ...[...names.subjects].map((it) => `hours.${it}`),
  ])
  for (const [found, name] of (word(spot) ?? '').matchAll(inOneBrace)) {
    const isSource = known.has(name!) || nearest(name!, known) !== undefined
    if (isSource) say('one-brace', spot, { found, right: `{${found}}` })
  }
}
const inOneBrace = /(?<!\{)\{\s*([a-z][a-z0-9-]*(?:\.[A-Za-z0-9_-]+)*)\s*(?:\|[^{}]*)?\}(?!\})/g

/** How PNG and JPEG begin, in base64. */
const isPicture = (data: string): boolean =>
  data.startsWith('iVBORw0KGgo') || data.startsWith('/9j/')
