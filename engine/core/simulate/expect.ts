import type { Issue } from '#core/base'
import type { Came } from './carry-on.ts'
import type { Texts } from './compare.ts'
import type { Expectation, ScenarioStep } from './definition.ts'
import { ofFiling, aboutFiling } from './expect-filing.ts'
import { aboutWorld } from './expect-world.ts'
import type { Stage } from './stage.ts'

/** What differs from what a step expects, in sentences: expected, found. */
export function differences(
  stage: Stage,
  step: ScenarioStep,
  came: Came | undefined,
): readonly string[] {
  if (came?.is === 'nonsense') return [came.says]
  const expected = step.expect
  const refusal = expected?.refused
  if (refusal !== undefined) {
    const more = Object.keys(expected ?? {}).filter((it) => it !== 'refused' && it !== 'of')
    const strays = more.length > 0 ? [`应被拒绝时不能再写别的期望（${more.join('、')}）`] : []
    return [...strays, ...refusedAs(refusal, came)]
  }
  if (came?.is === 'refused') return [`应能办理，实被拒绝：${sayRefusal(came.refusal)}`]
  return expected ? compare(stage, expected, expected.of ?? came?.of) : []
}

function refusedAs(
  expected: NonNullable<Expectation['refused']>,
  came: Came | undefined,
): readonly string[] {
  const { code, at, says } = typeof expected === 'string' ? { code: expected } : expected
  const where = `${code}${at === undefined ? '' : `（${at}）`}`
  if (came?.is !== 'refused') return [`应被拒绝：${where}，实已办理`]
  const issues: readonly Issue[] = [came.refusal, ...(came.refusal.issues ?? [])]
  const fits = issues.filter(
    (it) =>
      it.code === code && (at === undefined || it.at.join('.') === at || String(it.at[0]) === at),
  )
  if (fits.length === 0) return [`应被拒绝：${where}，实被拒绝：${sayRefusal(came.refusal)}`]
  const said = fits.map((it) => String(it.with?.says ?? ''))
  return says === undefined || said.some((it) => it.includes(says))
    ? []
    : [`拒绝的理由应含 “${says}”，实为 “${said.join('；')}”`]
}

const sayRefusal = (it: Issue & { readonly issues?: readonly Issue[] }): string =>
  [it, ...(it.issues ?? [])]
    .map((one) =>
      [one.code, one.at.join('.'), one.with?.says ?? one.with?.label, choicesOf(one)]
        .filter(Boolean)
        .join(' '),
    )
    .join('，')

/** What could have been said instead: where it can be returned to, which ways there are. */
const choicesOf = ({ code, with: details }: Issue): string => {
  if (!Array.isArray(details?.known)) return ''
  const known = details.known.map((it) =>
    code === 'return-where' && it === 'returned' ? 'filer' : it,
  )
  return `（可写 ${known.join('、')}）`
}

function compare(stage: Stage, expected: Expectation, name: string | undefined): readonly string[] {
  const texts: Texts = []
  const filing = name === undefined ? undefined : stage.filings.get(name)
  if (expected.of !== undefined && !filing) return [`没有申报件 “${expected.of}”`]
  const asked = ofFiling.filter((it) => expected[it] !== undefined)
  if (asked.length > 0 && !filing) return [`期望 ${asked.join('、')} 是哪一件的，没有写（of）`]
  if (filing) aboutFiling(stage, expected, filing.state, filing.log.at(-1)?.passed ?? [], texts)
  aboutWorld(stage, expected, texts)
  return texts
}
