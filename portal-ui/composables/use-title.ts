import { type MaybeRefOrGetter, toValue, watchEffect } from 'vue'
import { t } from '../texts/index.ts'
import { platformName } from './platform.ts'

/** The page's own title, before the platform's: `第 2 步/共 4 步 – 学时申报 – 平台名`. */
export function useTitle(page: MaybeRefOrGetter<string>): void {
  watchEffect(() => {
    const title = toValue(page)
    if (title !== '')
      document.title = t('shell.title', { page: title, platform: platformName.value })
  })
}
