import type { Images } from '#core/certificate'
import type { Pack } from '#core/pack'

const decoded = new WeakMap<Pack, Images>()

/** A pack's pictures as bytes, decoded once: a logo is the same bytes on every certificate. */
export function imagesOf(pack: Pack): Images {
  const known = decoded.get(pack)
  if (known) return known
  const images = Object.fromEntries(
    Object.entries(pack.assets ?? {}).map(([name, data]) => [
      name,
      new Uint8Array(Buffer.from(data, 'base64')),
    ]),
  )
  decoded.set(pack, images)
  return images
}
