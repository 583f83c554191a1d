import { shallowRef } from 'vue'

/** Said by the live region of the shell: what a screen reader hears when something happened. */
export const spoken = shallowRef('')
export function announce(text: string): void {
  spoken.value = ''
  queueMicrotask(() => {
    spoken.value = text
  })
}
