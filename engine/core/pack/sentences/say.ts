/** How sentences about a pack are put together: what was found, what was meant, what there is. */
export type Details = Readonly<Record<string, unknown>>
export type Sentence = (given: Details) => string

/** What was written; a list or a map by what it is, not all of it. */
export const quote = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? '空列表' : '列表'
  if (typeof value === 'object' && value !== null) return '键值'
  return value === null ? '空' : `“${String(value)}”`
}
export const words = (value: unknown) =>
  Array.isArray(value) ? value.map(String).join('、') : String(value)
/** Of dotted names those with the same owner first: who wrote standing.x wants to know standing.y. */
function alike(known: readonly string[], name: unknown): readonly string[] {
  const owner = /^[^.]+\./.exec(String(name))?.[0]
  if (owner === undefined) return known
  const own = (it: string): boolean => it.startsWith(owner)
  return [...known.filter(own), ...known.filter((it) => !own(it))]
}
/** The way out: what was probably meant, else what there is. */
export function wayOut({ meant, known, name }: Details): string {
  if (typeof meant === 'string') return `；是否想写 ${meant}？`
  if (!Array.isArray(known)) return ''
  if (known.length === 0) return '；这里一个也没有'
  const near = alike(known.map(String), name)
  return `；现有：${near.slice(0, 12).join('、')}${near.length > 12 ? ` 等 ${near.length} 个` : ''}`
}
const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '键值',
  null: '空',
}
export const typeWords = (type: unknown) =>
  [type]
    .flat()
    .map((it) => types[String(it)] ?? String(it))
    .join('、')
/** How a value of another type is written as what is wanted. */
export function rewritten({ type, found }: Details): string {
  if (typeof found === 'object') return ''
  const text = String(found)
  if (type === 'string') return '；请加引号'
  if (type === 'array')
    return /[，、［］【】]/.test(text)
      ? '；方括号和逗号要用半角，如 [a, b]'
      : `；只有一项也请写成 [${text}]`
  if (type === 'boolean' && /^(是|否|yes|no|y|n|on|off)$/i.test(text))
    return `；写 ${/^(是|yes|y|on)$/i.test(text) ? 'true' : 'false'}`
  const isFigure = [type].flat().some((it) => it === 'number' || it === 'integer')
  return isFigure && Number.isFinite(Number(text)) ? '；数字不加引号' : ''
}
export const formats: Readonly<Record<string, string>> = {
  day: '日期，如 2026-03-01',
  'month-day': '月日，如 01-20',
  moment: '时间，如 2026-03-01T09:00',
}
export const limits: Readonly<Record<string, (limit: unknown) => string>> = {
  minItems: (it) => `至少要有 ${it} 项`,
  maxItems: (it) => `至多 ${it} 项`,
  minLength: () => '不能是空文字',
  minimum: (it) => `不能小于 ${it}`,
  maximum: (it) => `不能大于 ${it}`,
  exclusiveMinimum: (it) => `须大于 ${it}`,
}

export const factTypes: Readonly<Record<string, string>> = {
  text: '文字',
  number: '数字',
  boolean: '是否',
  day: '日期',
  list: '列表',
  choice: '选项',
}
