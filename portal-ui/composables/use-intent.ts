import { newKey } from '../api/index.ts'

export interface UseIntent {
  /** The key for this very wish: the same while it is retried, a new one when it differs. */
  keyFor(wish: unknown): string
  /** It was done; the same wish again is a new one. */
  fulfilled(): void
}

/** Clicking twice, retrying after a timeout: one intent, one key, done once. */
export function useIntent(): UseIntent {
  let key = ''
  let of = ''
  return {
    keyFor(wish) {
      const text = JSON.stringify(wish)
      if (key === '' || text !== of) {
        key = newKey()
        of = text
      }
      return key
    },
    fulfilled() {
      key = ''
    },
  }
}
