import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The weights our pages use; the others would cost half a second of reading at every start. */
const families = {
  'noto-sans-sc': ['400Regular', '500Medium', '700Bold'],
  'noto-serif-sc': ['400Regular', '700Bold'],
} as const

/**
 * A fontconfig file that gives the browser Chinese glyphs from node_modules, so that a screenshot
 * reads the same on a machine without any such font. The machine's own fonts stay behind ours.
 *
 * @returns the environment the browser is started with
 */
export function chineseFonts(cache: string): { readonly FONTCONFIG_FILE: string } {
  const folders = Object.entries(families).flatMap(([family, weights]) => {
    const root = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`))
    return weights.map((weight) => join(root, weight))
  })
  mkdirSync(cache, { recursive: true })
  const file = join(cache, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((it) => `  <dir>${it}</dir>`).join('\n')}
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <cachedir>${join(cache, 'fontconfig')}</cachedir>
${prefer('sans-serif', 'Noto Sans SC')}
${prefer('system-ui', 'Noto Sans SC')}
${prefer('serif', 'Noto Serif SC')}
</fontconfig>
`,
  )
  return { FONTCONFIG_FILE: file }
}

function prefer(generic: string, family: string): string {
  return `  <alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`
}
