import { expect, test } from 'vitest'
import type { OfficeId } from '#core/base'
import { act } from '#services/filings/act'
import { file } from '#services/filings/file'
import { aWorld } from '../support/world.ts'

/** A region where an office may change its name and say whatever else of itself a form fills. */
const renaming = (_pack: string, text: string, path: string): string => {
  if (path === 'forms/superior-change.yaml')
    return text.replace('label: 更换原因', 'label: 新名称\n    fills: name')
  return path === 'chains/superior-change.yaml'
    ? text.replace(/\{do: move-office[^}]*\}[^}]*\}/, '{do: apply-change}')
    : text
}

test('an approved change of name changes the name of the office itself', async () => {
  const region = 'henan'
  const world = await aWorld([region], { edit: renaming })
  try {
    const officeOf = (key: string) =>
      world.db
        .selectFrom('offices')
        .select(['id', 'name', 'attributes'])
        .where('region', '=', region)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
    const before = await officeOf('school')
    const data = {
      relation: 'hrss',
      superior: (await officeOf('city-hrss')).id,
      reason: '新校名（虚构）',
    }
    const admin = await world.as(region, 'school-admin')
    const draft = await file(world, admin, { chain: 'superior-change', data }, 'draft')
    const sent = await act(world, admin, draft.id, { action: 'submit', seen: draft.seq }, 'submit')
    const above = await world.as(region, 'city-admin')
    await act(world, above, sent.id, { action: 'approve', seen: sent.seq }, 'approve')
    expect(await officeOf('school')).toEqual({ ...before, name: '新校名（虚构）' })
    const org = await world.orgs.view(region)
    expect(org.office(before.id as OfficeId)?.name).toBe('新校名（虚构）')
  } finally {
    await world.close()
  }
})
