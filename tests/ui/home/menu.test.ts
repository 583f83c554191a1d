import { describe, expect, test } from 'vitest'
import { currentOf, groupsOf, linkOf, listOf, tabsOf } from '../../../portal-ui/composables/menu.ts'
import { newFilings } from '../../../portal-ui/composables/new-filings.ts'
import { maybeT, t, useTerms } from '../../../portal-ui/texts/index.ts'
import { chain, portal } from '../support/views.ts'

describe('the menu of the pack', () => {
  test.each([
    [{ page: 'file', chain: 'declaration' }, { path: '/apply/declaration' }],
    [
      { page: 'inbox', list: 'review' },
      { path: '/inbox', query: { list: 'review' } },
    ],
    [
      { page: 'filings', chain: 'declaration', list: 'mine' },
      { path: '/filings', query: { list: 'mine', chain: 'declaration' } },
    ],
    [{ page: 'home' }, { path: '/home', query: {} }],
  ])('%o leads to %o', (item, link) => {
    expect(linkOf(item)).toEqual(link)
  })
  test('one entry is current: that of the list, else the first of the page', () => {
    const menu = [
      { title: '', page: 'filings', list: 'mine' },
      { title: '', page: 'filings', list: 'other' },
      { title: '', page: 'file', chain: 'declaration' },
    ]
    expect(currentOf(menu, { path: '/filings', query: { list: 'other' } })).toBe(menu[1])
    expect(currentOf(menu, { path: '/filings/f1', query: {} })).toBe(menu[0])
    expect(currentOf(menu, { path: '/apply/declaration/f1', query: {} })).toBe(menu[2])
    expect(currentOf(menu, { path: '/home', query: {} })).toBeUndefined()
  })
  test('a phone gets four entries, one of each page, in the order of the menu', () => {
    const pages = [
      'home',
      'unit',
      'filings',
      'file',
      'filings',
      'standing',
      'certificates',
      'profile',
    ]
    expect(
      tabsOf(
        pages.map((page, at) => ({ title: String(at), page })),
        [],
      ).map((it) => it.page),
    ).toEqual(['home', 'filings', 'file', 'standing'])
  })

  const claimed = [{ of: 'filing.claimed', title: '申报学时' }]
  const lists = [
    { id: 'registrations', chains: ['registration'], columns: [] },
    { id: 'approvals', chains: ['declaration'], columns: claimed },
  ]
  const officers = [
    { title: '首页', page: 'home' },
    { title: '基本信息', page: 'unit' },
    { title: '更换上级', page: 'file', chain: 'superior-change' },
    { title: '审核注册', page: 'inbox', list: 'registrations', count: 0 },
    { title: '人员调入', page: 'inbox', list: 'transfers', count: 0 },
    { title: '代报学时', page: 'file', chain: 'declaration' },
    { title: '学时审批', page: 'inbox', list: 'approvals', count: 0 },
    { title: '已审核', page: 'results', list: 'approved' },
    { title: '学时审验', page: 'verification', list: 'verification', count: 0 },
    { title: '人员查询', page: 'people', list: 'people' },
  ]
  const titles = (menu: readonly { title: string }[]) => menu.map((it) => it.title)
  test('a reviewer’s phone has the desk of hours, however long the menu', () => {
    expect(titles(tabsOf(officers, lists))).toEqual(['首页', '学时审批', '已审核', '学时审验'])
  })
  test('another desk comes beside it while something waits there', () => {
    const busy = officers.map((it) => (it.list === 'transfers' ? { ...it, count: 3 } : it))
    expect(titles(tabsOf(busy, lists))).toEqual(['首页', '人员调入', '学时审批', '学时审验'])
  })
  test('whoever files finds the form for hours under the thumb, not the first in the menu', () => {
    const menu = officers.filter((it) => ['home', 'file'].includes(it.page))
    expect(titles(tabsOf(menu, lists))).toEqual(['首页', '代报学时'])
  })
  test('a long menu is in groups, each in the pack’s order; a short one stays as it is', () => {
    expect(groupsOf(officers).map((it) => [it.id, titles(it.items)])).toEqual([
      ['start', ['首页']],
      ['desk', ['审核注册', '人员调入', '学时审批', '学时审验']],
      ['file', ['更换上级', '代报学时']],
      ['find', ['已审核', '人员查询']],
      ['own', ['基本信息']],
    ])
    expect(groupsOf(officers.slice(0, 8))).toEqual([{ id: 'all', items: officers.slice(0, 8) }])
  })
})

test('sentences take the region’s words, and fall back to the shell’s', () => {
  useTerms({ filing: '登记', 'id-number': '证件号码' })
  expect(t('home.waitingNone')).toBe('没有正在审核的登记')
  expect(t('login.idNumber')).toBe('证件号码')
  useTerms(undefined)
  expect(t('home.waitingNone')).toBe('没有正在审核的申报')
  expect(maybeT('issues.no-such-code')).toBeUndefined()
})

describe('what can be filed anew from a list', () => {
  const late = { ...chain, id: 'late', mayFile: false, whyNot: '只在年末年初开放' }
  const supplement = { ...chain, id: 'supplement', refers: { chain: 'declaration', states: [] } }
  const view = {
    ...portal,
    chains: [chain, late, supplement],
    menu: ['declaration', 'late', 'supplement'].map((it) => ({
      title: it,
      page: 'filings',
      chain: it,
    })),
  }
  test('what is open, and no supplement: it starts from a filing', () => {
    expect(newFilings(view, undefined)).toEqual({ chains: [chain], whyNot: undefined })
    expect(newFilings(view, ['supplement'])).toEqual({ chains: [], whyNot: undefined })
  })
  test('where nothing is open now, why', () => {
    expect(newFilings(view, ['late'])).toEqual({ chains: [], whyNot: '只在年末年初开放' })
  })
  test('what no menu offers is not offered here', () => {
    expect(newFilings({ ...view, menu: [] }, undefined).chains).toEqual([])
  })
})

describe('where all of one’s filings in a state are listed', () => {
  const list = { of: 'filings', columns: [], filters: [], tabs: [] } as const
  const claimed = [{ of: 'filing.claimed', title: '申报学时' }]
  const tabs = [
    { id: '0', title: '全部', states: ['draft', 'review'] },
    { id: '1', title: '待初审', states: ['review'] },
  ]
  const view = {
    ...portal,
    menu: ['changes', 'mine'].map((it) => ({ title: it, page: 'filings', list: it })),
    lists: [
      { ...list, id: 'changes', title: '变更', chains: ['change'] },
      { ...list, id: 'mine', title: '登记', chains: ['declaration'], columns: claimed, tabs },
    ],
  }
  test('at the tab that holds nothing else, by the states of the chain', () => {
    expect(listOf(view, 'waiting')).toEqual({ path: '/filings', query: { list: 'mine', tab: '1' } })
  })
  test('at the list’s first tab where none is of that state alone; nowhere without a list', () => {
    expect(listOf(view, 'draft')).toEqual({ path: '/filings', query: { list: 'mine' } })
    expect(listOf({ ...view, menu: [] }, 'draft')).toBeUndefined()
  })
})
