import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { extendsOf, type PackFile } from '#core/pack'

/**
 * The files of the pack in a folder and of every layer it rests on, which lie beside it. What is not
 * there is left to the loader to name; a folder without pack.yaml is refused here.
 */
export function readPackFiles(folder: string): readonly PackFile[] {
  const home = resolve(folder)
  if (!isPackFolder(home)) throw new NoPackError(folder)
  const files: PackFile[] = []
  const seen = new Set<string>()
  for (let at: string | undefined = home; at !== undefined && !seen.has(at); ) {
    seen.add(at)
    files.push(...readLayer(at))
    const header = join(at, 'pack.yaml')
    const lower: string | undefined = existsSync(header)
      ? extendsOf(readFileSync(header, 'utf8'))
      : undefined
    const next: string | undefined =
      lower && /^[a-z0-9-]+$/.test(lower) ? join(dirname(at), lower) : undefined
    at = next && existsSync(next) ? next : undefined
  }
  return files
}

export class NoPackError extends Error {
  readonly folder: string
  constructor(folder: string) {
    super(`${folder} 里没有 pack.yaml，不是配置包`)
    this.folder = folder
  }
}

/** A picture that is larger is not read, and the check says so. */
const mostPicture = 2 * 1024 * 1024
const isPicture = (path: string) => /^assets\/[^/]+\.(png|jpg)$/.test(path)

/** Files of one layer in a fixed order; YAML and pictures are read, others named so they can be refused. */
function readLayer(home: string): PackFile[] {
  const layer = basename(home)
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((it) => it.replaceAll('\\', '/'))
    .filter((it) => !/(^|\/)\./.test(it) && statSync(join(home, it)).isFile())
    .sort()
    .map((path) => ({
      layer,
      path,
      text: path.endsWith('.yaml') ? readFileSync(join(home, path), 'utf8') : '',
      ...(isPicture(path) && { data: pictureIn(join(home, path)) }),
    }))
}

export const isPackFolder = (folder: string): boolean => existsSync(join(folder, 'pack.yaml'))

/** Folders of packs under a folder (`config/`): those with a pack.yaml. */
export function packFolders(root: string): string[] {
  return readdirSync(root)
    .filter((it) => isPackFolder(join(root, it)))
    .sort()
    .map((it) => join(root, it))
}

const pictureIn = (path: string): string =>
  statSync(path).size > mostPicture ? '' : readFileSync(path).toString('base64')
