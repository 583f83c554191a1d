import { type MaybeRefOrGetter, toValue, watchEffect } from 'vue'
import { t } from '../texts/index.ts'

/** The page's own title before the app's. */
export function useTitle(page: MaybeRefOrGetter<string>): void {
  watchEffect(() => {
    const title = toValue(page)
    if (title !== '') document.title = t('title', { page: title })
  })
}
