import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspectUpload } from '#documents/evidence'
import { renderPages } from '#documents/pdf'
import { aPdf, aPhoto, aStream, packed } from './files.ts'
import { aCertificate, info } from './sample.ts'

const rules = { formats: ['pdf'] as const, maxBytes: 40_000_000, maxPixels: 1_000_000 }
const inspect = async (bytes: Uint8Array) => {
  const result = await inspectUpload(bytes, rules)
  return result.ok ? result.value : result.issue
}

test('a plain PDF is kept as it is', async () => {
  const bytes = aPdf()
  expect(await inspect(bytes)).toMatchObject({ bytes, mime: 'application/pdf', extension: 'pdf' })
  expect(await inspect(await renderPages([aCertificate()], info))).toMatchObject({
    extension: 'pdf',
  })
})

test('links, destinations and packed objects are no offence', async () => {
  const link = '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://a.example/) >> >>'
  const modern = packed({ 5: link, 6: '<< /Type /Font >>' })
  expect(await inspect(aPdf({ more: [modern, link] }))).toMatchObject({ extension: 'pdf' })
  for (const opening of [
    '[3 0 R /Fit]',
    '<< /S /GoTo /D [3 0 R /Fit] >>',
    '4 0 R',
    '% here\n 4 0 R',
    '9 0 R',
  ]) {
    const catalog = `<< /Type /Catalog /Pages 2 0 R /OpenAction ${opening} >>`
    const more = ['<< /S /GoTo /D [3 0 R /Fit] >>', packed({ 9: '[3 0 R /Fit]', 10: '<< >>' })]
    expect(await inspect(aPdf({ catalog, more }))).toMatchObject({ extension: 'pdf' })
  }
})

test('text about JavaScript inside a picture or a page is no offence', async () => {
  const page = aStream(
    '/Filter /FlateDecode',
    deflateSync(Buffer.from('BT (/JavaScript /JS) Tj ET')),
  )
  const plain = aStream('', 'BT (see /JavaScript) Tj ET')
  expect(await inspect(aPdf({ more: [page, plain] }))).toMatchObject({ extension: 'pdf' })
})

const act = '<< /S /JavaScript /JS (app.alert(1)) >>'
test.each([
  ['an action', aPdf({ more: [act] }), 'JavaScript'],
  ['a name in escapes', aPdf({ more: ['<< /S /J#61vaScript /J#53 (1) >>'] }), 'JavaScript'],
  ['a packed action', aPdf({ more: [packed({ 5: act })] }), 'JavaScript'],
  [
    'a packed action whose stream says no type',
    aPdf({ more: [packed({ 5: act }, '/Filter /FlateDecode')] }),
    'JavaScript',
  ],
  [
    'a packed action called a picture',
    aPdf({ more: [packed({ 5: act }, '/Subtype /Image /Filter [/Fl]')] }),
    'JavaScript',
  ],
  [
    'an object inside a stream',
    aPdf({ more: [aStream('', `5 0 obj ${act} endobj`)] }),
    'JavaScript',
  ],
  ['an object inside a string', aPdf({ more: [`(5 0 obj ${act} endobj)`] }), 'JavaScript'],
  ['an object inside a comment', aPdf({ more: [`1 % 5 0 obj ${act} endobj\n`] }), 'JavaScript'],
  [
    'a word stream in a string',
    aPdf({ more: [`<< /A (>>stream\n) /B ${act} /C (endstream) >>`] }),
    'JavaScript',
  ],
  ['a bracket that closes nothing', aPdf({ more: [`<< /A ] /B ${act} >>`] }), 'JavaScript'],
  ['after an early end', aPdf({ more: [`<< >> >> ${act}`] }), 'JavaScript'],
  ['launch', aPdf({ more: ['<< /S /Launch /F (cmd.exe) >>'] }), 'Launch'],
  [
    'an attached file',
    aPdf({
      more: ['<< /Type /Filespec /EF << /F 9 0 R >> >>', aStream('/Type /EmbeddedFile', 'MZ')],
    }),
    'EmbeddedFile',
  ],
  ['a form in XML', aPdf({ more: ['<< /XFA [(a) 9 0 R] >>'] }), 'XFA'],
  ['rich media', aPdf({ more: ['<< /Subtype /RichMedia >>'] }), 'RichMedia'],
  [
    'a form that sends',
    aPdf({ more: ['<< /S /SubmitForm /F (http://a.example) >>'] }),
    'SubmitForm',
  ],
  ['another file', aPdf({ more: ['<< /S /GoToR /F (\\\\\\\\evil\\\\share) >>'] }), 'GoToR'],
  ['a page that acts', aPdf({ more: ['<< /AA << /O 9 0 R >> >>'] }), 'AA'],
])('%s is active content', async (_, bytes, found) => {
  expect(await inspect(bytes)).toMatchObject({
    code: 'pdf-active-content',
    with: { found: expect.arrayContaining([found]) },
  })
})

test.each([
  '<< /S /URI /URI (http://a.example) >>',
  '<< /S /Named /N /Print >>',
  '<< /D [3 0 R /Fit] >>',
  '4 0 R',
  '77 0 R',
  '(a name)',
])('a PDF that opens with %s is active content', async (opening) => {
  const catalog = `<< /Type /Catalog /Pages 2 0 R /Open#41ction ${opening} >>`
  const more = ['<< /S /URI /URI (http://a.example) >>']
  expect(await inspect(aPdf({ catalog, more }))).toMatchObject({
    code: 'pdf-active-content',
    with: { found: ['OpenAction'] },
  })
})

test('an encrypted PDF cannot be looked into, and is refused', async () => {
  expect(
    await inspect(aPdf({ trailer: '/Encrypt 4 0 R', more: ['<< /Filter /Standard >>'] })),
  ).toMatchObject({ code: 'pdf-encrypted' })
  const Pdf = createRequire(import.meta.url)('pdfmake/js/PDFDocument.js').default
  const locked = new Pdf({}, {}, {}, {}, { userPassword: 'a', font: null, pdfVersion: '1.7' })
  locked.end()
  expect(await inspect(Buffer.concat(await locked.toArray()))).toMatchObject({
    code: 'pdf-encrypted',
  })
})

test('a PDF that is something else too is refused', async () => {
  const pdf = aPdf()
  const zip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  expect(await inspect(Buffer.concat([pdf, zip]))).toMatchObject({
    code: 'pdf-foreign-content',
    with: { found: 'zip' },
  })
  expect(await inspect(Buffer.concat([pdf, Buffer.from('<script>1</script>')]))).toMatchObject({
    code: 'pdf-foreign-content',
    with: { found: 'after-end' },
  })
  const page = Buffer.from(
    pdf.toString('latin1').replace('\n', '\n%<script>alert(1)</script>\n'),
    'latin1',
  )
  expect(await inspect(page)).toMatchObject({
    code: 'pdf-foreign-content',
    with: { found: 'html' },
  })
  const gif = Buffer.concat([Buffer.from('GIF89a'), pdf])
  expect(await inspect(gif)).toMatchObject({
    code: 'file-type-not-allowed',
    with: { found: 'gif' },
  })
  expect(await inspect(await aPhoto().png().toBuffer())).toMatchObject({
    code: 'file-type-not-allowed',
  })
})

test.each([
  ['only a header', Buffer.from('%PDF-1.4\n')],
  ['no page', Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF')],
  ['cut', aPdf().subarray(0, 150)],
  [
    'packed objects that cannot be unpacked',
    aPdf({ more: [aStream('/Type /ObjStm /First 4 /N 1 /Filter /FlateDecode', 'no deflate')] }),
  ],
  [
    'packed objects packed in an odd way',
    aPdf({ more: [packed({ 5: '1' }, '/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]')] }),
  ],
  [
    'packed objects behind a predictor',
    aPdf({
      more: [
        packed({ 5: '1' }, '/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>'),
      ],
    }),
  ],
])('%s: broken', async (_, bytes) => {
  expect(await inspect(bytes)).toMatchObject({ code: 'pdf-broken' })
})

const inflated = (text: string | Buffer) =>
  aStream('/Type /ObjStm /First 4 /N 1 /Filter /FlateDecode', deflateSync(Buffer.from(text)))
const names = (howMany: number) => Array.from({ length: howMany }, (_, n) => `/a${n}`).join('')

test.each([
  ['a bomb of packed objects', () => aPdf({ more: [inflated(Buffer.alloc(200_000_000))] })],
  ['61 KB that are 63 MB of slashes', () => aPdf({ more: [inflated('/'.repeat(63_000_000))] })],
  ['9 MB of packed objects', () => aPdf({ more: [inflated(names(1_200_000))] })],
  [
    'six times 7 MB of packed objects',
    () => aPdf({ more: Array<Buffer>(6).fill(inflated('/a#41'.repeat(1_400_000))) }),
  ],
  [
    'twenty thousand packs of objects',
    () => aPdf({ more: [`${inflated('4 0 <<>>').toString('latin1')} obj `.repeat(20_000)] }),
  ],
  [
    'comments nobody ends, over one another',
    () => aPdf({ more: ['1 0 obj 1%endobj '.repeat(100_000)] }),
  ],
  ['a million objects', () => aPdf({ more: ['1 0 obj '.repeat(1_000_000)] })],
  ['objects nested without end', () => aPdf({ more: ['1 0 obj << /A [ '.repeat(200_000)] })],
  ['strings without end', () => aPdf({ more: ['1 0 obj ('.repeat(400_000)] })],
])('%s is too complex, and says so soon', async (_, make) => {
  const bytes = make()
  const before = performance.now()
  const { answer, stalled } = await whileWatched(() => inspect(bytes))
  expect(answer).toMatchObject({ code: 'pdf-too-complex' })
  expect(performance.now() - before).toBeLessThan(3_000)
  expect(stalled).toBeLessThan(1_000)
})

test.each([
  ['150,000 objects without a word', 'obj 0 endobj\n'.repeat(150_000)],
  ['three million lists in one another', '['.repeat(3_000_000)],
])('%s are looked through like any', async (_, more) => {
  const { answer, stalled } = await whileWatched(() => inspect(aPdf({ more: [more] })))
  expect('code' in answer ? answer : answer.extension).toBe('pdf')
  expect(stalled).toBeLessThan(1_000)
})

test('what acts is found behind millions of names, and nobody waits for it', async () => {
  const many = names(850_000)
  const last = '/J#61vaScript'
  for (const bytes of [
    aPdf({ more: [inflated(many), inflated(many + last)] }),
    aPdf({ more: [`<< /A [${many}${last}] >>`] }),
  ]) {
    const { answer, stalled } = await whileWatched(() => inspect(bytes))
    expect(answer).toMatchObject({ code: 'pdf-active-content', with: { found: ['JavaScript'] } })
    expect(stalled).toBeLessThan(1_000)
  }
})

test('what a document opens with is looked up once, however often it is named', async () => {
  const catalog = '<< /Type /Catalog /Pages 2 0 R /OpenAction 77 0 R >>'
  const again = Array<string>(18).fill('<< /OpenAction 77 0 R >>')
  const pairs = Array.from({ length: 100_000 }, (_, n) => `${n + 100} 0`).join(' ')
  const bytes = aPdf({ catalog, more: [...again, ...Array<Buffer>(20).fill(inflated(pairs))] })
  const { answer, stalled } = await whileWatched(() => inspect(bytes))
  expect(answer).toMatchObject({ code: 'pdf-active-content', with: { found: ['OpenAction'] } })
  expect(stalled).toBeLessThan(1_000)
})

/** How long, in milliseconds, everybody else had to wait meanwhile at most. */
async function whileWatched<T>(work: () => Promise<T>): Promise<{ answer: T; stalled: number }> {
  let [last, stalled] = [performance.now(), 0]
  const beat = () => {
    stalled = Math.max(stalled, performance.now() - last)
    last = performance.now()
  }
  const watch = setInterval(beat, 5)
  try {
    const answer = await work()
    beat()
    return { answer, stalled }
  } finally {
    clearInterval(watch)
  }
}

test('a scan of 18 MB is kept', async () => {
  const noise = Buffer.alloc(9_000_000)
  for (let i = 0; i < noise.length; i++) noise[i] = (i * 7919 + (i >> 8) * 104729) % 251
  const scan = aStream('/Subtype /Image /Filter /DCTDecode', noise)
  expect(await inspect(aPdf({ more: [scan, scan] }))).toMatchObject({ extension: 'pdf' })
})

test('800 damaged PDFs are kept or refused, and never break anything', async () => {
  const originals = [
    aPdf({ more: [act] }),
    aPdf({ more: [packed({ 5: '<< /Type /Font >>' })] }),
    Buffer.from(await renderPages([aCertificate()], info)),
  ]
  let seed = 3
  const chance = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  const codes = new Set<string>()
  for (let round = 0; round < 800; round++) {
    const bytes = Buffer.from(originals[round % originals.length]!)
    for (let bite = 0; bite <= chance(9); bite++) bytes[chance(bytes.length)] = chance(256)
    const answer = await inspect(bytes)
    codes.add('code' in answer ? answer.code : 'kept')
  }
  expect([...codes]).toEqual(expect.arrayContaining(['kept', 'pdf-active-content', 'pdf-broken']))
}, 60_000)
