import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileFor } from '#services/files/read'
import { uploadFile } from '#services/files/upload'
import { act } from '#services/filings/act'
import { actBatch } from '#services/filings/batch'
import { file } from '#services/filings/file'
import { viewFiling } from '#services/filings/view'
import { aPhonePhoto } from '../documents/files.ts'
import { codeOf, newKey } from '../support/refusal.ts'
import { aWorld, type TestWorld } from '../support/world.ts'

const region = 'henan'

describe('a post that may only see packs', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await aWorld([region])
  })
  afterAll(() => world.close())

  /** What its own office has at hand is nothing to it: filings, scans, not even that they are there. */
  const seesNothingOf = async (id: string, scan?: string) => {
    const own = await world.as(region, 'pack-admin')
    expect(await codeOf(viewFiling(world, own, id))).toBe('no-such-filing')
    if (scan !== undefined) expect(await codeOf(readFileFor(world, own, scan))).toBe('not-found')
    const body = { action: 'approve', seen: 1 }
    expect(await codeOf(act(world, own, id, body, newKey()))).toBe('no-such-filing')
    const batch = { action: 'approve', items: [{ id, seen: 1 }] }
    const { items } = await actBatch(world, own, batch, newKey())
    expect(items).toMatchObject([{ id, outcome: 'not-found' }])
  }

  test('sees no filing at a desk of its office, and none its office has decided', async () => {
    const [edu, city] = [await world.as(region, 'edu-admin'), await world.as(region, 'city-admin')]
    const office = await world.db
      .selectFrom('offices')
      .select('id')
      .where('region', '=', region)
      .where('key', '=', 'hualong-hrss')
      .executeTakeFirstOrThrow()
    const upload = { name: '函.jpg', chain: 'superior-change', field: 'evidence' }
    const bytes = await aPhonePhoto()
    const scan = await uploadFile(world, edu, { ...upload, bytes }, newKey())
    const data = {
      relation: 'hrss',
      superior: office.id,
      reason: '管理权限调整',
      evidence: [{ file: scan.file, name: scan.name }],
    }
    const draft = await file(world, edu, { chain: 'superior-change', data }, newKey())
    const sent = await act(world, edu, draft.id, { action: 'submit', seen: draft.seq }, newKey())
    expect((await viewFiling(world, city, sent.id)).actions).not.toEqual([])
    await seesNothingOf(sent.id, scan.file)

    await act(world, city, sent.id, { action: 'approve', seen: sent.seq }, newKey())
    await seesNothingOf(sent.id, scan.file)
  })

  test('sees none its office has filed; a colleague who verifies does', async () => {
    const city = await world.as(region, 'city-admin')
    const { person } = await world.as(region, 'zhang')
    const body = { chain: 'declaration', applicant: person!.id, data: { year: 2026 } }
    const draft = await file(world, city, body, newKey())
    expect((await viewFiling(world, city, draft.id)).id).toBe(draft.id)
    await seesNothingOf(draft.id)
    const verifier = await world.as(region, 'city-verifier')
    expect((await viewFiling(world, verifier, draft.id)).id).toBe(draft.id)
  })
})
