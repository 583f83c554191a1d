import { expect, test } from 'vitest'
import type { RowView } from '#core/api'
import { cardOf } from '../../../portal-ui/pages/inbox/card-of.ts'

const row = (cells: Record<string, string>): RowView => ({
  id: 'a',
  seq: 1,
  state: 'review',
  stateType: 'waiting',
  label: '待审核',
  cells: { 'filing.title': '海洋牧场建设研究', 'person.name': '张三', ...cells },
  hints: [],
  actions: [],
})

test('a card says what the filing is about, also where the pack’s list has no column for it', () => {
  const columns = [
    { of: 'person.name', title: '姓名' },
    { of: 'filing.kind', title: '学习形式' },
    { of: 'filing.claimed', title: '申报学时' },
  ]
  expect(cardOf(row({ 'filing.kind': '发表论文', 'filing.claimed': '8' }), columns)).toEqual({
    who: '张三',
    title: '海洋牧场建设研究',
    figure: '8',
    attributes: [{ title: '学习形式', text: '发表论文' }],
  })
})
test('where the list’s own column says it better, that is the title', () => {
  const columns = [
    { of: 'person.name', title: '姓名' },
    { of: 'field.title-name', title: '变更为' },
  ]
  expect(cardOf(row({ 'field.title-name': '高级工程师' }), columns).title).toBe('高级工程师')
})
test('what was awarded already is the figure; what is not awarded yet shows what is asked for', () => {
  const columns = [
    { of: 'filing.claimed', title: '申报学时' },
    { of: 'filing.awarded', title: '认定学时' },
  ]
  const figureOf = (awarded: string) =>
    cardOf(row({ 'filing.claimed': '8', 'filing.awarded': awarded }), columns)
  expect(figureOf('6')).toMatchObject({ figure: '6', attributes: [] })
  expect(figureOf('')).toMatchObject({ figure: '8' })
})
