import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A photograph with soft colours, so that every encoder has something to do. */
export const aPhoto = (width = 64, height = 48) => {
  const data = Buffer.alloc(width * height * 3)
  for (let i = 0; i < data.length; i++) data[i] = (i * 7 + Math.floor(i / (width * 3)) * 3) % 256
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** A phone's JPEG: on its side, with the place it was taken and the camera's name. */
export const aPhonePhoto = () =>
  aPhoto()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'SECRETPHONE' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 49/1 0/1' },
    })
    .jpeg()
    .toBuffer()

/** A bitmap of one colour per pixel: red top left, blue elsewhere. Rows are padded to four bytes. */
export function aBmp(
  bits: 8 | 16 | 24 | 32,
  width = 5,
  height = 3,
  claims = { width, height },
): Buffer {
  const stride = Math.ceil((width * bits) / 32) * 4
  const palette = bits === 8 ? Buffer.from([0, 0, 255, 0, 255, 0, 0, 0]) : Buffer.alloc(0)
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(54 + palette.length, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(claims.width, 18)
  header.writeInt32LE(claims.height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(bits, 28)
  const rows = Buffer.alloc(stride * height)
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) {
      const isRed = row === height - 1 && x === 0
      const at = row * stride + (x * bits) / 8
      if (bits === 8) rows[at] = isRed ? 0 : 1
      else if (bits !== 16) rows.set(isRed ? [0, 0, 255] : [255, 0, 0], at)
    }
  }
  return Buffer.concat([header, palette, rows])
}

const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'

/** A PDF of one empty page; `more` are further objects, as text or bytes, numbered from 4. */
export function aPdf(
  its: { catalog?: string; trailer?: string; more?: (string | Buffer)[] } = {},
): Buffer {
  const objects = [its.catalog ?? catalog, pages, page, ...(its.more ?? [])]
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets = objects.map((body, index) => {
    const at = parts.reduce((sum, it) => sum + it.length, 0)
    parts.push(
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    )
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = parts.reduce((sum, it) => sum + it.length, 0)
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${its.trailer ?? ''} >>`
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.concat([
    ...parts,
    Buffer.from(`${table}${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'),
  ])
}

/** A stream object. */
export const aStream = (dict: string, data: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`, 'latin1'),
    Buffer.from(data as string, 'latin1'),
    Buffer.from('\nendstream'),
  ])

/** Objects packed and deflated, as every modern writer does. */
export function packed(
  objects: Readonly<Record<number, string>>,
  dict = '/Type /ObjStm /Filter /FlateDecode',
): Buffer {
  const bodies = Object.values(objects)
  const pairs = Object.keys(objects).map((number, index) => {
    const offset = bodies.slice(0, index).join(' ').length + (index > 0 ? 1 : 0)
    return `${number} ${offset}`
  })
  const first = `${pairs.join(' ')} `
  const data = deflateSync(Buffer.from(first + bodies.join(' '), 'latin1'))
  return aStream(`${dict} /N ${bodies.length} /First ${first.length}`, data)
}
