import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { type Issue, issue, ok, refuse, type Result } from '#core/base'
import type { FileFormat } from '#core/form'
import { isPlainBmp, readBmp, readBmpHeader } from './bmp.ts'
import { loadSharp } from './sharp.ts'

export type PictureFormat = Exclude<FileFormat, 'pdf'>

/** A picture decoded and written anew: nothing of the uploaded file is left in it but its pixels. */
export interface CleanPicture {
  readonly bytes: Uint8Array
  readonly format: 'jpg' | 'png' | 'webp'
  readonly width: number
  readonly height: number
}

const secondsAtMost = 20
const sharpName = { jpg: 'jpeg', png: 'png', gif: 'gif', webp: 'webp' } as const

/**
 * Decodes, turns it as its EXIF says, drops every metadata (place, camera, thumbnail, profile) and
 * encodes again. A GIF gives its first frame and a BMP its pixels, both as PNG.
 */
export async function cleanPicture(
  bytes: Uint8Array,
  format: PictureFormat,
  mostPixels: number,
): Promise<Result<CleanPicture>> {
  try {
    const source = await (format === 'bmp'
      ? openBmp(bytes, mostPixels)
      : open(bytes, format, mostPixels))
    return source.ok ? ok(await encode(source.value, format, bytes)) : source
  } catch {
    // libvips says only by throwing that a picture cannot be decoded, and in words for programmers.
    return refuse(broken(format))
  }
}

const broken = (format: string): Issue => issue('image-broken', [], { format })

function tooManyPixels(width: number, height: number, limit: number): Issue | undefined {
  const found = width * height
  return found > limit
    ? issue('image-too-many-pixels', [], { found, limit, width, height })
    : undefined
}

async function open(
  bytes: Uint8Array,
  format: Exclude<PictureFormat, 'bmp'>,
  mostPixels: number,
): Promise<Result<Sharp>> {
  const sharp = await loadSharp()
  const header: Metadata = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (header.format !== sharpName[format] || !header.width || !header.height)
    return refuse(broken(format))
  const flood = tooManyPixels(header.width, header.height, mostPixels)
  if (flood) return refuse(flood)
  const options: SharpOptions = { limitInputPixels: mostPixels, failOn: 'warning', pages: 1 }
  return ok(sharp(bytes, options).autoOrient())
}

async function openBmp(bytes: Uint8Array, mostPixels: number): Promise<Result<Sharp>> {
  const header = readBmpHeader(bytes)
  if (!header) return refuse(broken('bmp'))
  const flood = tooManyPixels(header.width, header.height, mostPixels)
  if (flood) return refuse(flood)
  if (!isPlainBmp(header, bytes)) {
    return refuse(issue('image-format-not-supported', [], { format: 'bmp', bits: header.bits }))
  }
  const pixels = await readBmp(bytes, header)
  if (!pixels) return refuse(broken('bmp'))
  const sharp = await loadSharp()
  const { width, height } = pixels
  return ok(
    sharp(pixels.data, { raw: { width, height, channels: 3 }, limitInputPixels: mostPixels }),
  )
}

async function encode(
  picture: Sharp,
  format: PictureFormat,
  uploaded: Uint8Array,
): Promise<CleanPicture> {
  picture.timeout({ seconds: secondsAtMost }).toColourspace('srgb')
  const first = await write(picture, format, 0)
  // Uploading again what was cleaned before may give the same bytes; what is kept is always our own.
  return isSame(first.bytes, uploaded) ? write(picture, format, 1) : first
}

async function write(picture: Sharp, format: PictureFormat, again: 0 | 1): Promise<CleanPicture> {
  const kept = format === 'jpg' || format === 'webp' ? format : 'png'
  const encoder = {
    jpg: (it: Sharp) => it.jpeg({ quality: 85 + again, chromaSubsampling: '4:2:0' }),
    webp: (it: Sharp) => it.webp({ quality: 85 + again }),
    png: (it: Sharp) => it.png({ compressionLevel: 8 + again, palette: false }),
  }[kept]
  const { data, info } = await encoder(picture.clone()).toBuffer({ resolveWithObject: true })
  return { bytes: data, format: kept, width: info.width, height: info.height }
}

const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
