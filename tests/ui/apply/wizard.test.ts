import type { ActedView, FilingView } from '#core/api'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { defineComponent, h, shallowRef } from 'vue'
import ApplyWizard from '../../../portal-ui/pages/apply/ApplyWizard.vue'
import { type LocalServer, localServer, problem, type Seen } from '../support/server.ts'
import { chain, filing, formView, portal } from '../support/views.ts'

const previewed = {
  suggested: 16,
  reasons: [{ rule: 'half-days', text: '共 4 个半天，计 16 学时', facts: {}, status: 'demo' }],
  after: { year: 2026, total: 58, subjects: { professional: 58 }, required: 60, counted: 16 },
  route: [
    {
      step: 'review',
      title: '初审',
      state: 'planned',
      offices: [{ id: 'o', name: '某大学', people: 0 }],
      mode: 'one',
      nobody: '没有人可以审核，提交后进入无人处理',
    },
  ],
  hints: [{ code: 'duplicate', level: 'warn', says: '同一时段已登记过', field: 'title' }],
  issues: [],
}
const acted = (seq: number, state = 'draft'): ActedView => ({
  id: 'f1',
  seq,
  state,
  stateType: state,
  label: '待提交',
  says: '已保存',
})

let server: LocalServer
let wrapper: VueWrapper
let done: ActedView | undefined
let made: string | undefined
let answered: object = previewed
let refuse: ((seen: Seen) => unknown) | undefined

beforeEach(async () => {
  done = undefined
  made = undefined
  refuse = undefined
  answered = previewed
  let seq = 0
  server = await localServer((seen, response) => {
    if (seen.path === '/api/preview') return answered
    const refusal = refuse?.(seen)
    if (refusal !== undefined) {
      response.statusCode = (refusal as { status?: number }).status ?? 409
      return refusal
    }
    if (seen.method === 'GET') return filing
    seq += 1
    return acted(seq, (seen.body as { action?: string }).action === 'submit' ? 'review' : 'draft')
  })
})
afterEach(async () => {
  wrapper.unmount()
  await flushPromises()
  await server.close()
})

async function open(of?: FilingView) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: page(of) }],
  })
  await router.push('/apply/declaration')
  wrapper = mount(RouterView, {
    global: { plugins: [router, VueQueryPlugin] },
    attachTo: document.body,
  })
  await settled()
}
const page = (of?: FilingView) =>
  defineComponent({
    setup() {
      const key = shallowRef(0)
      return () =>
        h(ApplyWizard, {
          key: key.value,
          form: of?.form ?? formView,
          chain,
          portal,
          filing: of,
          applicant: '',
          applicantName: '',
          refers: '',
          onDone: (it: ActedView) => (done = it),
          onMade: (id: string) => (made = id),
        })
    },
  })
const settled = async (ms = 120) => {
  await new Promise((it) => setTimeout(it, ms))
  await flushPromises()
}
const press = async (name: string) => {
  await wrapper.find(`[data-test=${name}]`).trigger('click')
  await settled()
}
const saved = () => server.seen.filter((it) => it.path !== '/api/preview' && it.method === 'POST')
async function fill() {
  await wrapper.find('#field-title input').setValue('高级研修班')
  await press('next')
  await wrapper.find('#field-hours input').setValue('16')
  await wrapper.find('#field-year select').setValue('2026')
}

describe('filing in steps', () => {
  test('says where one is, and does not go on over a mistake: red box, link, focus', async () => {
    await open()
    expect(wrapper.text()).toContain('第 1 步，共 3 步：内容')
    expect(document.title).toContain('第 1 步/共 3 步')
    await press('next')
    const box = wrapper.find('[data-test=errors]')
    expect(box.text()).toContain('请填写“培训名称”。')
    expect(document.activeElement).toBe(box.element)
    await box.find('a').trigger('click')
    expect(document.activeElement?.id).toBe('input-title')
  })

  test('what was typed is saved within two seconds, and going back loses none of it', async () => {
    answered = { ...previewed, suggested: undefined }
    await open()
    await wrapper.find('#field-title input').setValue('高级研修班')
    await settled(1600)
    expect(saved().map((it) => [it.path, it.body])).toEqual([
      ['/api/filings', { chain: 'declaration', data: { title: '高级研修班' } }],
    ])
    expect(made).toBe('f1')
    expect(wrapper.find('[data-test=save-note]').text()).toMatch(/^已保存 \d\d:\d\d$/)
    await press('next')
    await press('back')
    expect((wrapper.find('#field-title input').element as HTMLInputElement).value).toBe(
      '高级研修班',
    )
  })

  test('hours are explained as they are typed: suggestion, clause, example mark, the year before and after', async () => {
    await open()
    await fill()
    await settled(700)
    const box = wrapper.find('[data-test=hours]').text()
    expect(box).toContain('系统计算：16 学时')
    expect(box).toContain('示例值，非正式政策')
    expect(box).toContain('现在 42')
    expect(box).toContain('通过后 58')
    expect(wrapper.text()).toContain('没有人可以审核，提交后进入无人处理')
  })

  test('the hours are filled in by the rule until somebody writes others; the rule can have them back', async () => {
    await open()
    const claimed = () => (wrapper.find('#field-hours input').element as HTMLInputElement).value
    await settled(200)
    expect(saved(), 'looking at a form saves nothing').toHaveLength(0)
    await wrapper.find('#field-title input').setValue('高级研修班')
    await press('next')
    await settled(700)
    expect(claimed()).toBe('16')
    expect(wrapper.find('[data-test=hours]').text()).toContain('已自动填入')
    expect(wrapper.find('[data-test=use-suggested]').exists()).toBe(false)
    await wrapper.find('#field-hours input').setValue('12')
    await settled(700)
    expect(claimed()).toBe('12')
    await wrapper.find('[data-test=use-suggested]').trigger('click')
    expect(claimed()).toBe('16')
  })

  test('hours of a draft that are not the rule’s were somebody’s choice', async () => {
    await open({ ...filing, form: { ...formView, values: { title: '班', hours: 8 } } })
    await press('next')
    await settled(700)
    expect((wrapper.find('#field-hours input').element as HTMLInputElement).value).toBe('8')
    expect(wrapper.find('[data-test=use-suggested]').text()).toBe('恢复系统计算')
  })

  test('the last page shows everything, asks which way, and submits once', async () => {
    await open()
    await fill()
    await press('next')
    expect(wrapper.text()).toContain('高级研修班')
    expect(wrapper.text()).toContain('16 学时')
    await press('submit')
    expect(wrapper.find('[data-test=errors]').text()).toContain('请选择提交到哪里')
    await wrapper.find('[data-test=route-unit]').setValue(true)
    await Promise.all([press('submit'), press('submit')])
    await settled()
    const submissions = saved().filter((it) => (it.body as { action?: string }).action === 'submit')
    expect(submissions).toHaveLength(1)
    expect(submissions[0]?.body).toMatchObject({
      route: { id: 'unit' },
      data: { title: '高级研修班', hours: 16, year: 2026 },
    })
    expect(done?.state).toBe('review')
  })

  test('what the server refuses stands at its field, and nothing typed is lost', async () => {
    await open()
    await fill()
    await press('next')
    await wrapper.find('[data-test=route-unit]').setValue(true)
    refuse = (seen) =>
      (seen.body as { action?: string }).action === 'submit'
        ? problem('form-invalid', '有内容需要修改', [
            { code: 'year-out-of-range', at: ['year'], says: '2026 年度已经截止' },
          ])
        : undefined
    await press('submit')
    const link = wrapper.find('[data-test=errors] a')
    expect(link.text()).toBe('2026 年度已经截止')
    await link.trigger('click')
    await settled()
    expect(wrapper.text()).toContain('第 2 步，共 3 步：学时')
    expect(wrapper.find('#field-year [role=alert]').text()).toContain('2026 年度已经截止')
    expect((wrapper.find('#field-hours input').element as HTMLInputElement).value).toBe('16')
  })

  test('a server that fails at the end is a failure with its number and a second try, no field to mend', async () => {
    await open()
    await fill()
    await press('next')
    await wrapper.find('[data-test=route-unit]').setValue(true)
    const broken = { status: 500, ...problem('internal', '系统出错了，请稍后再试') }
    refuse = (seen) => ((seen.body as { action?: string }).action === 'submit' ? broken : undefined)
    await press('submit')
    expect(wrapper.find('[data-test=errors]').exists()).toBe(false)
    const failure = wrapper.find('[data-test=failure]')
    expect(failure.text()).toContain('服务器出错了')
    expect(failure.text()).toContain('编号：A1B2')
    expect(failure.text()).toContain('没有丢失')
    expect(document.activeElement).toBe(failure.element)
    expect(wrapper.text()).toContain('高级研修班')
    refuse = undefined
    const [first] = saved().slice(-1)
    await failure.find('[data-test=retry]').trigger('click')
    await settled()
    expect(done?.state).toBe('review')
    expect(saved().slice(-1)[0]?.key).toBe(first?.key)
  })

  test('a proxy that answers for the server has no number: what is said says so', async () => {
    await open()
    await fill()
    await press('next')
    await wrapper.find('[data-test=route-unit]').setValue(true)
    refuse = (seen) =>
      (seen.body as { action?: string }).action === 'submit' ? { status: 502 } : undefined
    await press('submit')
    const failure = wrapper.find('[data-test=failure]')
    expect(failure.text()).toMatch(/编号：\S{4,}/)
  })

  test('changed on another device: both versions are shown and one is chosen', async () => {
    await open({
      ...filing,
      seq: 1,
      form: { ...formView, values: { title: '这里的班', hours: 8, year: 2026 } },
    })
    refuse = (seen) =>
      (seen.body as { seen?: number } | undefined)?.seen === 1
        ? problem('changed-meanwhile', '已有变化')
        : undefined
    await wrapper.find('#field-title input').setValue('这里的新班')
    await settled(1700)
    const dialog = document.querySelector('[data-test=conflict]')!
    expect(dialog.textContent).toContain('这里的新班')
    expect(dialog.textContent).toContain('别处的班')
    refuse = undefined
    document.querySelector<HTMLElement>('[data-test=keep-mine]')!.click()
    await settled(200)
    expect(saved().slice(-1)[0]?.body).toMatchObject({
      action: 'save',
      seen: 5,
      data: { title: '这里的新班' },
    })
  })

  test('what would be refused however complete it is, is said before it is handed in', async () => {
    const says = '该类别在本次增补期内已经申请过'
    answered = { ...previewed, issues: [{ code: 'needs-unmet', at: [], says }] }
    await open()
    await fill()
    expect(wrapper.find('aside').text()).toContain(says)
    await press('next')
    expect(wrapper.text()).toContain(says)
  })

  test('what is refused for no field counts none to mend', async () => {
    await open()
    await fill()
    await press('next')
    await wrapper.find('[data-test=route-unit]').setValue(true)
    const says = '该类别在本次增补期内已经申请过'
    refuse = () => problem('needs-unmet', says, [{ code: 'needs-unmet', at: [], says }])
    await press('submit')
    const box = wrapper.find('[data-test=errors]').text()
    expect(box).toContain('现在不能提交')
    expect(box).toContain(says)
    expect(box).not.toContain('处需要修改')
  })

  test('what came back is handed in under the pack’s own word for it', async () => {
    const again = {
      action: 'submit',
      label: '再次申报',
      opinion: 'none',
      edits: [],
      tone: 'primary',
    } as const
    await open({ ...filing, stateType: 'refused', actions: [again] })
    await press('next')
    await press('next')
    expect(wrapper.find('[data-test=submit]').text()).toBe('再次申报')
  })

  test('a returned filing says why and marks where', async () => {
    const entry = {
      seq: 4,
      action: 'return',
      label: '退回修改',
      by: '李四',
      office: '某大学',
      at: filing.since,
      state: 'returned',
      stateLabel: '已退回',
      opinion: '名称与证书不符',
      passed: [],
      effects: [],
      changes: [],
    }
    const shown = [
      { field: 'title', label: '培训名称', text: '别处的班', section: 'what', marked: true },
    ]
    await open({ ...filing, state: 'returned', marks: ['title'], entries: [entry], shown })
    expect(document.activeElement?.id, 'it opens where it is marked').toBe('input-title')
    const notice = wrapper.find('[data-test=returned]').text()
    expect(notice).toContain('名称与证书不符')
    expect(notice).toContain('培训名称')
    expect(wrapper.find('#field-title').text()).toContain('审核人标出了这一项')
    await wrapper.find('#field-title input').setValue('正确的班')
    expect(wrapper.find('#field-title').text()).toContain('原来：别处的班')
  })

  test('what was refused still says why after a correction was saved, under the region’s word', async () => {
    const entry = (seq: number, action: string, label: string, opinion?: string) => ({
      seq,
      action,
      label,
      by: '李四',
      office: '某大学',
      at: filing.since,
      state: 'refused',
      stateLabel: '不予认定',
      ...(opinion && { opinion }),
      passed: [],
      effects: [],
      changes: [],
    })
    const refused = entry(4, 'refuse', '不通过', '请上传结业证书')
    await open({ ...filing, stateType: 'draft', entries: [refused, entry(5, 'save', '保存')] })
    const notice = wrapper.find('[data-test=returned]').text()
    expect(notice).toContain('不通过')
    expect(notice).toContain('请上传结业证书')
    const withdrawn = [refused, entry(5, 'submit', '提交'), entry(6, 'withdraw', '撤回')]
    await open({ ...filing, stateType: 'draft', entries: withdrawn })
    expect(wrapper.find('[data-test=returned]').exists()).toBe(false)
  })
})
