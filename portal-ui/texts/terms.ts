import { shallowRef } from 'vue'
import { terms as own } from './zh-cn/terms.ts'

export type TermName = keyof typeof own

/** The region's own words (学时, 单位, 撤回 …), filled into every sentence under their names. */
export const terms = shallowRef<Readonly<Record<string, string>>>(own)

export function useTerms(region: Readonly<Record<string, string>> | undefined): void {
  terms.value = { ...own, ...region }
}
export const term = (name: TermName): string => terms.value[name] ?? own[name]
