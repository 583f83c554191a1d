import { fileURLToPath } from 'node:url'
import { compilePack, resolve, revive, sayIssue, type PackFile } from '#core/pack'
import { playAll, type ScenarioDefinition } from '#core/simulate'
import { packFolders, readPackFiles } from '#storage/pack-files'
import { type Figure, limit, median, worked } from './measure.ts'

const rounds = 9
const warm = 20
const plays = 3
const config = fileURLToPath(new URL('../../config', import.meta.url))

interface Source {
  readonly name: string
  readonly files: readonly PackFile[]
}

/** From files in memory to a frozen pack, and every story of every pack. */
export async function benchPacks(): Promise<Figure[]> {
  const sources = packFolders(config)
    .map((folder): Source => ({ name: folder.split('/').at(-1)!, files: readPackFiles(folder) }))
    .filter(({ files }) => !resolve(files).resolved.header.abstract)
  const largest = sources.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]!
  for (let round = 0; round < warm; round += 1) compile(largest)
  const compiled: number[] = []
  for (let round = 0; round < rounds; round += 1) compiled.push(worked(() => compile(largest)))

  const stories = sources.map(({ files }) => {
    const { resolved, scenarios } = resolve(files)
    return { pack: revive(resolved), scenarios: scenarios as readonly ScenarioDefinition[] }
  })
  const played: number[] = []
  for (let round = 0; round < plays; round += 1)
    played.push(
      worked(() => stories.forEach(({ pack, scenarios }) => mustPass(playAll(pack, scenarios)))),
    )
  const count = stories.reduce((sum, it) => sum + it.scenarios.length, 0)
  const note = `${largest.name}: ${largest.files.length} files, ${Math.round(sizeOf(largest) / 1024)} KiB; processor time`
  return [
    limit({ name: 'compile the largest pack, warm', ours: median(compiled), note }, 50),
    limit(
      {
        name: `play all ${count} scenarios of ${stories.length} packs`,
        ours: median(played),
        note: 'packs compiled before; processor time',
      },
      3_000,
    ),
  ]
}

const sizeOf = ({ files }: Source) => files.reduce((sum, it) => sum + it.text.length, 0)

function compile({ name, files }: Source): void {
  const compiled = compilePack(files)
  if (!compiled.ok) throw new Error(`${name}: ${compiled.issue.map(sayIssue).join('\n')}`)
}

function mustPass(results: ReturnType<typeof playAll>): void {
  const failed = results.filter((it) => !it.passed)
  if (failed.length > 0)
    throw new Error(`Stories fail: ${failed.map((it) => it.scenario).join(', ')}`)
}
