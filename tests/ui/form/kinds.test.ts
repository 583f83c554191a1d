import type { FieldDefinition, FieldKind } from '#core/form'
import { fieldKinds } from '#core/form'
import { fieldComponents } from '#portal/form'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { mountForm, type MountedForm } from '../support/mount-form.ts'

let mounted: MountedForm | undefined
const draw = (...given: Parameters<typeof mountForm>) => (mounted = mountForm(...given))
afterEach(() => mounted?.wrapper.unmount())

const options = [
  { id: 'a', title: '甲' },
  { id: 'b', title: '乙' },
]
const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, title: id }))

test('every kind of the core has its input', () => {
  expect(Object.keys(fieldComponents).sort()).toEqual(Object.keys(fieldKinds).sort())
})

describe('what is picked in a dialog is kept by id and shown by name', () => {
  const kinds: readonly FieldKind[] = ['office', 'person']
  test.each(kinds)('%s: without a known name the id shows; it can be cleared', async (kind) => {
    const form = draw({ fields: [{ id: 'x', kind, label: '项' }], values: { x: 'nr-1' } })
    expect(form.wrapper.find('#field-x').text()).toContain('nr-1')
    const clear = form.wrapper.findAll('#field-x button').at(-1)!
    expect(clear.text()).toBe('清除')
    await clear.trigger('click')
    expect(form.value('x')).toBeUndefined()
  })
  test('a person found is kept', async () => {
    const found = { id: 'p-7', name: '覃某', idNumber: '45***1', unit: '一中', cells: {} }
    const world = { findPeople: () => Promise.resolve([found]) }
    const form = draw({ fields: [{ id: 'x', kind: 'person', label: '人员' }], world })
    await form.wrapper.find('[data-test=pick-x]').trigger('click')
    await vi.waitFor(() =>
      expect(document.querySelector('[data-test=choose-person]')).not.toBeNull(),
    )
    document.querySelector<HTMLElement>('[data-test=choose-person]')!.click()
    await nextTick()
    expect(form.value('x')).toBe('p-7')
    expect(form.wrapper.find('#field-x').text()).toContain('覃某')
  })
})

describe('typing gives the value the core stores', () => {
  const cases: readonly [FieldKind, Partial<FieldDefinition>, string, string, unknown][] = [
    ['text', {}, 'input', '岗位培训', '岗位培训'],
    ['long-text', {}, 'textarea', '第一行', '第一行'],
    ['number', {}, 'input', '12.5', 12.5],
    ['hours', {}, 'input', '１６', 16],
    ['hours', {}, 'input', '十六', '十六'],
    ['date', {}, 'input', '2026-03-01', '2026-03-01'],
    ['date-time', {}, 'input', '2026-03-01T08:30', '2026-03-01T08:30'],
    ['id-number', {}, 'input', '11010519491231002x', '11010519491231002X'],
    ['phone', {}, 'input', '13912345678', '13912345678'],
    ['email', {}, 'input', 'a@b.cn', 'a@b.cn'],
  ]
  test.each(cases)('%s %o', async (kind, extra, selector, typed, expected) => {
    const form = draw({ fields: [{ id: 'x', kind, label: '项', ...extra }] })
    await form.wrapper.find(`#field-x ${selector}`).setValue(typed)
    expect(form.value('x')).toEqual(expected)
  })

  test('an emptied input has no value at all', async () => {
    const form = draw({ fields: [{ id: 'x', kind: 'text', label: '项' }], values: { x: '有' } })
    await form.wrapper.find('#field-x input').setValue('')
    expect(form.value('x')).toBeUndefined()
  })
  test('a period keeps both ends', async () => {
    const form = draw({ fields: [{ id: 'x', kind: 'period', label: '起止时间' }] })
    const [from, to] = form.wrapper.findAll('#field-x input')
    await from!.setValue('2026-03-01')
    await to!.setValue('2026-03-05')
    expect(form.value('x')).toEqual(['2026-03-01', '2026-03-05'])
  })
  test('few options are radios, many a list', async () => {
    const few = draw({ fields: [{ id: 'x', kind: 'choice', label: '级别', options }] })
    await few.wrapper.findAll('input[type=radio]')[1]!.setValue(true)
    expect(few.value('x')).toBe('b')
    few.wrapper.unmount()
    const list = draw({ fields: [{ id: 'x', kind: 'choice', label: '级别', options: many }] })
    await list.wrapper.find('select').setValue('f')
    expect(list.value('x')).toBe('f')
  })
  test('several choices, yes or no, a promise', async () => {
    const form = draw({
      fields: [
        { id: 'several', kind: 'choices', label: '多项', options },
        { id: 'yes', kind: 'yes-no', label: '是否' },
        {
          id: 'promise',
          kind: 'promise',
          label: '承诺',
          text: '本人承诺以上信息属实',
          required: true,
        },
      ],
    })
    await form.wrapper.find('#field-several input').setValue(true)
    await form.wrapper.findAll('#field-yes input')[1]!.setValue(true)
    await form.wrapper.find('#field-promise input').setValue(true)
    expect([form.value('several'), form.value('yes'), form.value('promise')]).toEqual([
      ['a'],
      false,
      true,
    ])
  })
  test('a cascade asks its second level only after the first, and stores the leaf', async () => {
    const levels = [
      { id: 'g', title: '大类', options },
      { id: 'alone', title: '单独' },
    ]
    const form = draw({ fields: [{ id: 'x', kind: 'cascade', label: '类别', options: levels }] })
    expect(form.wrapper.findAll('#field-x select')).toHaveLength(1)
    await form.wrapper.find('#field-x select').setValue('g')
    expect(form.value('x')).toBeUndefined()
    await form.wrapper.findAll('#field-x select')[1]!.setValue('b')
    expect(form.value('x')).toBe('b')
    await form.wrapper.find('#field-x select').setValue('alone')
    expect(form.value('x')).toBe('alone')
  })
  test('a year offers what the rule allows, around the date it hangs on', async () => {
    const form = draw({
      fields: [
        { id: 'end', kind: 'date', label: '结束时间' },
        { id: 'year', kind: 'year', label: '计入年度', years: { from: -1, to: 0, of: 'end' } },
      ],
    })
    expect(form.wrapper.find('#field-year select').attributes('disabled')).toBeDefined()
    await form.wrapper.find('#field-end input').setValue('2025-05-01')
    const offered = form.wrapper.findAll('#field-year option').map((it) => it.attributes('value'))
    expect(offered.filter(Boolean)).toEqual(['2025', '2024'])
    await form.wrapper.find('#field-year select').setValue('2024')
    expect(form.value('year')).toBe(2024)
  })
  test('a year hung on several dates offers what they all allow, and names the date that leaves none', async () => {
    const form = draw({
      fields: [
        { id: 'end', kind: 'period', label: '起止时间' },
        {
          id: 'year',
          kind: 'year',
          label: '计入年度',
          years: [
            { from: -1, to: 0 },
            { from: -1, to: 1, of: 'end' },
          ],
        },
      ],
    })
    const offered = () =>
      form.wrapper
        .findAll('#field-year option')
        .map((it) => it.attributes('value'))
        .filter(Boolean)
    expect(offered()).toEqual(['2026', '2025'])
    form.state.set('end', ['2023-12-01', '2024-01-05'])
    await nextTick()
    expect(offered()).toEqual(['2025'])
    form.state.set('end', ['1999-03-01', '1999-03-02'])
    await nextTick()
    expect(offered()).toEqual([])
    expect(form.wrapper.find('#field-year').text()).toContain('请核对起止时间')
  })
  test('rows grow, shrink and keep their values', async () => {
    const fields = [{ id: 'name', kind: 'text', label: '姓名' }] as const
    const form = draw({ fields: [{ id: 'x', kind: 'rows', label: '人员', fields, 'max-rows': 2 }] })
    const add = () =>
      form.wrapper.findAll('#field-x button').find((it) => it.text().includes('添加'))!
    await add().trigger('click')
    await add().trigger('click')
    expect(add().attributes('disabled')).toBeDefined()
    const inputs = form.wrapper.findAll('#field-x input')
    await inputs[0]!.setValue('张三')
    await form.wrapper.findAll('#field-x input')[1]!.setValue('李四')
    expect(form.value('x')).toEqual([{ name: '张三' }, { name: '李四' }])
    await form.wrapper
      .findAll('#field-x button')
      .find((it) => it.text().includes('删除第 1 行'))!
      .trigger('click')
    expect(form.value('x')).toEqual([{ name: '李四' }])
  })
  test('a note asks for nothing', () => {
    const form = draw({
      fields: [{ id: 'x', kind: 'note', label: '附件说明', text: '可以是证书的扫描图' }],
    })
    expect(form.wrapper.find('[role=note]').text()).toContain('可以是证书的扫描图')
    expect(form.wrapper.findAll('input')).toHaveLength(0)
  })
})

describe('what is wrong is said where it is', () => {
  test('nothing is red before it was touched; leaving an empty required field says so', async () => {
    const form = draw({ fields: [{ id: 'x', kind: 'text', label: '培训班名称', required: true }] })
    expect(form.errors('x')).toEqual([])
    await form.wrapper.find('#field-x input').trigger('focus')
    await form.wrapper.find('#field-x input').trigger('blur')
    await nextTick()
    expect(form.errors('x')).toEqual(['请填写“培训班名称”'])
    await form.wrapper.find('#field-x input').setValue('新班')
    expect(form.errors('x')).toEqual([])
  })
  test('34 characters of 33 are counted as people count', async () => {
    const form = draw({ fields: [{ id: 'x', kind: 'text', label: '名称', 'max-length': 33 }] })
    await form.wrapper.find('input').setValue('𠮷'.repeat(33))
    await form.wrapper.find('input').trigger('blur')
    expect(form.errors('x')).toEqual([])
    await form.wrapper.find('input').setValue('𠮷'.repeat(34))
    expect(form.errors('x')).toEqual(['“名称”最多 33 字，现在 34 字'])
  })
  test('an end before its start is refused at the end', async () => {
    const form = draw({
      fields: [
        { id: 'start', kind: 'date-time', label: '开始时间' },
        { id: 'end', kind: 'date-time', label: '结束时间', 'not-before': 'start' },
      ],
      values: { start: '2020-05-12T00:00' },
    })
    await form.wrapper.find('#field-end input').setValue('2020-05-06T00:00')
    await form.wrapper.find('#field-end input').trigger('blur')
    expect(form.errors('end')).toEqual(['“结束时间”不能早于开始时间'])
    expect(form.wrapper.find('#input-end').attributes('aria-invalid')).toBe('true')
  })
  test('what the server found stays until that field is changed', async () => {
    const form = draw({
      fields: [{ id: 'x', kind: 'text', label: '证书编号' }],
      values: { x: 'A1' },
    })
    form.state.accept([{ code: 'duplicate', at: ['x'], says: '这张证书已登记过' }])
    await nextTick()
    expect(form.errors('x')).toEqual(['这张证书已登记过'])
    await form.wrapper.find('input').setValue('A2')
    expect(form.errors('x')).toEqual([])
  })
  test('a cell of a row carries its own error', async () => {
    const fields = [{ id: 'name', kind: 'text', label: '姓名', required: true }] as const
    const form = draw({
      fields: [
        {
          id: 'x',
          kind: 'rows',
          label: '人员',
          fields: [...fields, { id: 'note', kind: 'text', label: '备注' }],
        },
      ],
      values: { x: [{ name: '张三' }, { note: '无名' }] },
    })
    form.state.ask(['x'])
    await nextTick()
    expect(form.wrapper.find('#field-x-1-name [role=alert]').text()).toContain('请填写“姓名”')
    expect(form.wrapper.find('#field-x-0-name [role=alert]').exists()).toBe(false)
  })
})

describe('a form reacts to what is typed', () => {
  const conditions = {
    'is-paper': { test: { fact: 'filing.kind', operator: 'equal', value: 'paper' } },
  } as const
  const kinds = [
    { id: 'training', title: '培训' },
    {
      id: 'paper',
      title: '论文',
      hint: '提交刊物封面',
      evidence: ['封面', '目录'],
      fields: [{ id: 'journal', kind: 'text', label: '刊物名称' }],
    },
  ] as const

  test('the kind brings its own fields, its hint and what must be handed in', async () => {
    const form = draw({
      fields: [
        { id: 'kind', kind: 'kind', label: '学习形式' },
        { id: 'level', kind: 'text', label: '刊物级别', visible: { when: 'is-paper' } },
      ],
      kinds,
      means: { kind: 'kind' },
      conditions,
    })
    expect(form.wrapper.find('#field-journal').exists()).toBe(false)
    expect(form.wrapper.find('#field-level').exists()).toBe(false)
    await form.wrapper.find('#field-kind select').setValue('paper')
    expect(form.wrapper.find('#field-journal').exists()).toBe(true)
    expect(form.wrapper.find('#field-level').exists()).toBe(true)
    expect(form.wrapper.find('#field-kind').text()).toContain('封面、目录')
  })
  test('a hidden value is not sent', async () => {
    const form = draw({
      fields: [
        { id: 'kind', kind: 'kind', label: '学习形式' },
        { id: 'level', kind: 'text', label: '刊物级别', visible: { when: 'is-paper' } },
      ],
      kinds,
      means: { kind: 'kind' },
      conditions,
      values: { kind: 'paper', level: '国家级' },
    })
    expect(form.state.draft.value.values).toEqual({ kind: 'paper', level: '国家级' })
    await form.wrapper.find('#field-kind select').setValue('training')
    expect(form.state.draft.value.values).toEqual({ kind: 'training' })
  })
  test('a returned field is marked, and shows what stood there', async () => {
    const form = draw({
      fields: [{ id: 'x', kind: 'text', label: '学校' }],
      values: { x: '旧校' },
      before: { x: '旧校' },
      marks: ['x'],
    })
    expect(form.wrapper.find('#field-x').text()).toContain('审核人标出了这一项')
    expect(form.wrapper.find('#field-x').text()).not.toContain('原来：')
    await form.wrapper.find('#field-x input').setValue('新校')
    expect(form.wrapper.find('#field-x').text()).toContain('原来：旧校')
  })
})

test('every input has a name a screen reader can say', async () => {
  const kinds = Object.keys(fieldKinds).filter(
    (it) => !['note', 'kind'].includes(it),
  ) as FieldKind[]
  const form = draw({
    fields: kinds.map((kind) => ({ id: kind, kind, label: `${kind} 项`, options, fields: [] })),
    world: { subjects: [{ id: 's', title: '公需' }] },
  })
  await nextTick()
  for (const input of form.wrapper.findAll('input:not([type=file]), select, textarea')) {
    const id = input.attributes('id')
    const isNamed =
      input.attributes('aria-label') !== undefined ||
      (id !== undefined && form.wrapper.find(`label[for="${id}"]`).exists()) ||
      input.element.closest('label') !== null
    expect(isNamed, input.html()).toBe(true)
  }
})
