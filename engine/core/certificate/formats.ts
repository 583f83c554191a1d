import { isDay } from '#core/base'

export type SourceType = 'text' | 'day' | 'year' | 'hours'

interface Format {
  readonly says: string
  readonly for: readonly SourceType[]
  readonly apply: (text: string) => string
}

const upperDigits = '〇一二三四五六七八九'
const upperYear = (text: string): string =>
  Array.from(text, (it) => upperDigits[Number(it)] ?? it).join('')
/** 1 to 31 as 一 … 三十一. */
const upperNumber = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : upperDigits[tens]}十`
  return `${ten}${ones === 0 ? '' : upperDigits[ones]}`
}
const parts = (day: string): readonly [string, number, number] => [
  day.slice(0, 4),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]
const ofDay = (write: (year: string, month: number, day: number) => string) => (text: string) =>
  isDay(text) ? write(...parts(text)) : text

/** The named formats a placeholder may ask for. Add one here and it is known to the pack check. */
export const formats: Readonly<Record<string, Format>> = {
  'date-cn': {
    says: '2026年3月1日',
    for: ['day'],
    apply: ofDay((year, month, day) => `${year}年${month}月${day}日`),
  },
  date: { says: '2026-03-01', for: ['day'], apply: (text) => text },
  'date-dots': { says: '2026.03.01', for: ['day'], apply: (text) => text.replaceAll('-', '.') },
  'date-upper': {
    says: '二〇二六年三月一日',
    for: ['day'],
    apply: ofDay(
      (year, month, day) => `${upperYear(year)}年${upperNumber(month)}月${upperNumber(day)}日`,
    ),
  },
  'year-of': { says: '2026', for: ['day'], apply: (text) => text.slice(0, 4) },
  year: { says: '2026', for: ['year'], apply: (text) => text },
  'year-upper': { says: '二〇二六', for: ['year'], apply: upperYear },
  hours: { says: '90, 1.5', for: ['hours'], apply: (text) => text },
  'hours-1': {
    says: '90.0',
    for: ['hours'],
    apply: (text) => (text === '' ? '' : Number(text).toFixed(1)),
  },
  upper: { says: 'ABC', for: ['text'], apply: (text) => text.toUpperCase() },
}
export const findFormat = (name: string): Format | undefined =>
  Object.hasOwn(formats, name) ? formats[name] : undefined
