import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { LaidOutBox } from '#core/certificate'
import { checkPages, PagesRefused, renderPages } from '#documents/pdf'
import { readPdf } from './read-pdf.ts'
import { aCertificate, aPage, aText, info } from './sample.ts'

const linesOf = async (...boxes: LaidOutBox[]) =>
  readPdf(await renderPages([aPage(...boxes)], info)).lines

test('a certificate says in its text layer what it shows', async () => {
  const { lines } = readPdf(await renderPages([aCertificate()], info))
  expect(lines.slice(0, 2)).toEqual(['专业技术人员继续教育', '合格证书'])
  expect(lines.join('')).toContain('　　欧阳文𬭎 同志（身份证号：4501**********123X）于2026年度')
  expect(lines).toContain('证书编号：JX-2026-000123')
})

test('a certificate has a title, an author, a language, tags, and its code and seal in words', async () => {
  const { raw } = readPdf(await renderPages([aCertificate()], info))
  const utf16 = (text: string) => {
    const units = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1')
    return `(${units.replace(/[()\\]/g, '\\$&').replaceAll('\b', '\\b')})`
  }
  const [title, author] = ['Title', 'Author'].map(
    (it) => new RegExp(`/${it} (\\d+) 0 R`).exec(raw)?.[1],
  )
  expect(raw).toContain(`\n${title} 0 obj\n${utf16(info.title)}`)
  expect(raw).toContain(`\n${author} 0 obj\n${utf16(info.author)}`)
  expect(raw).toContain('/Lang (zh-CN)')
  expect(raw).toContain('/DisplayDocTitle true')
  expect(raw).toContain('/Marked true')
  expect(raw).toContain('/Alt (https://xueshi.example/verify/JX-2026-000123?c=8F3K-22QD)')
  expect(raw).toContain('(D:20261122020000Z)')
})

test('only the glyphs used are embedded', async () => {
  const bytes = await renderPages([aCertificate()], info)
  expect(bytes.length).toBeLessThan(80_000)
})

test('the same pages at the same moment are the same bytes, whatever was printed in between', async () => {
  const first = await renderPages([aCertificate()], info)
  await renderPages([aPage(aText('⼀⼆ AVATAR fi 欧阳文𬭎'))], info)
  expect(await renderPages([aCertificate()], info)).toEqual(first)
  const later = { ...info, at: '2026-11-22T02:00:01.000Z' as typeof info.at }
  expect(await renderPages([aCertificate()], later)).not.toEqual(first)
})

test.each(['欧阳文𬭎', '㛃', '䶮', '买买提·吐尔逊', '〇', '℃ ㎡ ½'])(
  '%s is printed in every face',
  async (name) => {
    const faces = (['song', 'hei'] as const).flatMap((font) =>
      [false, true].map((bold, row) =>
        aText(name, { font, bold, y: 20 + row * 20 + (font === 'hei' ? 40 : 0) }),
      ),
    )
    expect(await linesOf(...faces)).toEqual([name, name, name, name])
  },
)

test('characters that share a glyph keep their own text, in one document and across documents', async () => {
  expect(await linesOf(aText('⼀一⼀'))).toEqual(['⼀一⼀'])
  expect(await linesOf(aText('一'))).toEqual(['一'])
  expect(await linesOf(aText('fi ffi 2026'))).toEqual(['fi ffi 2026'])
})

test.each([
  ['😀', 'U+1F600'],
  ['\u202e', 'U+202E'],
  ['\u0007', 'U+0007'],
  ['\u{3134a}', 'U+3134A'],
  ['\ud800', 'U+D800'],
])('a character without a glyph (%j) is refused by name and box', async (character, code) => {
  const page = aPage(aText('好'), aText(`李${character}`, { id: 'name' }))
  const issues = [
    { code: 'glyph-missing', at: [0, 'name'], with: { character, code, font: 'song' } },
  ]
  expect(await checkPages([page])).toEqual(issues)
  await expect(renderPages([page], info)).rejects.toThrow(/name: glyph-missing/)
  await expect(renderPages([page], info)).rejects.toMatchObject({ issues })
})

test('text too wide gets smaller, and is refused once it would be too small', async () => {
  const width = (n: number) => aPage(aText('长'.repeat(n), { id: 'unit', w: 50 }))
  expect(await checkPages([width(8), width(14)])).toEqual([])
  expect(await checkPages([width(16)])).toMatchObject([
    { code: 'text-does-not-fit', at: [0, 'unit'], with: { overflow: 'shrink' } },
  ])
})

test('text that must not change is refused where it does not fit', async () => {
  const box = (n: number) => aText('长'.repeat(n), { w: 50, overflow: 'refuse' })
  expect(await checkPages([aPage(box(8))])).toEqual([])
  expect(await checkPages([aPage(aText('好'), box(9))])).toMatchObject([
    { code: 'text-does-not-fit', at: [0, 1], with: { overflow: 'refuse' } },
  ])
  expect(await checkPages([aPage(aText('高', { h: 5, overflow: 'refuse' }))])).toHaveLength(1)
})

test('text wraps, and no line opens with a mark or ends with an opening one', async () => {
  const text =
    '经审核，（某某）同志于2026年度完成继续教育学习；其中“公需科目”30学时、“专业科目”60学时。'
  for (let w = 40; w < 80; w += 3) {
    const lines = await linesOf(aText(text, { w, h: 120, overflow: 'wrap' }))
    expect(lines.join('')).toBe(text)
    for (const line of lines) expect(line).not.toMatch(/^[，。、；：）”]|[（“]$/)
  }
})

test('every reason is given at once', async () => {
  const page = aPage(
    aText('😀', { id: 'a' }),
    aText('外', { id: 'b', x: 290 }),
    aText('色', { id: 'c', color: 'javascript:red' }),
    { kind: 'qr', id: 'd', x: 1, y: 1, size: 20, value: 'x'.repeat(4000) },
    { kind: 'image', id: 'e', x: 1, y: 1, w: 5, h: 5, data: new Uint8Array([1, 2, 3]) },
    { kind: 'rect', id: 'f', x: Number.NaN, y: 1, w: 5, h: 5 },
  )
  const issues = await checkPages([page])
  expect(issues.map((it) => `${it.at[1]} ${it.code}`)).toEqual([
    'a glyph-missing',
    'b box-off-page',
    'c colour-unknown',
    'd qr-too-long',
    'e image-broken',
    'f box-not-a-place',
  ])
  await expect(renderPages([page], info)).rejects.toBeInstanceOf(PagesRefused)
})

test('pictures are embedded from bytes, transparent and interlaced ones too; paths and addresses are not read', async () => {
  const dot = sharp({ create: { width: 30, height: 30, channels: 4, background: '#ff000080' } })
  const data = await dot.png({ progressive: true }).toBuffer()
  const image = { kind: 'image', x: 10, y: 10, w: 20, h: 20 } as const
  const { raw } = readPdf(await renderPages([aPage({ ...image, data })], info))
  expect(raw).toContain('/Subtype /Image')
  for (const src of ['/etc/passwd', 'http://127.0.0.1:9/a.png', 'data:image/png;base64,AAAA']) {
    const page = aPage({ ...image, data: src as unknown as Uint8Array })
    expect(await checkPages([page])).toMatchObject([{ code: 'image-broken' }])
  }
})

test('1,000 hostile values come out as the text they are', async () => {
  const parts = [
    '{{',
    '}}',
    '{{person.name}}',
    '<script>',
    '</text>',
    '${1+1}',
    '<%',
    '%>',
    '(',
    ')',
    '\\',
    '\\n',
    '\\)',
    '/JS',
    ' Tj ET',
    'endstream',
    'endobj',
    '%%EOF',
    "'",
    '"',
    '--',
    '&lt;',
    '`',
    '#{',
    '张',
    '𬭎',
    'A',
    '0',
  ]
  const value = fc
    .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 7 })
    .map((it) => it.join(''))
  const values = fc.sample(
    value.filter((it) => it.trim() === it),
    { numRuns: 1000, seed: 7 },
  )
  const pages = Array.from({ length: 50 }, (_, page) =>
    aPage(
      ...values
        .slice(page * 20, page * 20 + 20)
        .map((text, row) => aText(text, { y: 5 + row * 10, w: 270, h: 8, size: 9 })),
    ),
  )
  expect(readPdf(await renderPages(pages, info)).lines).toEqual(values)
})

test('hostile titles stay titles', async () => {
  const title = ') /OpenAction << /S /JavaScript /JS (app.alert(1)) >> ('
  const { raw } = readPdf(await renderPages([aCertificate()], { ...info, title }))
  expect(raw).toContain('(\\) /OpenAction << /S /JavaScript /JS \\(app.alert\\(1\\)\\) >> \\()')
})
