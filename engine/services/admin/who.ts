import type { Pack } from '#core/pack'
import type { Anchor, StepDefinition, Who } from '#core/workflow'
import type { Names } from './names.ts'
import { sayCondition } from './tests.ts'

/** Who decides at a step, in one sentence. */
export function sayWho(pack: Pack, names: Names, who: Who): string {
  if ('office' in who) return anchor(names, who.office)
  if ('chosen' in who) return `在“${names.field(who.chosen)}”中选定的机构`
  if ('fixed' in who) {
    const { type, code } = who.fixed
    return `${names.officeType(type)}${code === undefined ? '' : `（${code}）`}`
  }
  if ('superior' in who) {
    const relation = who.superior === 'any' ? '上级' : names.relation(who.superior)
    return `${anchor(names, who.from)}的${relation}`
  }
  if ('nearest' in who) {
    const type = names.officeType(who.nearest)
    return who.above
      ? `${anchor(names, who.from)}之上最近的${type}`
      : `从${anchor(names, who.from)}起，往上最近的${type}`
  }
  if ('climb' in who) {
    const start = `${anchor(names, who.from)}${who['start-above'] ? '的上级' : ''}`
    return `从${start}起逐级向上，到${names.officeType(who.until)}为止`
  }
  if ('route' in who)
    return who.route
      .map((it) => {
        const inner = sayWho(pack, names, it.who)
        return it.when === undefined
          ? `其他情况：${inner}`
          : `${sayCondition(pack, names, it.when)}时：${inner}`
      })
      .join('；')
  if ('any' in who) return `${who.any.map((it) => sayWho(pack, names, it)).join('，或')}，任一即可`
  return `${who.all.map((it) => sayWho(pack, names, it)).join('，和')}，均须通过`
}

function anchor(names: Names, from: Anchor | undefined): string {
  if (from === undefined || from === 'subject-unit')
    return `${names.term('person', '申报人')}${names.term('own-unit', '所在单位')}`
  if (from === 'filer-office') return '提交申报的机构'
  if (from === 'subject-office') return '申报件所涉的机构'
  return `“${names.field(from.slice('field:'.length))}”中的机构`
}

/** Which of the office's posts, where not all that may review; whether it must be somebody new. */
export function sayRoles(pack: Pack, step: StepDefinition): string {
  const titles = (step.roles ?? []).map(
    (id) => pack.org.roles.find((it) => it.id === id)?.title ?? id,
  )
  const only = titles.length > 0 ? `，只由${titles.join('、')}办理` : ''
  return step.repeat === 'forbid' ? `${only}，不得是办过前面环节的人` : only
}

/** When a step is passed over. */
export function saySkip(pack: Pack, names: Names, step: StepDefinition): string | undefined {
  const when = step.skip?.when
  if (when === undefined) return undefined
  const reasons = (typeof when === 'string' ? [when] : when).map((it) => {
    if (it === 'review-closed') return '审核权限被上级关闭'
    return it === 'no-such-office' ? '没有这一级机构' : sayCondition(pack, names, it)
  })
  return `${reasons.join('，或')}时越过`
}

export function sayNobody(names: Names, step: StepDefinition): string {
  return step.nobody === 'up'
    ? '无人可审时交上一级'
    : `无人可审时转入“${names.term('rescue', '无人处理')}”等待改派`
}

/** Where it may be returned to. */
export function sayBack(
  names: Names,
  steps: readonly StepDefinition[],
  step: StepDefinition,
): string | undefined {
  const { may = ['approve', 'refuse'], return: back } = step
  if (!may.includes('return') || !back) return undefined
  const places = back.to.map((it) =>
    it === 'filer' ? '申报人' : (steps.find((one) => one.id === it)?.title ?? it),
  )
  const then = back['straight-back'] ? '，改后直接回到本环节' : ''
  return `可退回${places.join('、')}${then}（${names.term('opinion', '意见')}${back.opinion === 'optional' ? '可不填' : '必填'}）`
}
