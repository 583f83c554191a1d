import type { FieldValues } from '#core/base'
import { createStore, del, get, set, type UseStore } from 'idb-keyval'

/** What was typed and has not reached the server, kept on this device. */
export interface LocalDraft {
  readonly values: FieldValues
  /** The seq it was based on; 0 for a filing that does not exist yet. */
  readonly seq: number
  readonly at: number
}

let store: UseStore | undefined
const drafts = () => (store ??= createStore('portal', 'drafts'))

/** A browser without storage (private window) still files; it just remembers nothing. */
export const readLocal = (key: string): Promise<LocalDraft | undefined> =>
  attempt(() => get<LocalDraft>(key, drafts()))
export const writeLocal = (key: string, draft: LocalDraft): Promise<void> =>
  // Plain data only: what Vue wrapped cannot be cloned into the store.
  attempt(() => set(key, JSON.parse(JSON.stringify(draft)) as LocalDraft, drafts())).then(
    () => undefined,
  )
export const dropLocal = (key: string): Promise<void> =>
  attempt(() => del(key, drafts())).then(() => undefined)

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}
