import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inspectUpload, type UploadRules } from '#documents/evidence'
import { aBmp, aPhonePhoto, aPhoto } from './files.ts'

const rules: UploadRules = {
  formats: ['jpg', 'png', 'gif', 'bmp', 'webp', 'pdf'],
  maxBytes: 2_000_000,
  maxPixels: 40_000_000,
}
const kept = async (bytes: Uint8Array, name?: string) => {
  const result = await inspectUpload(bytes, rules, name)
  if (!result.ok) throw new Error(JSON.stringify(result.issue))
  return result.value
}
const refused = async (bytes: Uint8Array, name?: string, its: Partial<UploadRules> = {}) => {
  const result = await inspectUpload(bytes, { ...rules, ...its }, name)
  return result.ok ? 'kept' : result.issue
}

test.each([
  ['jpg', 'jpg', 'image/jpeg', () => aPhoto().jpeg().toBuffer()],
  ['png', 'png', 'image/png', () => aPhoto().png().toBuffer()],
  ['gif', 'png', 'image/png', () => aPhoto().gif().toBuffer()],
  ['webp', 'webp', 'image/webp', () => aPhoto().webp().toBuffer()],
  ['bmp', 'png', 'image/png', async () => aBmp(24, 64, 48)],
] as const)('a %s is kept as %s, in new bytes', async (_, extension, mime, make) => {
  const uploaded = await make()
  const file = await kept(uploaded)
  expect(file).toMatchObject({ extension, mime, width: 64, height: 48 })
  expect(file.hash).toBe(createHash('sha256').update(file.bytes).digest('hex'))
  expect(Buffer.compare(file.bytes, uploaded)).not.toBe(0)
})

test.each(['jpeg', 'png', 'webp'] as const)(
  'what was kept and comes again as %s is not kept byte by byte',
  async (format) => {
    let bytes: Uint8Array = await aPhoto().toFormat(format).toBuffer()
    for (let round = 0; round < 4; round++) {
      const file = await kept(bytes)
      expect(Buffer.compare(file.bytes, bytes)).not.toBe(0)
      bytes = file.bytes
    }
  },
)

test('a phone photo loses its place and camera, and stands upright', async () => {
  const uploaded = await aPhonePhoto()
  expect(uploaded.includes('SECRETPHONE')).toBe(true)
  const before = await sharp(uploaded).metadata()
  expect(before).toMatchObject({ width: 64, height: 48, orientation: 6 })
  expect(before.exif!.length).toBeGreaterThan(100)
  const file = await kept(uploaded)
  expect(file).toMatchObject({ width: 48, height: 64 })
  expect(Buffer.from(file.bytes).includes('SECRETPHONE')).toBe(false)
  const { exif, xmp, iptc, icc, orientation } = await sharp(file.bytes).metadata()
  expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
})

test.each([8, 24, 32] as const)('a bitmap of %i bits keeps its pixels', async (bits) => {
  const file = await kept(aBmp(bits))
  const { data, info } = await sharp(file.bytes).raw().toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 5, height: 3 })
  expect([...data.subarray(0, 6)]).toEqual([255, 0, 0, 0, 0, 255])
})

test('a moving picture gives its first frame', async () => {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00'].map((background) =>
      sharp({ create: { width: 9, height: 9, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  for (const format of ['gif', 'webp'] as const) {
    const moving = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { lossless: true })
      .toBuffer()
    const file = await kept(moving)
    expect(file).toMatchObject({ width: 9, height: 9 })
    const [red, green] = await sharp(file.bytes).raw().toBuffer()
    expect(red! - green!).toBeGreaterThan(250)
  }
})

test('what hides behind a picture is not kept with it', async () => {
  const zip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  const script = Buffer.from('<script>alert(1)</script>')
  for (const tail of [zip, script]) {
    const file = await kept(Buffer.concat([await aPhoto().jpeg().toBuffer(), tail]))
    expect(Buffer.from(file.bytes).includes(tail)).toBe(false)
  }
  const commented = await aPhoto()
    .withExif({ IFD0: { ImageDescription: '<?php system($_GET[0]); ?>' } })
    .jpeg()
    .toBuffer()
  expect(Buffer.from((await kept(commented)).bytes).includes('<?php')).toBe(false)
})

test('each size has its limit', async () => {
  expect(await refused(Buffer.alloc(0))).toEqual({ code: 'file-empty', at: [] })
  expect(await refused(Buffer.alloc(2_000_001, 'x'))).toMatchObject({
    code: 'file-too-large',
    with: { found: 2_000_001, limit: 2_000_000 },
  })
  const photo = await aPhoto(100, 100).png().toBuffer()
  expect(await refused(photo, undefined, { maxPixels: 9_999 })).toMatchObject({
    code: 'image-too-many-pixels',
    with: { found: 10_000, limit: 9_999, width: 100, height: 100 },
  })
})

test('a small file of enormous pixels is refused before it is decoded', async () => {
  const flood = await sharp({
    create: { width: 9000, height: 9000, channels: 3, background: '#fff' },
  })
    .png()
    .toBuffer()
  expect(flood.length).toBeLessThan(500_000)
  const before = performance.now()
  expect(await refused(flood, undefined, { maxPixels: 1e12 })).toMatchObject({
    code: 'image-too-many-pixels',
    with: { limit: 40_000_000 },
  })
  const claim = { width: 60_000, height: 60_000 }
  expect(await refused(aBmp(24, 5, 3, claim))).toMatchObject({ code: 'image-too-many-pixels' })
  const gif = Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00', 'latin1')
  expect(await refused(gif)).toMatchObject({ code: expect.stringMatching(/^image-/) })
  expect(performance.now() - before).toBeLessThan(2_000)
})

test.each([
  [
    '<script>alert(1)</script>',
    'photo.jpg',
    { code: 'file-not-what-it-says', with: { found: 'script', said: 'jpg' } },
  ],
  [
    '#!/bin/sh\nrm -rf /',
    'a.png',
    { code: 'file-not-what-it-says', with: { found: 'script', said: 'png' } },
  ],
  ['<?php system(1); ?>', undefined, { code: 'file-type-not-allowed', with: { found: 'script' } }],
  [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'a.svg',
    { code: 'file-type-not-allowed', with: { found: 'script' } },
  ],
  ['你好', 'a.txt', { code: 'file-type-not-allowed', with: { found: 'text' } }],
  [
    'PK\x03\x04\x14\x00\x00\x00',
    'a.zip',
    { code: 'file-type-not-allowed', with: { found: 'zip' } },
  ],
  [
    '\x7fELF\x02\x01\x01',
    'a.jpg',
    { code: 'file-not-what-it-says', with: { found: 'elf', said: 'jpg' } },
  ],
  ['\x00\x01\x02', 'a', { code: 'file-type-not-allowed', with: { found: 'unknown' } }],
] as const)('%j called %s is refused for what it is', async (text, name, issue) => {
  expect(await refused(Buffer.from(text, 'latin1'), name)).toMatchObject(issue)
})

test('a picture that is a script is broken, whatever its first bytes say', async () => {
  for (const start of ['GIF89a', '\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'RIFF....WEBP', 'BM']) {
    const bytes = Buffer.from(`${start}/*<script>alert(1)</script>*/=1;${' '.repeat(60)}`, 'latin1')
    expect(await refused(bytes)).toMatchObject({ code: expect.stringMatching(/^image-/) })
  }
})

test('formats the pack does not take are refused with those it takes', async () => {
  const gif = await aPhoto().gif().toBuffer()
  expect(await refused(gif, 'a.gif', { formats: ['jpg', 'png'] })).toEqual({
    code: 'file-type-not-allowed',
    at: [],
    with: { found: 'gif', allowed: ['jpg', 'png'] },
  })
  expect(await refused(aBmp(16))).toMatchObject({
    code: 'image-format-not-supported',
    with: { bits: 16 },
  })
})

test('a picture by the name of a PDF is refused; by the name of another picture it is taken', async () => {
  const png = await aPhoto().png().toBuffer()
  expect(await refused(png, '证明.pdf')).toMatchObject({
    code: 'file-not-what-it-says',
    with: { found: 'png', said: 'pdf' },
  })
  expect((await kept(png, '证明.jpg')).extension).toBe('png')
})

test('a cut picture is broken', async () => {
  for (const make of [aPhoto().jpeg(), aPhoto().png(), aPhoto().webp()]) {
    const whole = await make.toBuffer()
    expect(await refused(whole.subarray(0, whole.length / 2))).toMatchObject({
      code: 'image-broken',
    })
  }
  expect(await refused(aBmp(24).subarray(0, 70))).toMatchObject({ code: 'image-broken' })
})

test.each([
  ['C:\\Users\\li\\证明.png', '证明.png'],
  ['../../etc/证明.png', '证明.png'],
  ['exe\u202egnp.png', 'exegnp.png'],
  ['a\u0000b\n<c>.png', 'abc.png'],
])('the name %j is kept as %j', async (given, name) => {
  expect((await kept(await aPhoto().png().toBuffer(), given)).originalName).toBe(name)
})

test('many at once are answered, two at a time', async () => {
  const photo = await aPhoto(600, 400).jpeg().toBuffer()
  const answers = await Promise.all(Array.from({ length: 20 }, () => inspectUpload(photo, rules)))
  expect(answers.every((it) => it.ok)).toBe(true)
})

test('1,500 damaged pictures are kept or refused, and never break anything', async () => {
  const originals = await Promise.all([
    aPhonePhoto(),
    aPhoto().png().toBuffer(),
    aPhoto().gif().toBuffer(),
    aPhoto().webp().toBuffer(),
    aBmp(24, 20, 20),
  ])
  let seed = 1
  const chance = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  const codes = new Set<string>()
  for (let round = 0; round < 1500; round++) {
    const bytes = Buffer.from(originals[round % originals.length]!)
    for (let bite = 0; bite <= chance(4); bite++) bytes[chance(bytes.length)] = chance(256)
    const result = await inspectUpload(bytes, rules)
    codes.add(result.ok ? 'kept' : result.issue.code)
  }
  expect([...codes]).toEqual(
    expect.arrayContaining(['kept', 'image-broken', 'file-type-not-allowed']),
  )
}, 60_000)
