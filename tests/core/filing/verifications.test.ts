import { describe, expect, test } from 'vitest'
import { openActions } from '../../../engine/core/filing/index.ts'
import type { VerificationDefinition, Who } from '../../../engine/core/workflow/index.ts'
import { Filing, li } from '../../support/one-filing.ts'
import { tinyOrg, type TinyParts } from '../../support/tiny-pack.ts'
import { worldOf } from '../../support/tiny-world.ts'

/** Bureaus verify, too. */
const parts: TinyParts = {
  org: {
    ...tinyOrg,
    roles: tinyOrg.roles.map((it) =>
      it.id === 'admin' ? { ...it, may: [...it.may, 'verify'] } : it,
    ),
  },
}
const verification = (
  id: string,
  who: Who,
  pass?: VerificationDefinition['pass'],
): VerificationDefinition => ({
  id,
  title: id,
  who,
  ...(pass !== undefined && { pass }),
  fail: { label: `${id}不通过`, state: `${id}-revoked`, effects: [{ do: 'revoke-credits' }] },
})
const bureau: Who = { superior: 'upper' }
const hrss: Who = { nearest: 'hrss' }

function approved(...after: VerificationDefinition[]): Filing {
  const chain = { after, delete: [], resubmit: { from: ['revoked'] } } as const
  const it = new Filing(chain, {}, li, parts).submitted()
  it.do('approve', it.post('unit-admin'))
  it.do('approve', it.post('hrss-chief'))
  return it
}
const open = (it: Filing, post: string) =>
  openActions(it.pack, it.state, it.post(post), worldOf(it.pack)).map((one) => one.action)

describe('two verifications', () => {
  test.each([
    ['one word for both', undefined],
    ['a word each', { state: 'checked', label: '已复查' }],
  ])('are each done once, and the other may still fail it: %s', (_, pass) => {
    const it = approved(verification('first', bureau), verification('second', hrss, pass))
    expect(it.held).toEqual(['bureau', 'hrss'])
    it.do('verify', it.post('bureau-admin'))
    expect([it.state.state, it.held, open(it, 'bureau-admin')]).toEqual(['verified', ['hrss'], []])
    expect(it.refusal('verify', it.post('bureau-admin'))).toMatchObject({ code: 'not-your-turn' })
    expect(open(it, 'hrss-chief')).toEqual(['verify', 'reject-verification'])
    expect(it.refusal('reject-verification', it.post('hrss-chief'), { opinion: '不实' })).toBe(
      'allowed',
    )
    it.do('verify', it.post('hrss-chief'))
    expect([it.state.state, it.held]).toEqual([pass?.state ?? 'verified', []])
    expect([open(it, 'bureau-admin'), open(it, 'hrss-chief')]).toEqual([[], []])
  })
  test('at one office are done one after the other, and never again', () => {
    const it = approved(
      verification('first', hrss, { state: 'a' }),
      verification('second', hrss, { state: 'b' }),
      verification('third', hrss, { state: 'c' }),
    )
    const chief = it.post('hrss-chief')
    const seen = ['a', 'b', 'c'].map(() => {
      const held = it.held
      return [held, it.do('verify', chief).entry.to]
    })
    expect(seen).toEqual(['a', 'b', 'c'].map((state) => [['hrss'], state]))
    expect([it.held, open(it, 'hrss-chief')]).toEqual([[], []])
  })
  test('one that cannot pass it may fail it whatever the other says', () => {
    const it = approved(verification('first', bureau), verification('second', hrss, false))
    it.do('verify', it.post('bureau-admin'))
    expect([it.held, open(it, 'hrss-chief')]).toEqual([['hrss'], ['reject-verification']])
  })
  test('are both due again once it is approved anew', () => {
    const it = approved(verification('first', bureau), verification('second', hrss))
    it.do('verify', it.post('bureau-admin'))
    it.do('reject-verification', it.post('hrss-chief'), { opinion: '不实' })
    it.submitted()
    it.do('approve', it.post('unit-admin'))
    it.do('approve', it.post('hrss-chief'))
    expect([it.held, open(it, 'bureau-admin')]).toEqual([
      ['bureau', 'hrss'],
      ['verify', 'reject-verification'],
    ])
  })
})
