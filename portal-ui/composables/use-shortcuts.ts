import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'

export interface KeyAction {
  readonly keys: readonly string[]
  run(): void
}

const typing =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'
const pressable =
  'button, a, summary, input, [role=button], [role=checkbox], [role=switch], [role=menuitem]'

/** Whether what is pressed belongs to somebody else: a field, a dialog, a browser command, an input method. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(typing)) return true
  // A button under the focus is what Space and Enter mean.
  if ((event.key === ' ' || event.key === 'Enter') && target?.closest(pressable)) return true
  return hasOpenDialog()
}

function hasOpenDialog(): boolean {
  return [...document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')].some(
    (it) => it.closest<HTMLElement>('.el-overlay')?.style.display !== 'none',
  )
}

/** Single keys for a page: silent while somebody types, while a dialog is open, and when switched off. */
export function useShortcuts(actions: readonly KeyAction[], isOn: Readonly<Ref<boolean>>): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!isOn.value || isTaken(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const action = actions.find((it) => it.keys.includes(key))
    if (!action) return
    event.preventDefault()
    action.run()
  })
}
