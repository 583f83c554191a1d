import { createI18n } from 'vue-i18n'
import { terms } from './terms.ts'
import { zhCn } from './zh-cn/index.ts'

type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`
}[keyof T & string]
export type TextKey = Keys<typeof zhCn>
export type TextValues = Readonly<Record<string, string | number>>

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCn },
})

/** A sentence of the shell with the region's words and these values in it. */
export function t(key: TextKey, values: TextValues = {}): string {
  return i18n.global.t(key, { ...terms.value, ...values })
}
/** A sentence whose key is only known at run time, if there is one. */
export function maybeT(key: string, values: TextValues = {}): string | undefined {
  return i18n.global.te(key) ? i18n.global.t(key, { ...terms.value, ...values }) : undefined
}
