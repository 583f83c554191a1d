import type { ActBody, ActedView, FileBody, FormView } from '#core/api'
import type { FieldValues } from '#core/base'
import { shallowRef, type ShallowRef } from 'vue'
import { act, newKey, openFiling } from '../api/index.ts'
import { useIntent } from './use-intent.ts'

export interface DraftGiven {
  readonly form: FormView
  readonly id: string
  readonly seq: number
  readonly applicant: string
  readonly refers: string
}
export interface UseDraft {
  readonly id: Readonly<ShallowRef<string>>
  readonly seq: ShallowRef<number>
  save(values: FieldValues): Promise<void>
  submit(values: FieldValues, route: ActBody['route']): Promise<ActedView>
}

/** A filing being written: made with its first save, then saved and submitted under its own number. */
export function useDraft(given: DraftGiven): UseDraft {
  const id = shallowRef(given.id)
  const seq = shallowRef(given.seq)
  const intent = useIntent()
  // Until the first answer comes the very same request is repeated: never two drafts of one form.
  let createKey = newKey()
  let first: FileBody | undefined

  async function create(values: FieldValues) {
    first ??= {
      chain: given.form.chain,
      data: values,
      ...(given.applicant === '' ? {} : { applicant: given.applicant }),
      ...(given.refers === '' ? {} : { refers: given.refers }),
    }
    const sent = first
    try {
      const made = await openFiling(sent, createKey)
      id.value = made.id
      seq.value = made.seq
    } catch (error) {
      if (isRefusal(error)) {
        first = undefined
        createKey = newKey()
      }
      throw error
    }
    return sent.data === values
  }
  async function perform(body: Omit<ActBody, 'seen'>): Promise<ActedView> {
    const wish = { ...body, seen: seq.value }
    const done = await act(id.value, wish, intent.keyFor(wish))
    intent.fulfilled()
    seq.value = done.seq
    return done
  }

  return {
    id,
    seq,
    async save(values) {
      if (id.value === '' && (await create(values))) return
      await perform({ action: 'save', data: values })
    },
    async submit(values, route) {
      if (id.value === '') await create(values)
      return perform({ action: 'submit', data: values, ...(route ? { route } : {}) })
    },
  }
}

const isRefusal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'kind' in error && error.kind === 'refused'
