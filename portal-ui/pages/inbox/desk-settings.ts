import { type RemovableRef, useLocalStorage } from '@vueuse/core'

export interface DeskSettings {
  /** After a decision the next one opens by itself. */
  readonly autoNext: RemovableRef<boolean>
  /** Approving asks first. */
  readonly askFirst: RemovableRef<boolean>
  /** Single-key shortcuts. */
  readonly keysOn: RemovableRef<boolean>
}

/** How a reviewer likes to work, remembered on this device. */
export function useDeskSettings(): DeskSettings {
  return {
    autoNext: useLocalStorage('desk-auto-next', true),
    askFirst: useLocalStorage('desk-ask-first', true),
    keysOn: useLocalStorage('shortcuts-on', true),
  }
}
