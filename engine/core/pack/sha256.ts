const rounds = Uint32Array.from(primes(64), (it) => fraction(Math.cbrt(it)))
const start = Uint32Array.from(primes(8), (it) => fraction(Math.sqrt(it)))

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((it) => n % it !== 0)) found.push(n)
  return found
}
/** The first 32 bits after the point: how FIPS 180-4 §4.2.2 and §5.3.3 make their constants. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in hex. Here because the core has no crypto and stays synchronous. */
export function sha256(text: string): string {
  const bytes = padded(utf8(text))
  const hash = Uint32Array.from(start)
  const words = new Uint32Array(64)
  for (let block = 0; block < bytes.length; block += 64) mix(hash, words, bytes, block)
  return Array.from(hash, (it) => it.toString(16).padStart(8, '0')).join('')
}

function padded(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(bytes.length - 4, message.length << 3)
  return bytes
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function mix(hash: Uint32Array, w: Uint32Array, bytes: Uint8Array, block: number): void {
  const view = new DataView(bytes.buffer, block, 64)
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4)
  for (let i = 16; i < 64; i++) {
    const [a, b] = [w[i - 15]!, w[i - 2]!]
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    w[i] = w[i - 16]! + low + w[i - 7]! + high
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g)
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + rounds[i]! + w[i]!) | 0
    const most = (a & b) ^ (a & c) ^ (b & c)
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, it] of [a, b, c, d, e, f, g, h].entries()) hash[i] = hash[i]! + it
}

/** There is no TextEncoder in the pure core; a lone surrogate becomes U+FFFD, as there. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let end = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (point < 0x80) bytes[end++] = point
    else if (point < 0x800) {
      bytes[end++] = 0xc0 | (point >> 6)
      bytes[end++] = 0x80 | (point & 63)
    } else if (point < 0x10000) {
      bytes[end++] = 0xe0 | (point >> 12)
      bytes[end++] = 0x80 | ((point >> 6) & 63)
      bytes[end++] = 0x80 | (point & 63)
    } else {
      bytes[end++] = 0xf0 | (point >> 18)
      bytes[end++] = 0x80 | ((point >> 12) & 63)
      bytes[end++] = 0x80 | ((point >> 6) & 63)
      bytes[end++] = 0x80 | (point & 63)
    }
  }
  return bytes.subarray(0, end)
}
