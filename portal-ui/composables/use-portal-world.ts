import { ref } from 'vue'
import { findOffices, findPeople, readAreas, readDepartments, uploadFile } from '../api/index.ts'
import type { FormWorld } from '../form/index.ts'
import { errorLine } from './describe-error.ts'

export interface WorldGiven {
  readonly chain: string
  /** For those not signed in (registration). */
  readonly region?: string
  readonly names: Readonly<Record<string, string>>
  readonly subjects: FormWorld['subjects']
  readonly hoursUnit: string
  readonly hoursStep: number
  readonly today: string
}

/** What the fields of a form ask for, answered by the server. */
export function portalWorld(given: WorldGiven): FormWorld {
  const { region } = given
  const at = region === undefined ? {} : { region }
  return {
    findOffices: ({ query, area, types, size }) =>
      findOffices({
        ...at,
        ...(query === '' ? {} : { query }),
        ...(area === undefined ? {} : { area }),
        ...(types === undefined ? {} : { types: types.join(',') }),
        ...(size === undefined ? {} : { size: String(size) }),
      }),
    departmentsOf: (office) => readDepartments(office, region),
    areas: () => readAreas(region),
    findPeople: async (query) =>
      (await findPeople({ chain: given.chain, ...(query === '' ? {} : { query }) })).rows,
    upload: (field, file, name, hooks) =>
      uploadFile({ ...hooks, ...at, file, name, chain: given.chain, field }),
    fileUrl: (id) => `/api/files/${encodeURIComponent(id)}`,
    sayError: (error) => errorLine(error),
    names: ref(given.names),
    uploading: ref(0),
    subjects: given.subjects,
    hoursUnit: given.hoursUnit,
    hoursStep: given.hoursStep,
    today: given.today,
  }
}
