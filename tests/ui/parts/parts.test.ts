import { type DOMWrapper, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import {
  DataTable,
  ErrorSummary,
  EvidenceViewer,
  type Filter,
  FilterBar,
  HintList,
  OpinionDialog,
  RouteView,
  TimelineView,
  YearBars,
} from '#portal/parts'

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
})
const global = { plugins: [router] }
type DOMSelect = DOMWrapper<HTMLSelectElement>
let unmount: (() => void) | undefined
afterEach(() => {
  unmount?.()
  document.body.innerHTML = ''
})
const draw = ((component: never, options: object) => {
  const wrapper = mount(component, { global, attachTo: document.body, ...options } as never)
  unmount = () => wrapper.unmount()
  return wrapper
}) as unknown as typeof mount

const columns = [
  { of: 'filing.title', title: '认定内容' },
  { of: 'filing.year', title: '年度' },
  { of: 'filing.state', title: '审核状态' },
]
const rows = [
  {
    id: 'a',
    cells: { 'filing.title': '甲班', 'filing.year': '2026' },
    stateType: 'draft',
    label: '待提交',
  },
  { id: 'b', cells: { 'filing.title': '乙班' }, stateType: 'approved', label: '通过认定' },
]

describe('a list', () => {
  test('has a caption, names for its boxes, and never an empty cell', () => {
    const table = draw(DataTable, {
      props: {
        caption: '培训登记，共 2 条',
        columns,
        rows,
        selectable: true,
        link: (row: { id: string }) => `/filings/${row.id}`,
      },
    })
    expect(table.find('caption').text()).toBe('培训登记，共 2 条')
    expect(table.findAll('tbody input').map((it) => it.attributes('aria-label'))).toEqual([
      '选择：甲班',
      '选择：乙班',
    ])
    expect(table.findAll('tbody tr')[1]!.text()).toContain('—')
    expect(table.find('tbody a').attributes('href')).toBe('/filings/a')
  })
  test('says what each row is about, also where the pack has no column for it', () => {
    const table = draw(DataTable, {
      props: {
        caption: '',
        columns: [
          { of: 'person.name', title: '姓名' },
          { of: 'filing.kind', title: '学习形式' },
        ],
        rows: [
          {
            id: 'a',
            cells: {
              'person.name': '张三',
              'filing.kind': '发表论文',
              'filing.title': '海洋牧场建设研究',
            },
          },
        ],
      },
    })
    expect(table.findAll('tbody td')[0]!.text()).toBe('张三海洋牧场建设研究')
  })
  test('is sorted by pressing a heading, and turned round by pressing it again', async () => {
    const table = draw(DataTable, {
      props: {
        caption: '',
        columns,
        rows,
        sorts: [{ of: 'filing.year', title: '年度' }],
        sort: '-filing.since',
        'onUpdate:sort': (sort: string) => table.setProps({ sort }),
      },
    })
    const heading = () => table.findAll('th')[1]!
    expect(table.findAll('th button')).toHaveLength(1)
    expect(heading().attributes('aria-sort')).toBe('none')
    await heading().find('button').trigger('click')
    expect(heading().attributes('aria-sort')).toBe('descending')
    await heading().find('button').trigger('click')
    expect(heading().attributes('aria-sort')).toBe('ascending')
    expect(table.emitted('update:sort')).toEqual([['-filing.year'], ['filing.year']])
  })
  test('selects all of the page but what cannot be chosen', async () => {
    const table = draw(DataTable, {
      props: {
        caption: '',
        columns,
        rows,
        selectable: true,
        blocked: (row: { id: string }) => row.id === 'b',
      },
    })
    await table.find('thead input').setValue(true)
    expect(table.emitted('update:selected')?.[0]).toEqual([['a']])
  })
})

test('an error summary takes the focus and leads to the field', async () => {
  document.body.innerHTML = '<div id="field-year"><input id="input-year"></div>'
  const summary = draw(ErrorSummary, {
    props: { items: [{ target: 'field-year', says: '请填写计入年度' }] },
  })
  await nextTick()
  expect(document.activeElement).toBe(summary.find('[role=alert]').element)
  await summary.find('a').trigger('click')
  expect(document.activeElement?.id).toBe('input-year')
})

describe('the evidence viewer', () => {
  const files = [
    { file: '1', name: '证书.jpg', mime: 'image/jpeg', url: '/1' },
    { file: '2', name: '通知.pdf', mime: 'application/pdf', url: '/2' },
  ]
  test('says when a file came, and by what two can be told apart', () => {
    const kept = { ...files[0]!, uploaded: '2026-05-04T01:30:00.000Z', hash: '3f2a9c1b44d0' }
    const viewer = draw(EvidenceViewer, { props: { files: [kept], at: 0 } })
    expect(viewer.text()).toContain('2026年5月4日 09:30 上传，校验码 3f2a9c1b44d0')
  })
  test('turns pages, zooms and rotates by keyboard', async () => {
    const viewer = draw(EvidenceViewer, {
      props: { files, at: 0, 'onUpdate:at': (at: number) => viewer.setProps({ at }) },
    })
    const figure = viewer.find('figure')
    await figure.trigger('keydown', { key: '+' })
    await figure.trigger('keydown', { key: 'r' })
    expect(viewer.find('img').attributes('style')).toContain('125%')
    expect(viewer.find('img').attributes('style')).toContain('rotate(90deg)')
    await figure.trigger('keydown', { key: 'ArrowRight' })
    expect(viewer.find('iframe').attributes('title')).toBe('通知.pdf')
    await figure.trigger('keydown', { key: 'ArrowRight' })
    expect(viewer.find('img').attributes('alt')).toBe('证书.jpg')
  })
})

test('a hint is told once, however many filings it is about', () => {
  const hint = { level: 'warn', code: 'duplicate', says: '与“甲班”的时间重叠' } as const
  const list = draw(HintList, {
    props: { hints: [hint, { ...hint }, { ...hint, says: '没有附件' }] },
  })
  expect(list.findAll('li').map((it) => it.text())).toEqual(['⚠与“甲班”的时间重叠', '⚠没有附件'])
})

test('filters show as chips, each removable alone', async () => {
  const filters = [
    { of: 'filing.year', title: '年度', as: 'year' },
    { of: 'filing.kind', title: '类型', as: 'choice', options: [{ id: 'paper', title: '论文' }] },
  ]
  const bar = draw(FilterBar, {
    props: { filters, modelValue: { 'filing.year': '2026', 'filing.kind': 'paper' } },
  })
  expect(bar.findAll('.el-tag').map((it) => it.text())).toEqual(['年度：2026', '类型：论文'])
  await bar.find('.el-tag__close').trigger('click')
  expect(bar.emitted('update:modelValue')?.slice(-1)[0]).toEqual([{ 'filing.kind': 'paper' }])
})

describe('years are chosen, not typed', () => {
  const options = ['2026', '2025', '2024'].map((it) => ({ id: it, title: it }))
  const draws = (filter: Pick<Filter, 'of' | 'as' | 'first'>, modelValue = {}) =>
    draw(FilterBar, { props: { filters: [{ title: '年度', options, ...filter }], modelValue } })
  const asked = (bar: ReturnType<typeof draws>) => bar.emitted('update:modelValue')?.slice(-1)[0]

  test('one of those there are, or any', async () => {
    const bar = draws({ of: 'filing.year', as: 'year' })
    expect(bar.findAll('option').map((it) => it.text())).toEqual(['全部', '2026', '2025', '2024'])
    await bar.find('select').setValue('2025')
    expect(asked(bar)).toEqual([{ 'filing.year': '2025' }])
  })
  test('from one to another', async () => {
    const bar = draws({ of: 'filing.year', as: 'year-range' }, { 'filing.year': '2024..' })
    const [from, to] = bar.findAll('select') as [DOMSelect, DOMSelect]
    expect(from.element.value).toBe('2024')
    await to.setValue('2025')
    expect(asked(bar)).toEqual([{ 'filing.year': '2024..2025' }])
  })
  test('a list that always stands at a year shows which, and asks for no other by itself', async () => {
    const bar = draws({ of: 'standing.year', as: 'year', first: '2026' })
    const select = bar.find('select') as DOMSelect
    expect(select.element.value).toBe('2026')
    await select.setValue('2024')
    expect(asked(bar)).toEqual([{ 'standing.year': '2024' }])
    await select.setValue('2026')
    expect(asked(bar)).toEqual([{}])
  })
})

test('a required opinion is asked for before anything is done', async () => {
  const dialog = draw(OpinionDialog, {
    props: { modelValue: true, title: '不通过', opinion: 'required', confirm: '不通过' },
  })
  await nextTick()
  document.querySelector<HTMLFormElement>('#opinion-form')!.dispatchEvent(new Event('submit'))
  await nextTick()
  expect(dialog.emitted('confirm')).toBeUndefined()
  expect(document.body.textContent).toContain('必须填写审核意见')
})

test('a route says who, how many, and what happens when nobody is there', () => {
  const route = [
    {
      step: 'a',
      title: '初审',
      state: 'now',
      mode: 'one',
      offices: [{ id: 'o', name: '某大学', people: 2, phone: '0771-1' }],
    },
    {
      step: 'b',
      title: '终审',
      state: 'planned',
      mode: 'all',
      offices: [
        { id: 'p', name: '甲局', people: 0 },
        {
          id: 'q',
          name: '乙局',
          people: 2,
          departments: [{ title: '法规处', people: 1 }, { people: 1 }],
        },
      ],
      nobody: '进入无人处理',
    },
  ] as const
  const text = draw(RouteView, { props: { route } }).text()
  for (const words of [
    '某大学',
    '2 位处理人',
    '电话 0771-1',
    '暂无处理人',
    '进入无人处理',
    '每个机构都要通过',
    '法规处 1 位处理人，或不限部门的 1 位处理人',
  ])
    expect(text).toContain(words)
})

test('saves in a row are one line of the timeline, with the first text before and the last after', () => {
  const save = {
    action: 'save',
    label: '保存',
    by: '张三',
    at: '2026-03-10T01:00:00.000Z',
    state: 'draft',
    stateLabel: '待提交',
    passed: [],
    effects: [],
  }
  const entries = [
    { ...save, seq: 1, changes: [] },
    { ...save, seq: 2, changes: [{ label: '年度', before: '', after: '2025' }] },
    { ...save, seq: 3, changes: [{ label: '年度', before: '2025', after: '2026' }] },
    { ...save, seq: 4, action: 'submit', label: '提交审核', changes: [] },
  ]
  const timeline = draw(TimelineView, { props: { entries } })
  expect(timeline.findAll('li')).toHaveLength(2)
  expect(timeline.find('li').text()).toContain('共 3 次')
  expect(timeline.find('ins').text()).toBe('2026')
  expect(timeline.text()).toContain('2026年3月10日 09:00')
})

test('a year is read in figures, not in colours', () => {
  const bars = draw(YearBars, {
    props: {
      unit: '学时',
      bars: [
        { title: '总学时', have: 75, need: 90, missing: 15 },
        { title: '公需科目', have: 15, need: 15, missing: 0 },
      ],
    },
  })
  expect(bars.text()).toContain('75 / 90 学时')
  expect(bars.text()).toContain('还差 15 学时')
  expect(bars.text()).toContain('已达到')
  expect(bars.find('[role=progressbar]').attributes('aria-label')).toBe('总学时：已有 75，要求 90')
})
