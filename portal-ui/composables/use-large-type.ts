import { useLocalStorage } from '@vueuse/core'
import { type RemovableRef } from '@vueuse/core'
import { watchEffect } from 'vue'

/** 长辈版: larger type and targets, remembered on this device. */
export function useLargeType(): RemovableRef<boolean> {
  const large = useLocalStorage('large-type', false)
  watchEffect(() => document.documentElement.classList.toggle('large-type', large.value))
  return large
}
