import { type Issue, issue, ok, refuse, type Result } from '#core/base'
import { loadSharp } from './sharp.ts'

/** A picture of a template as it is embedded, and its size in pixels. */
export interface Asset {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** A template's logo is the same bytes on every certificate: prepared once. */
const prepared = new WeakMap<Uint8Array, Promise<Asset>>()
const mostPixels = 40_000_000

/**
 * Decodes and re-encodes before the PDF writer sees it: pdfkit's own PNG reader throws where nobody
 * can catch, and knows neither interlacing nor 16 bits.
 */
export async function prepareAsset(data: Uint8Array, at: Issue['at']): Promise<Result<Asset>> {
  if (!(data instanceof Uint8Array)) return refuse(issue('image-broken', at))
  const preparing = prepared.get(data) ?? encode(data)
  prepared.set(data, preparing)
  try {
    return ok(await preparing)
  } catch {
    prepared.delete(data)
    return refuse(issue('image-broken', at))
  }
}

async function encode(data: Uint8Array): Promise<Asset> {
  const kind = data[0] === 0xff ? 'jpeg' : data[0] === 0x89 ? 'png' : undefined
  if (!kind) throw new Error('a page takes PNG and JPEG only')
  const sharp = await loadSharp()
  const picture = sharp(data, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
  const encoded = kind === 'jpeg' ? picture.jpeg({ quality: 92 }) : picture.png({ palette: false })
  const { data: out, info } = await encoded
    .toColourspace('srgb')
    .toBuffer({ resolveWithObject: true })
  return { data: out, width: info.width, height: info.height }
}
