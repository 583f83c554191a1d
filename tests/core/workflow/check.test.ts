import { expect, test } from 'vitest'
import {
  checkChain,
  conditionsOf,
  type ChainDefinition,
  type StepDefinition,
} from '../../../engine/core/workflow/index.ts'
import { tinyChain } from '../../support/tiny-pack.ts'

const [unit, final] = tinyChain.steps as [StepDefinition, StepDefinition]
const faults = (change: Partial<ChainDefinition>) =>
  checkChain({ ...tinyChain, ...change }).map((it) => `${it.path.join('.')} ${it.code}`)

test('a sound chain has no faults', () => {
  expect(faults({})).toEqual([])
})

const failing = { label: '不通过', effects: [{ do: 'revoke-credits' as const }] }
const { waiting: _, ...withoutWaiting } = tinyChain.labels

test.each<[string, Partial<ChainDefinition>, readonly string[]]>([
  [
    'two steps of one name',
    { steps: [unit, { ...final, id: 'unit', return: { to: ['filer'] } }] },
    ['steps.1.id duplicate-step'],
  ],
  [
    'a step called like a state',
    { steps: [unit, { ...final, id: 'approved', return: { to: ['filer'] } }] },
    ['steps.1.id reserved-state'],
  ],
  [
    'returning to a later step',
    { steps: [{ ...unit, return: { to: ['final'] } }, final] },
    ['steps.0.return.to.0 return-to-later'],
  ],
  [
    'returning to a step nobody knows',
    { steps: [{ ...unit, return: { to: ['bureau'] } }, final] },
    ['steps.0.return.to.0 return-nowhere'],
  ],
  [
    'returning without saying where',
    { steps: [{ ...unit, return: undefined as never }, final] },
    ['steps.0.may action-without-part'],
  ],
  [
    'words for an action that may not be taken',
    { steps: [{ ...unit, may: ['approve', 'return'], refuse: { opinion: 'required' } }, final] },
    ['steps.0.refuse part-without-action'],
  ],
  [
    'a step behind one that lets nothing on',
    {
      steps: [
        { ...unit, may: ['refuse'], skip: undefined as never, return: undefined as never },
        final,
      ],
    },
    [
      'steps.1 step-unreachable',
      'delete.1.while.0 no-such-state',
      'labels.returned label-of-no-state',
      'labels.approved label-of-no-state',
    ],
  ],
  [
    'a last step that never ends',
    { steps: [unit, { ...final, may: ['refuse', 'return'] }], delete: [] },
    [
      'steps.1.may no-way-out',
      'labels.approved label-of-no-state',
      'labels.deleted label-of-no-state',
    ],
  ],
  [
    'a way behind one that is always taken',
    {
      steps: [
        {
          ...unit,
          who: {
            route: [{ who: { office: 'subject-unit' } }, { when: 'x', who: { nearest: 'hrss' } }],
          },
        },
        final,
      ],
    },
    ['steps.0.who.route.0 route-unreachable'],
  ],
  [
    'a climb inside an any-of',
    { steps: [{ ...unit, who: { any: [{ climb: 'any', until: 'hrss' }] } }, final] },
    ['steps.0.who.any.0 climb-inside'],
  ],
  ['hours that count at no step', { credits: { at: 'bureau' } }, ['credits.at credits-at-no-step']],
  [
    'hours edited where none are credited',
    { credits: undefined as never },
    ['steps.0.edits edits-nothing'],
  ],
  [
    'taking back from a state that does not wait',
    { withdraw: { while: ['approved'], to: 'draft' } },
    ['withdraw.while.0 no-such-state'],
  ],
  [
    'deleting in a state nobody knows',
    { delete: [{ by: 'filer', while: ['gone'] }] },
    ['delete.0.while.0 no-such-state'],
  ],
  [
    'taking up again what is never refused',
    {
      steps: [{ ...unit, may: ['approve'], return: undefined as never }],
      resubmit: { from: ['refused'] },
    },
    [
      'resubmit.from.0 no-such-state',
      'labels.returned label-of-no-state',
      'labels.refused label-of-no-state',
    ],
  ],
  [
    'a word for no state',
    { labels: { ...tinyChain.labels, verified: '已审验' } },
    ['labels.verified label-of-no-state'],
  ],
  [
    'two verifications that pass into one state, and one whose failure does nothing',
    {
      labels: { ...tinyChain.labels, verified: '已审验' },
      after: [
        { id: 'a', title: 'a', who: { nearest: 'hrss' }, fail: { ...failing, state: 'no' } },
        {
          id: 'b',
          title: 'b',
          who: { superior: 'any' },
          fail: { ...failing, state: 'no', effects: [] },
        },
      ],
    },
    ['after.1.fail.effects failure-without-effect', 'after.1.pass.state pass-state-twice'],
  ],
  ['a state without a word', { labels: withoutWaiting }, ['labels missing-label']],
])('checking finds %s', (_name, change, expected) => {
  expect(faults(change)).toEqual(expected)
})

test('every condition a chain names is listed with its place', () => {
  const chain: ChainDefinition = {
    ...tinyChain,
    needs: ['a'],
    submit: { needs: ['b'] },
    permit: { needed: { when: 'c' } },
    steps: [
      {
        ...unit,
        who: { route: [{ when: 'd', who: { nearest: 'hrss' } }] },
        skip: { when: ['review-closed', 'e'] },
        approve: { needs: ['f'] },
        auto: { when: 'g' },
      },
    ],
  }
  expect(conditionsOf(chain).map((it) => `${it.path.join('.')} ${it.name}`)).toEqual([
    'needs.0 a',
    'submit.needs.0 b',
    'permit.needed.when c',
    'steps.0.who.route.0.when d',
    'steps.0.approve.needs.0 f',
    'steps.0.skip.when e',
    'steps.0.auto.when g',
  ])
})
