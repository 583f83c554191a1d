/** Every kind of file a layer may hold, the schema that checks it, and how its name is tied to its id. */
export type FileKind =
  | 'pack'
  | 'org'
  | 'roles'
  | 'conditions'
  | 'hours'
  | 'texts'
  | 'portal'
  | 'world'
  | 'form'
  | 'chain'
  | 'certificate'
  | 'scenarios'

export const singleFiles = {
  'pack.yaml': 'pack',
  'org.yaml': 'org',
  'roles.yaml': 'roles',
  'conditions.yaml': 'conditions',
  'hours.yaml': 'hours',
  'texts.yaml': 'texts',
  'portal.yaml': 'portal',
  'world.yaml': 'world',
} as const satisfies Record<string, FileKind>

export const folders = {
  forms: 'form',
  chains: 'chain',
  certificates: 'certificate',
  scenarios: 'scenarios',
} as const satisfies Record<string, FileKind>

/** Files a resolved, publishable pack cannot do without. */
export const neededFiles = [
  'pack.yaml',
  'org.yaml',
  'roles.yaml',
  'hours.yaml',
  'texts.yaml',
  'portal.yaml',
  'world.yaml',
] as const

const fileName = /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/
const assetName = /^assets\/[a-z0-9][a-z0-9.-]*\.(png|jpg)$/

/** Pictures and the README lie in a layer too, but are no definitions. */
export const isBesideThePack = (path: string): boolean =>
  path === 'README.md' || assetName.test(path)

/** What a path inside a layer holds; nothing for a file no pack has. */
export function kindOfFile(path: string): FileKind | undefined {
  if (Object.hasOwn(singleFiles, path)) return singleFiles[path as keyof typeof singleFiles]
  const [folder, name, ...deeper] = path.split('/')
  if (!folder || !name || deeper.length > 0 || !fileName.test(name)) return undefined
  return Object.hasOwn(folders, folder) ? folders[folder as keyof typeof folders] : undefined
}

/** `declaration` of `chains/declaration.yaml`. */
export const nameOfFile = (path: string): string =>
  path.slice(path.indexOf('/') + 1).replace(/\.yaml$/, '')
