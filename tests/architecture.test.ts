import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const vue = [
  'vue',
  'vue-router',
  'vue-i18n',
  'element-plus',
  'element-plus/*',
  '@element-plus/icons-vue',
]
const parts = ['@tanstack/vue-query', '@vueuse/core', 'idb-keyval', 'qrcode']

/** Each room, and the doors it may open. Read downwards: a room knows only the rooms above it. */
const rooms: Record<string, readonly string[]> = {
  'engine/core/base': [],
  'engine/core/form': ['#core/base', 're2js'],
  'engine/core/rules': ['#core/base', 'json-rules-engine'],
  'engine/core/workflow': ['#core/base'],
  'engine/core/hours': ['#core/base'],
  'engine/core/org': ['#core/base'],
  'engine/core/certificate': ['#core/base'],
  'engine/core/pack': [
    ...core('base form rules workflow hours org certificate'),
    'ajv',
    'ajv/*',
    'yaml',
    're2js',
  ],
  'engine/core/filing': core('base form rules workflow hours org certificate pack'),
  'engine/core/simulate': ['#core/*'],
  'engine/core/api': core('base form rules hours org filing').map((it) => `type ${it}`),
  'engine/storage': ['#core/*', '#setup/lock', 'kysely', 'kysely/*', 'pg', 'node:*'],
  'engine/documents': ['#core/*', 'pdfmake', 'pdfmake/*', 'sharp', 'file-type', 'qrcode', 'node:*'],
  'engine/services': [
    '#core/*',
    '#storage/*',
    '#documents/*',
    'type kysely',
    'node:crypto',
    'node:os',
    '@node-rs/argon2',
  ],
  'engine/http': [
    '#core/*',
    '#services/*',
    'node:*',
    'hono',
    'hono/*',
    '@hono/node-server',
    '@hono/node-server/*',
    // Bodies are held against the published contract.
    'ajv/*',
  ],
  'engine/jobs': ['#core/*', '#services/*'],
  'engine/cli': ['#core/*', '#storage/*', '#services/*', '#documents/*', 'node:*'],
  'engine/setup': ['node:*'],
  'portal-ui': [...core('base form rules hours api'), ...vue, ...parts],
  'admin-ui': ['#core/*', '#portal/form', '#portal/parts', ...vue, ...parts],
}

/** The only files that stand outside the rooms: they build the world, so they know everyone. */
const builders = ['engine/main.ts', 'engine/cli.ts']

function core(names: string): string[] {
  return names.split(' ').map((it) => `#core/${it}`)
}

const importLine =
  /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm

for (const [room, doors] of Object.entries(rooms)) {
  test(`${room} opens only its own doors`, () => {
    expect(filesIn(room).flatMap((file) => strays(file, room, doors))).toEqual([])
  })
}

test('every file of the engine stands in a room', () => {
  const homeless = filesIn('engine').filter(
    (file) =>
      !builders.includes(file) && !Object.keys(rooms).some((room) => file.startsWith(`${room}/`)),
  )
  expect(homeless).toEqual([])
})

test('no file needs itself by a roundabout way: of two that meet, one comes first', () => {
  const files = ['engine', 'portal-ui', 'admin-ui'].flatMap(filesIn)
  expect(circles(new Map(files.map((it) => [it, neighboursOf(it)])))).toEqual([])
})

test('the core takes time and chance from nobody: they are handed in', () => {
  expect(linesWith(filesIn('engine/core'), /Date\.now|new Date\(\s*\)|Math\.random/)).toEqual([])
})

test('the engine and the apps know no region', () => {
  const region = /guangxi|henan|weihai|zhejiang|广西|河南|威海|浙江/i
  const files = ['engine', 'portal-ui', 'admin-ui'].flatMap(filesIn)
  expect(linesWith(files, region)).toEqual([])
  expect(files.filter((file) => region.test(file))).toEqual([])
})

test('nothing a person typed becomes SQL or HTML unescaped', () => {
  expect(
    linesWith(filesIn('engine'), /\bsql\s*\.\s*(raw|ref|lit|id|table)\s*(<[^>]*>)?\(\s*[^'\s]/),
  ).toEqual([])
  expect(linesWith(['portal-ui', 'admin-ui'].flatMap(filesIn), /v-html|\.innerHTML\s*=/)).toEqual(
    [],
  )
})

/** Pinned before the issue that uses it, and why. */
const ahead: Readonly<Record<string, string>> = {
  exceljs: 'fixed by the customer; lists in and out as Excel come with bulk work',
}

test('every package the product ships is opened by somebody', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>
  }
  const text = ['engine', 'portal-ui', 'admin-ui']
    .flatMap(filesIn)
    .map((it) => readFileSync(it, 'utf8'))
    .join('\n')
  const isOpened = (it: string) =>
    [`'${it}'`, `'${it}/`, `${it}/`].some((way) => text.includes(way))
  expect(Object.keys(dependencies).filter((it) => !isOpened(it))).toEqual(Object.keys(ahead))
})

test('a file can be read whole: none is over 400 lines', () => {
  const files = ['engine', 'portal-ui', 'admin-ui', 'tests'].flatMap(filesIn)
  expect(files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401)).toEqual([])
})

function strays(file: string, room: string, doors: readonly string[]): string[] {
  return [...readFileSync(file, 'utf8').matchAll(importLine)].flatMap(
    ([, type, from, bare, later]) => {
      const target = (from ?? bare ?? later)!
      const isHome =
        target.startsWith('.') && `${join(dirname(file), target)}/`.startsWith(`${room}/`)
      return isHome || opens(doors, target, Boolean(type)) ? [] : [`${file} → ${target}`]
    },
  )
}

/** The files of its own room that a file imports, types included. */
function neighboursOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(importLine)]
    .map(([, , from, bare, later]) => (from ?? bare ?? later)!)
    .filter((target) => target.startsWith('.'))
    .map((target) => join(dirname(file), target).replaceAll('\\', '/'))
}

/** What is left when files that import nothing that is left are taken away, again and again. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Set(imports.keys())
  const leaves = () =>
    [...left].filter((file) => !imports.get(file)!.some((target) => left.has(target)))
  for (let gone = leaves(); gone.length > 0; gone = leaves()) gone.forEach((it) => left.delete(it))
  return [...left].sort()
}

function opens(doors: readonly string[], target: string, isType: boolean): boolean {
  return doors.some((door) => {
    const [name, typeOnly] = door.startsWith('type ') ? [door.slice(5), true] : [door, false]
    const matches = name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name
    return matches && (isType || !typeOnly)
  })
}

function linesWith(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  )
}

/** The written files of a room; what was built or belongs to the build tool is not its text. */
function filesIn(room: string): string[] {
  if (!existsSync(room)) return []
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter(
      (it) =>
        /\.(ts|vue|mjs)$/.test(it) &&
        !/(^|[/\\])(node_modules|dist)[/\\]|vite\.config\.ts$/.test(it),
    )
    .map((it) => join(room, it).replaceAll('\\', '/'))
}
