import type { FieldValue, FieldValues, FileValue } from '#core/base'
import { fieldsFor, kindIn, type FieldDefinition, type FormDefinition } from '#core/form'
import type { Stage } from './stage.ts'

/** Values as a story writes them to values as a form gets them: attachments become files. */
export function valuesOf(
  stage: Stage,
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
): FieldValues {
  const fields = fieldsFor(form, kindIn(form, given))
  return Object.fromEntries(
    Object.entries(given).map(([id, value]) => {
      return [
        id,
        valueOf(
          stage,
          fields.find((it) => it.id === id),
          value,
        ),
      ]
    }),
  )
}

function valueOf(stage: Stage, field: FieldDefinition | undefined, value: unknown): FieldValue {
  if (!Array.isArray(value)) return value as FieldValue
  if (field?.kind === 'attachments') return value.map((it) => fileOf(stage, it))
  if (field?.kind !== 'rows') return value as FieldValue
  return value.map((row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(row).map(([id, inner]) => {
        return [
          id,
          valueOf(
            stage,
            field.fields?.find((it) => it.id === id),
            inner,
          ),
        ]
      }),
    ),
  ) as FieldValue
}

function fileOf(stage: Stage, given: unknown): FileValue {
  const it = typeof given === 'string' ? { name: given } : (given as WrittenFile)
  const id = `file-${stage.files.size + 1}`
  const extension = /\.(\w+)$/.exec(it.name ?? '')?.[1]?.toLowerCase()
  const format = it.format ?? (extension === 'jpeg' ? 'jpg' : extension) ?? 'jpg'
  stage.files.set(id, { format, bytes: Math.round((it.kilobytes ?? 100) * 1024) })
  return {
    file: id,
    name: it.name ?? `${id}.${format}`,
    ...(it.caption !== undefined && { caption: it.caption }),
  }
}
interface WrittenFile {
  readonly name?: string
  readonly caption?: string
  readonly kilobytes?: number
  readonly format?: string
}

/** Offices and people a story names that its world does not have. */
export function strangersIn(
  stage: Stage,
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
): readonly string[] {
  const fields = fieldsFor(form, kindIn(form, given))
  return fields.flatMap((it) => {
    const value = given[it.id]
    if (typeof value !== 'string') return []
    if (it.kind === 'office' && !stage.offices.has(value))
      return [`字段 ${it.id}：没有机构 “${value}”`]
    if (it.kind === 'person' && !stage.people.has(value))
      return [`字段 ${it.id}：没有人员 “${value}”`]
    return []
  })
}
