import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasErrors, type PackFile, packHash, resolve } from '#core/pack'
import { issueCertificate } from '#services/certificates/issue'
import { certificatePdf } from '#services/certificates/read'
import { doctor } from '#services/doctor/doctor'
import { publishPack } from '#services/packs/publish'
import { packShelf } from '#services/packs/shelf'
import { readPackFiles } from '#storage/pack-files'
import { eachDatabase } from '../support/database.ts'
import { newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'guangxi'
const emblem = 'assets/emblem.png'
const box = `    - {id: emblem, kind: image, x: 20, y: 20, w: 12, h: 12, file: ${emblem}}\n`

/** The region's pack with a picture on its certificate. */
async function withEmblem(color: string): Promise<readonly PackFile[]> {
  const picture = { width: 40, height: 40, channels: 3 as const, background: color }
  const data = (await sharp({ create: picture }).png().toBuffer()).toString('base64')
  const files = readPackFiles(`config/${region}`).map((it) =>
    it.path === 'certificates/annual.yaml'
      ? { ...it, text: it.text.replace(/^ {2}boxes:\n/m, (line) => `${line}${box}`) }
      : it,
  )
  return [...files, { layer: region, path: emblem, text: '', data }]
}
const pictures = (pdf: Uint8Array) =>
  Buffer.from(pdf).toString('latin1').split('/Subtype /Image').length - 1

describe.each(eachDatabase().slice(0, 1))('a picture on a certificate, on $name', (server) => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([region], { server })
  })
  afterAll(() => world.close())

  test('travels with the published pack, and is drawn from there', async () => {
    const { resolved, issues } = resolve(await withEmblem('#c8102e'))
    expect(hasErrors(issues)).toBe(false)
    const li = await world.as(region, 'li')
    const print = async () => {
      const viewer = await world.as(region, 'li')
      const asked = { certificate: 'annual', year: 2025 }
      const { id } = await issueCertificate(world, viewer, asked, newKey())
      return (await certificatePdf(world, viewer, id)).bytes
    }
    const before = pictures(await print())
    await publishPack(world, resolved, { by: 'test', note: 'emblem', position: 0 })
    // As after a restart: the pack comes back to life from what is stored.
    Object.assign(world, { packs: packShelf(world.db) })
    await world.db
      .updateTable('people')
      .set({ name: '李改名' })
      .where('id', '=', li.person!.id)
      .execute()
    expect(pictures(await print())).toBe(before + 1)
    expect((await doctor(world)).differences).toEqual([])
  })

  test('another picture is another pack; a picture nobody shows is none', async () => {
    const [red, blue] = await Promise.all([withEmblem('#ff0000'), withEmblem('#0000ff')])
    const hashOf = (files: readonly PackFile[]) => packHash(resolve(files).resolved)
    expect(hashOf(red)).not.toBe(hashOf(blue))
    const plain = readPackFiles(`config/${region}`)
    expect(hashOf([...plain, red.at(-1)!])).toBe(hashOf(plain))
  })
})
