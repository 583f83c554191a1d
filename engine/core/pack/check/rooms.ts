import { checkPlaceholders, type CertificateDefinition } from '#core/certificate'
import type { HoursDefinition } from '#core/hours'
import type { OrgDefinition } from '#core/org'
import { checkConditions, knownFacts, type Conditions } from '#core/rules'
import { checkChain, type ChainDefinition } from '#core/workflow'
import { complain, type Complaint, type Path } from '../complaint.ts'
import { nearestPart, partAt, type Located } from '../located.ts'
import { nearest } from '../meant.ts'
import { sentences, type PackIssueCode } from '../messages.ts'
import { factsOf, type Names } from './names.ts'

/** What the rooms find wrong with their own definitions. Asked only of files whose shape is right. */
export function checkByRooms(names: Names, isSound: (path: string) => boolean): Complaint[] {
  const { documents, values } = names.layered
  const sound = (folder: string) =>
    [...documents].filter(([path]) => path.startsWith(folder) && isSound(path))
  return [
    ...sound('conditions.yaml').flatMap(([, root]) => conditions(root, names)),
    ...sound('chains/').flatMap(([path, root]) =>
      checkChain(values.get(path) as ChainDefinition)
        // Said already, with the line of the first.
        .filter((it) => it.code !== 'duplicate-step')
        .map((it) => place(root, it.path, it.code, it.with)),
    ),
    ...(isSound('org.yaml') && isSound('hours.yaml')
      ? sound('certificates/').flatMap(([path, root]) => certificate(path, root, names))
      : []),
  ]
}

function conditions(root: Located, names: Names): Complaint[] {
  const written = names.layered.values.get('conditions.yaml') as { conditions: Conditions }
  const facts = { ...knownFacts, ...Object.fromEntries(factsOf(names)) }
  return checkConditions(written.conditions, facts).map((it) =>
    place(root, ['conditions', ...it.path], it.code, it.with),
  )
}

function certificate(path: string, root: Located, names: Names): Complaint[] {
  const value = (path: string) => names.layered.values.get(path)
  const org = value('org.yaml') as OrgDefinition
  const hours = value('hours.yaml') as HoursDefinition
  const attributes = {
    person: org.person.attributes,
    unit: org['office-types'].flatMap((it) => it.attributes ?? []),
  }
  return checkPlaceholders(value(path) as CertificateDefinition, hours.subjects, attributes).map(
    (it) =>
      place(
        root,
        it.path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
        it.code,
        it.with ?? {},
      ),
  )
}

/** A room's finding at its place in the files, with the nearest name where it knows the right ones. */
function place(
  root: Located,
  path: Path,
  code: string,
  details: Readonly<Record<string, unknown>>,
): Complaint {
  if (!Object.hasOwn(sentences, code))
    throw new Error(`No sentence for '${code}' in core/pack/messages.ts`)
  const known = Array.isArray(details.known) ? details.known.map(String) : []
  const meant = typeof details.name === 'string' ? nearest(details.name, known) : undefined
  const part = partAt(root, path)
  const at = part
    ? path.at(-2) === 'labels'
      ? (part.keyAt ?? part.at)
      : part.at
    : nearestPart(root, path).at
  return complain(
    code as PackIssueCode,
    at,
    path,
    meant === undefined ? details : { ...details, meant },
  )
}
