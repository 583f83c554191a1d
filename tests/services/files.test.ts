import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileFor } from '#services/files/read'
import { uploadFile, uploadUnknown } from '#services/files/upload'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { viewFiling } from '#services/filings/view'
import { sentenceOf } from '#services/sentences'
import type { Viewer } from '#services/viewer'
import { aPdf, aPhonePhoto, aPhoto } from '../documents/files.ts'
import { eachDatabase } from '../support/database.ts'
import { codeOf, newKey, refusal } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const other = 'weihai'
const address = '198.51.100.7'

describe.each(eachDatabase().slice(0, 1))('files on $name', (server) => {
  let world: TestWorld
  let li: Viewer
  let photo: Buffer
  beforeAll(async () => {
    world = await aWorld([region, other], { server })
    li = await world.as(region, 'li')
    photo = await aPhonePhoto()
  })
  afterAll(() => world.close())

  const upload = (bytes: Uint8Array, name: string, by = li, key = newKey(), field = 'evidence') =>
    uploadFile(world, by, { bytes, name, chain: 'declaration', field }, key)
  const evidence = () => {
    const form = li.pack.forms[li.pack.chains['declaration']!.form]!
    return form.means.evidence ?? form.fields.find((it) => it.kind === 'attachments')!.id
  }

  test('a photograph is kept without its place and camera, under its own name', async () => {
    const it = await upload(photo, '培训证书.jpg', li, newKey(), evidence())
    expect(it).toMatchObject({
      name: '培训证书.jpg',
      mime: 'image/jpeg',
      url: `/api/files/${it.file}`,
    })
    const { bytes, record } = await readFileFor(world, li, it.file)
    expect(Buffer.from(bytes).includes('SECRETPHONE')).toBe(false)
    expect(record.bytes).toBe(bytes.length)
  })

  test('the same request again answers the same file', async () => {
    const key = newKey()
    const a = await upload(photo, 'a.jpg', li, key, evidence())
    expect(await upload(photo, 'a.jpg', li, key, evidence())).toEqual(a)
    expect(await codeOf(upload(photo, 'b.jpg', li, key, evidence()))).toBe('key-used-otherwise')
  })

  test('a name without an ending gets one, a path is no part of it', async () => {
    expect((await upload(photo, '../../etc/image', li, newKey(), evidence())).name).toBe(
      'image.jpg',
    )
  })

  test('a picture is not called a program, whatever it was sent as', async () => {
    for (const name of ['report.exe', 'page.html', 'a\u202egnp.scr'])
      expect((await upload(photo, name, li, newKey(), evidence())).name).toMatch(/\.jpg$/)
    expect((await upload(photo, '证书.JPEG', li, newKey(), evidence())).name).toBe('证书.JPEG')
  })

  test.each([
    [
      'a script called .jpg',
      'file-not-what-it-says',
      'x.jpg',
      async () => Buffer.from('<script>alert(1)</script>'),
    ],
    ['nothing at all', 'file-empty', 'x.jpg', async () => Buffer.alloc(0)],
    ['a PDF called .jpg', 'file-type-not-allowed', 'x.jpg', async () => aPdf()],
    [
      'a picture broken in the middle',
      'image-broken',
      'x.jpg',
      async () => (await aPhoto(400, 400).jpeg().toBuffer()).subarray(0, 900),
    ],
    [
      '40 MB',
      'file-too-large',
      'x.jpg',
      async () => Buffer.concat([await aPhonePhoto(), Buffer.alloc(40_000_000)]),
    ],
  ])('%s is refused: %s, with what the field takes', async (_, code, name, bytes) => {
    const refused = await refusal(upload(await bytes(), name, li, newKey(), evidence()))
    const [first] = refused.issues
    if (code === 'file-type-not-allowed')
      expect(['file-type-not-allowed', 'file-not-what-it-says']).toContain(first?.code)
    else expect(first?.code).toBe(code)
    expect(first).toMatchObject({ at: [evidence()], with: { name } })
    expect(first?.with?.['label']).toBeTruthy()
  })

  test('a field the form has not, or that takes no files, is refused', async () => {
    expect(await codeOf(upload(photo, 'a.jpg', li, newKey(), 'nowhere'))).toBe('file-field')
    expect(await codeOf(upload(photo, 'a.jpg', li, newKey(), 'content'))).toBe('file-field')
  })

  test('before a filing names it only its uploader sees it; then whoever may see the filing', async () => {
    const it = await upload(photo, 'a.jpg', li, newKey(), evidence())
    const [huang, chief] = [await world.as(region, 'huang'), await world.as(region, 'chief')]
    const stranger = await world.as(region, 'kindergarten-admin')
    for (const viewer of [huang, chief, stranger])
      expect(await codeOf(readFileFor(world, viewer, it.file))).toBe('not-found')

    const data = {
      kind: 'training-class',
      content: '培训',
      start: '2026-01-05T00:00',
      end: '2026-01-06T00:00',
      claimed: 8,
      year: 2026,
      promise: true,
      [evidence()]: [{ file: it.file, name: it.name }],
    }
    const draft = await file(world, li, { chain: 'declaration', data }, newKey())
    expect(await codeOf(readFileFor(world, chief, it.file))).toBe('not-found')
    await act(
      world,
      li,
      draft.id,
      { action: 'submit', seen: draft.seq, route: { id: 'own-unit' } },
      newKey(),
    )
    const { record } = await readFileFor(world, chief, it.file)
    expect(record.id).toBe(it.file)
    const { shown } = await viewFiling(world, chief, draft.id)
    // The reviewer sees since when it is here, and can tell two pictures apart.
    expect(shown.flatMap((one) => one.files ?? [])).toEqual([
      expect.objectContaining({ uploaded: world.clock(), hash: record.hash.slice(0, 12) }),
    ])
    for (const viewer of [huang, stranger])
      expect(await codeOf(readFileFor(world, viewer, it.file))).toBe('not-found')
    const elsewhere = await world.as(other, 'zhang')
    expect(await codeOf(readFileFor(world, elsewhere, it.file))).toBe('not-found')
  })

  test('somebody else’s file cannot be named in a filing', async () => {
    const it = await upload(photo, 'a.jpg', await world.as(region, 'huang'), newKey(), evidence())
    const data = {
      kind: 'training-class',
      content: '盗用',
      start: '2026-01-12T00:00',
      end: '2026-01-13T00:00',
      claimed: 8,
      year: 2026,
      promise: true,
      [evidence()]: [{ file: it.file, name: it.name }],
    }
    const refused = await refusal(file(world, li, { chain: 'declaration', data }, newKey()))
    expect(refused.issues).toEqual([
      {
        code: 'no-such-file',
        at: [evidence(), 0],
        with: { label: expect.any(String), name: 'a.jpg' },
      },
    ])
    const says = sentenceOf(li.pack.texts, refused.issues[0]!)
    expect(says).toContain(String(refused.issues[0]!.with?.['label']))
    expect(says).toContain('重新上传')

    const { [evidence()]: _, ...rest } = data
    const draft = await file(world, li, { chain: 'declaration', data: rest }, newKey())
    const body = { action: 'save', seen: draft.seq, data }
    const later = await refusal(act(world, li, draft.id, body, newKey()))
    expect(later.issues).toEqual(refused.issues)
  })

  test('without an account files go to registrations only, a few from one address', async () => {
    const put = (chain = 'registration', from = address) =>
      uploadUnknown(world, { region: other, address: from }, async () => ({
        bytes: photo,
        name: 'a.jpg',
        chain,
        field: 'title-scan',
      }))
    expect(await codeOf(put('declaration', '198.51.100.9'))).toBe('not-signed-in')
    const it = await put()
    expect(it.file).toMatch(/^[0-9a-f-]{36}$/)
    expect(await codeOf(readFileFor(world, await world.as(other, 'zhang'), it.file))).toBe(
      'not-found',
    )
    for (let n = 0; n < 19; n += 1) await put()
    expect(await codeOf(put())).toBe('too-many-tries')
    // Refused before a byte of it is looked at.
    const unread = uploadUnknown(world, { region: other, address }, () => Promise.reject(Error()))
    expect(await codeOf(unread)).toBe('too-many-tries')
    expect((await put('registration', '198.51.100.8')).mime).toBe('image/jpeg')
  })
})
