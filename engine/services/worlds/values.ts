import type { FieldValue, FieldValues } from '#core/base'
import { fieldsFor, kindIn, type FieldDefinition, type FormDefinition } from '#core/form'
import type { SeededWorld } from './filers.ts'

/** An attachment as world.yaml and the stories write it. */
interface WrittenFile {
  readonly name: string
  readonly caption?: string
}
/** Puts an attachment of a field where a person would, and answers what it is called from then on. */
export type Upload = (field: string, name: string) => Promise<{ file: string; name: string }>

/** Values as world.yaml writes them to values as a form gets them: keys become ids, names become files. */
export async function valuesOf(
  world: SeededWorld,
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
  upload: Upload,
): Promise<FieldValues> {
  const fields = fieldsFor(form, kindIn(form, given))
  return eachOf(given, (id, value) =>
    valueOf(
      fields.find((it) => it.id === id),
      value,
    ),
  )

  async function valueOf(field: FieldDefinition | undefined, value: unknown): Promise<FieldValue> {
    switch (field?.kind) {
      case 'office':
        return world.offices.get(value as string) ?? (value as string)
      case 'department':
        return world.departments.get(value as string) ?? (value as string)
      case 'person':
        return world.people.get(value as string) ?? (value as string)
      case 'attachments':
        return inOrder(value as readonly WrittenFile[], async ({ name, caption }) => {
          const kept = await upload(field.id, name)
          return { file: kept.file, name: kept.name, ...(caption !== undefined && { caption }) }
        })
      case 'rows':
        return inOrder(value as readonly Readonly<Record<string, unknown>>[], (row) =>
          eachOf(row, (id, inner) =>
            valueOf(
              field.fields?.find((it) => it.id === id),
              inner,
            ),
          ),
        ) as Promise<FieldValue>
      default:
        return value as FieldValue
    }
  }
}

async function inOrder<In, Out>(list: readonly In[], work: (one: In) => Promise<Out>) {
  const made: Out[] = []
  for (const it of list) made.push(await work(it))
  return made
}

async function eachOf(
  given: Readonly<Record<string, unknown>>,
  work: (id: string, value: unknown) => Promise<FieldValue>,
): Promise<FieldValues> {
  const made = await inOrder(
    Object.entries(given),
    async ([id, value]) => [id, await work(id, value)] as const,
  )
  return Object.fromEntries(made)
}
