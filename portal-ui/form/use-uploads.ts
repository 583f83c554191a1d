import type { FileValue } from '#core/base'
import type { FieldDefinition } from '#core/form'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { t } from '../texts/index.ts'
import { asJpg, canShrink, refusalOf, sizeText, tooBig } from './files.ts'
import { useFormWorld } from './form-world.ts'
import { shrinkPicture } from './shrink.ts'

export interface Pending {
  readonly key: string
  /** Rises in the order they were chosen, whichever arrives first. */
  readonly place: number
  readonly name: string
  readonly file: Blob
  readonly state: 'shrinking' | 'sending' | 'failed'
  readonly progress: number
  readonly says: string
}
export interface UseUploads {
  readonly pending: Readonly<ShallowRef<readonly Pending[]>>
  /** Sentences about files that were not taken. */
  readonly refused: Readonly<ShallowRef<readonly string[]>>
  add(files: readonly File[], room: number): void
  retry(key: string): void
  cancel(key: string): void
}

let count = 0
let places = 0
const newKey = () =>
  `${Date.now().toString(36)}-${((count += 1)).toString(36)}-${Math.random().toString(36).slice(2, 10)}`

/** Files on their way to the server, each for itself: one that fails holds up no other. */
export function useUploads(
  field: () => FieldDefinition,
  done: (file: FileValue, place: number) => void,
): UseUploads {
  const world = useFormWorld()
  const pending = shallowRef<readonly Pending[]>([])
  const refused = shallowRef<readonly string[]>([])
  const stops = new Map<string, AbortController>()

  const change = (key: string, next: Partial<Pending>) => {
    pending.value = pending.value.map((it) => (it.key === key ? { ...it, ...next } : it))
  }
  const drop = (key: string) => {
    pending.value = pending.value.filter((it) => it.key !== key)
    stops.delete(key)
  }

  async function send(one: Pending) {
    const stop = new AbortController()
    stops.set(one.key, stop)
    world.uploading.value += 1
    try {
      const ready = await fitted(one)
      if (stop.signal.aborted) return
      change(one.key, { state: 'sending', progress: 0, name: ready.name, file: ready.file })
      const hooks = {
        key: one.key,
        signal: stop.signal,
        onProgress: (share: number) => change(one.key, { progress: share }),
      }
      const view = await world.upload(field().id, ready.file, ready.name, hooks)
      if (stop.signal.aborted) return
      drop(one.key)
      done({ file: view.file, name: view.name }, one.place)
    } catch (error) {
      if (stop.signal.aborted) return
      const says = error instanceof TooBig ? error.message : world.sayError(error)
      change(one.key, { state: 'failed', says })
    } finally {
      world.uploading.value -= 1
    }
  }

  /** Over the limit: made smaller when it is a picture, else refused with both sizes. */
  async function fitted(one: Pending): Promise<{ readonly file: Blob; readonly name: string }> {
    const max = field()['max-megabytes']
    if (max === undefined || one.file.size <= max * 1024 * 1024) return one
    change(one.key, { state: 'shrinking' })
    const smaller = canShrink(one.name, field())
      ? await shrinkPicture(one.file, max * 1024 * 1024)
      : undefined
    if (!smaller) throw new TooBig(tooBig(one.name, one.file.size, max))
    change(one.key, {
      says: t('form.files.shrunk', {
        before: sizeText(one.file.size),
        after: sizeText(smaller.size),
      }),
    })
    return { file: smaller, name: asJpg(one.name) }
  }

  onScopeDispose(() => {
    for (const stop of stops.values()) stop.abort()
  })

  return {
    pending,
    refused,
    add(files, room) {
      const says: string[] = []
      const taken: Pending[] = []
      for (const file of files) {
        const why = refusalOf(file, field())
        if (why !== undefined) says.push(why)
        else if (taken.length >= room)
          says.push(t('form.files.tooMany', { max: field()['max-files'] ?? 20, name: file.name }))
        else
          taken.push({
            key: newKey(),
            place: (places += 1),
            name: file.name,
            file,
            state: 'sending',
            progress: 0,
            says: '',
          })
      }
      refused.value = says
      pending.value = [...pending.value, ...taken]
      for (const one of taken) void send(one)
    },
    retry(key) {
      const one = pending.value.find((it) => it.key === key)
      if (!one) return
      change(key, { state: 'sending', progress: 0, says: '' })
      void send(one)
    },
    cancel(key) {
      stops.get(key)?.abort()
      drop(key)
    },
  }
}

class TooBig extends Error {}
