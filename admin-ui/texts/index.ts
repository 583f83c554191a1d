/** The words of the configuration interface. What a pack says comes from the pack. */
import { createI18n } from 'vue-i18n'
import { zhCn } from './zh-cn.ts'

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T &
  string]
export type TextKey = Keys<typeof zhCn>

const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': zhCn } })

export const t = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  i18n.global.t(key, values)

/** `2026年1月5日 14:30`, in the time of the region (minutes east of UTC). */
export function momentText(instant: string, offsetMinutes = 480): string {
  const at = Date.parse(instant)
  if (!Number.isFinite(at)) return ''
  const local = new Date(at + offsetMinutes * 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return t('moment', {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    time: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  })
}
