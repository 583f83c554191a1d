import type {
  AreaView,
  DepartmentOption,
  FileView,
  OfficeOption,
  PageView,
  PersonRow,
} from '#core/api'
import { type InjectionKey, inject, provide, ref, type Ref } from 'vue'

export interface OfficeQuery {
  readonly query: string
  readonly area?: string
  readonly types?: readonly string[]
  readonly size?: number
}
export interface UploadHooks {
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
  readonly key: string
}
/** Everything a field needs from outside the form. The portal asks the server; a preview answers itself. */
export interface FormWorld {
  findOffices(query: OfficeQuery): Promise<PageView<OfficeOption>>
  departmentsOf(office: string): Promise<readonly DepartmentOption[]>
  areas(): Promise<readonly AreaView[]>
  findPeople(query: string): Promise<readonly PersonRow[]>
  upload(field: string, file: Blob, name: string, hooks: UploadHooks): Promise<FileView>
  /** Where the bytes of an uploaded file are. */
  fileUrl(id: string): string
  /** Sentence for a refused upload and the like. */
  sayError(error: unknown): string
  /** Names by id: of offices, departments, people that values hold. Grows as things are chosen. */
  readonly names: Ref<Readonly<Record<string, string>>>
  /** Files on their way: a form with any must not be submitted yet. */
  readonly uploading: Ref<number>
  readonly subjects: readonly { readonly id: string; readonly title: string }[]
  readonly hoursUnit: string
  readonly hoursStep: number
  readonly today: string
}

const key: InjectionKey<FormWorld> = Symbol('form-world')
export const provideFormWorld = (world: FormWorld): void => provide(key, world)
export const useFormWorld = (): FormWorld => inject(key, () => noWorld(), true)

/** For previews: every search is empty, every upload fails, nothing leaves the page. */
export function noWorld(own: Partial<FormWorld> = {}): FormWorld {
  const none = { rows: [], total: 0, page: 1, size: 10 }
  return {
    findOffices: () => Promise.resolve(none),
    departmentsOf: () => Promise.resolve([]),
    areas: () => Promise.resolve([]),
    findPeople: () => Promise.resolve([]),
    upload: () => Promise.reject(new Error('no uploads here')),
    fileUrl: () => '',
    sayError: () => '',
    names: ref({}),
    uploading: ref(0),
    subjects: [],
    hoursUnit: '',
    hoursStep: 1,
    today: '',
    ...own,
  }
}
