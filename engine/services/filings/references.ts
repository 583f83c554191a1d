import { type FieldValues, type FileValue, isId } from '#core/base'
import type { World } from '#core/filing'
import { fieldsFor, kindIn } from '#core/form'
import type { Pack } from '#core/pack'
import { findFiles } from '#storage/file-records'
import { findPeople } from '#storage/people'
import type { Context } from '../context.ts'

/** What the form check asks of files and people that values name: looked up here, judged in the core. */
export async function lookUp(
  ctx: Context,
  given: { region: string; pack: Pack; chain: string; data: FieldValues },
): Promise<Pick<World, 'file' | 'knowsPerson'>> {
  const { region, pack, data } = given
  const form = pack.forms[pack.chains[given.chain]?.form ?? '']
  const fields = form ? fieldsFor(form, kindIn(form, data)) : []
  const people = fields.flatMap((it) => {
    const value = it.kind === 'person' ? data[it.id] : undefined
    return typeof value === 'string' && isId(value) ? [value] : []
  })
  const [files, known] = await Promise.all([
    findFiles(ctx.db, region, filesIn(data).filter(isId)),
    findPeople(ctx.db, region, people),
  ])
  const byId = new Map(files.map((it) => [it.id, { format: formatOf(it.mime), bytes: it.bytes }]))
  const ids = new Set<string>(known.map((it) => it.id))
  return { file: (id) => byId.get(id), knowsPerson: (id) => ids.has(id) }
}

const formatOf = (mime: string): string => {
  const kind = mime.split('/')[1] ?? mime
  return kind === 'jpeg' ? 'jpg' : kind
}

const isFile = (it: unknown): it is FileValue =>
  typeof it === 'object' && it !== null && typeof (it as FileValue).file === 'string'

/** Every file the values name, in rows too. */
export function filesIn(values: FieldValues): readonly string[] {
  return Object.values(values).flatMap((value) =>
    Array.isArray(value)
      ? (value as readonly unknown[]).flatMap((it) =>
          isFile(it)
            ? [it.file]
            : typeof it === 'object' && it !== null
              ? filesIn(it as FieldValues)
              : [],
        )
      : [],
  )
}
