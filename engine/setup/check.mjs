import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'
import { checkTypes } from './types.mjs'

/**
 * `npm test`: types, lint, format, then every test; each is run even when the one before it failed.
 * The last line is the sum of all of them, `N passed, N failed`, and the exit code agrees with it.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const report = join(root, '.cache/tests.json')
const bin = (path) => join(root, 'node_modules', path)

const verdicts = []
verdicts.push(await stage('types', () => checkTypes()))
verdicts.push(
  await stage(
    'lint',
    async () =>
      (await run(process.execPath, [bin('oxlint/bin/oxlint'), '--deny-warnings'], {
        cwd: root,
      })) === 0,
  ),
)
verdicts.push(
  await stage(
    'format',
    async () =>
      (await run(process.execPath, [bin('@biomejs/biome/bin/biome'), 'format'], { cwd: root })) ===
      0,
  ),
)
verdicts.push(await tests())

const passed = verdicts.reduce((sum, it) => sum + it.passed, 0)
const failed = verdicts.reduce((sum, it) => sum + it.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

async function stage(name, check) {
  console.log(`== ${name}`)
  const holds = await check()
  return holds ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Counts what vitest reports; a run that ends badly without a failed test is a failure too. */
async function tests() {
  console.log('== tests')
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const status = await run(
    process.execPath,
    [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root },
  )
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const sum = JSON.parse(readFileSync(report, 'utf8'))
  // A file that could not even be loaded has no tests to fail, so it is counted itself.
  const unloaded = sum.testResults.filter(
    (it) => it.status === 'failed' && it.assertionResults.length === 0,
  ).length
  const skipped = sum.numPendingTests + sum.numTodoTests
  if (skipped > 0)
    console.log(`${skipped} tests did not run: a skipped test counts as failed here.`)
  const failed = sum.numFailedTests + unloaded + skipped
  return { passed: sum.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed }
}
