import type { Complaint } from '../complaint.ts'
import type { Names } from './names.ts'
import { at, items, listener, mustBeKnown, word } from './spot.ts'

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
    const page = at(certificate, 'page')
    if (page && codes.length === 0) say('no-verify-code', page)
  }
  return heard
}

/** How PNG and JPEG begin, in base64. */
const isPicture = (data: string): boolean =>
  data.startsWith('iVBORw0KGgo') || data.startsWith('/9j/')
