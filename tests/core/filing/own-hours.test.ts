import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../engine/core/base/index.ts'
import { blank, openActions } from '../../../engine/core/filing/index.ts'
import type { StepDefinition } from '../../../engine/core/workflow/index.ts'
import { Filing, finalStep, unitStep } from '../../support/one-filing.ts'
import { headOf, worldOf } from '../../support/tiny-world.ts'

/** Filed by the bureau about Wang, who is the unit's own reviewer. */
function aboutWang(self?: StepDefinition['self'], without: readonly string[] = []): Filing {
  const steps = [
    { ...unitStep, ...(self && { self }) },
    { ...finalStep, return: { to: ['filer'] } },
  ]
  const it = new Filing({ steps })
  it.state = blank(it.pack, headOf(it.post('bureau-admin'), { person: 'wang' as PersonId }))
  return it.submitted({ person: 'wang', without })
}

describe('who it is about, whoever filed it for them', () => {
  test('does not decide their own hours', () => {
    const it = aboutWang()
    const wang = it.post('unit-admin')
    expect(it.refusal('approve', wang, {}, { person: 'wang' })).toMatchObject({
      code: 'self-review',
      with: { name: 'wang' },
    })
    expect(
      openActions(it.pack, it.state, wang, worldOf(it.pack, { person: 'wang' })).find(
        (one) => one.action === 'approve',
      ),
    ).toMatchObject({ blocked: { code: 'self-review' } })
    expect(it.state.stuck).toBe(true)
  })
  test('does so where the step allows it, and where it goes up it passes them by', () => {
    const allowed = aboutWang('allow')
    expect(allowed.refusal('approve', allowed.post('unit-admin'), {}, { person: 'wang' })).toBe(
      'allowed',
    )
    const up = aboutWang('up')
    // The bureau has only the filer, who does not decide it either.
    expect([up.held, up.state.stuck]).toEqual([['hrss'], false])
  })
})
