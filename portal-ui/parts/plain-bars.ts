import { useTemplateRef, watch } from 'vue'

/**
 * A dialog's title bar and button bar are drawn as `<header>` and `<footer>`. Beside the page they
 * would count as the page's own: as soon as the title is drawn, both say that they are not.
 */
export function usePlainBars(titleRef: string): void {
  watch(useTemplateRef<HTMLElement>(titleRef), (title) => {
    for (const it of title?.closest('header')?.parentElement?.children ?? [])
      if (it.tagName === 'HEADER' || it.tagName === 'FOOTER')
        it.setAttribute('role', 'presentation')
  })
}
