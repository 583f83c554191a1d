import { type FieldValues, type FileValue, type Issue, issue } from '#core/base'
import type { FilingState } from '#core/filing'
import { type FieldDefinition, fieldsFor, kindIn } from '#core/form'
import type { Pack } from '#core/pack'
import type { Db } from '#storage/db'
import { claimFiles } from '#storage/file-records'
import { Refused } from '../refusal.ts'

/** Files a filing names from now on, and under which pack its fields are called. */
export interface Claim {
  readonly account: string | null
  readonly ids: readonly string[]
  readonly state: FilingState
  readonly pack: Pack
}

/** Makes them the filing's; refused at its field is one of somebody else's, or of another filing. */
export async function claimAll(trx: Db, region: string, it: Claim): Promise<void> {
  const { account, ids, state, pack } = it
  const claimed = new Set(await claimFiles(trx, region, state.id, account, ids))
  const foreign = new Set(ids.filter((id) => !claimed.has(id)))
  if (foreign.size === 0) return
  const form = pack.forms[pack.chains[state.chain]!.form]!
  const found = issuesIn(state.data, fieldsFor(form, kindIn(form, state.data)), foreign)
  throw new Refused(found.length > 0 ? found : issue('unknown-field', [], { name: '' }))
}

/** In rows too. */
function issuesIn(
  values: FieldValues,
  fields: readonly FieldDefinition[],
  foreign: ReadonlySet<string>,
): readonly Issue[] {
  return fields.flatMap(({ id, label, fields: inner }) => {
    const value = values[id]
    if (!Array.isArray(value)) return []
    return (value as readonly unknown[]).flatMap((one, index): readonly Issue[] => {
      if (typeof one !== 'object' || one === null) return []
      const { file, name } = one as Partial<FileValue>
      if (typeof file === 'string')
        return foreign.has(file) ? [issue('no-such-file', [id, index], { label, name })] : []
      const inRow = issuesIn(one as FieldValues, inner ?? [], foreign)
      return inRow.map((it) => ({ ...it, at: [id, index, ...it.at] }))
    })
  })
}
