/** Pixels as sharp takes them raw: RGB, top row first. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}
export interface BmpHeader {
  readonly width: number
  readonly height: number
  readonly isTopDown: boolean
  readonly bits: number
  readonly offset: number
  readonly palette: number
  readonly compression: number
}

/** The header of a Windows bitmap, or undefined where it is none. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader | undefined {
  if (bytes.length < 54) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerSize = view.getUint32(14, true)
  const height = view.getInt32(22, true)
  const header = {
    width: view.getInt32(18, true),
    height: Math.abs(height),
    isTopDown: height < 0,
    bits: view.getUint16(28, true),
    offset: view.getUint32(10, true),
    palette: 14 + headerSize,
    compression: view.getUint32(30, true),
  }
  const isPlausible = headerSize >= 40 && headerSize <= 124 && header.width > 0 && header.height > 0
  return isPlausible && header.offset >= header.palette ? header : undefined
}

const uncompressed = 0
/** Bit fields: taken only with the masks everybody writes, which are plain BGRX. */
const bitFields = 3

/** Kinds of bitmap in use: 8, 24 and 32 bits, not run-length encoded. */
export const isPlainBmp = ({ bits, compression }: BmpHeader, bytes: Uint8Array): boolean =>
  ([8, 24, 32].includes(bits) && compression === uncompressed) ||
  (bits === 32 && compression === bitFields && hasUsualMasks(bytes))

function hasUsualMasks(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 66) return false
  return [0xff0000, 0xff00, 0xff].every((mask, at) => view.getUint32(54 + at * 4, true) === mask)
}

/**
 * The pixels of a plain bitmap, or undefined when the file holds fewer than it says. The caller has
 * bounded width × height. Gives way to others every few million pixels.
 */
export async function readBmp(bytes: Uint8Array, header: BmpHeader): Promise<Pixels | undefined> {
  const { width, height, bits, offset } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  if (offset + stride * height > bytes.length) return undefined
  const data = new Uint8Array(width * height * 3)
  const rowsAtOnce = Math.max(1, Math.floor(2_000_000 / width))
  for (let row = 0; row < height; row++) {
    const from = offset + stride * (header.isTopDown ? row : height - 1 - row)
    if (bits === 8) copyIndexed(bytes, from, data, row * width * 3, width, header.palette)
    else copyRow(bytes, from, data, row * width * 3, width, bits / 8)
    if (row % rowsAtOnce === rowsAtOnce - 1) await new Promise(setImmediate)
  }
  return { data, width, height }
}

function copyRow(
  from: Uint8Array,
  at: number,
  to: Uint8Array,
  start: number,
  width: number,
  bytesPerPixel: number,
): void {
  for (let x = 0, read = at, write = start; x < width; x++, read += bytesPerPixel, write += 3) {
    to[write] = from[read + 2]!
    to[write + 1] = from[read + 1]!
    to[write + 2] = from[read]!
  }
}

function copyIndexed(
  from: Uint8Array,
  at: number,
  to: Uint8Array,
  start: number,
  width: number,
  palette: number,
): void {
  for (let x = 0, write = start; x < width; x++, write += 3) {
    const entry = palette + from[at + x]! * 4
    to[write] = from[entry + 2] ?? 0
    to[write + 1] = from[entry + 1] ?? 0
    to[write + 2] = from[entry] ?? 0
  }
}
