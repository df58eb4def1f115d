// The one gate, the same here and in CI: named steps, cheap first, one closing line with the counts.
//   npm run check              everything but the browser journeys
//   npm test                   everything
//   npm run check -- --changed only tests touched by uncommitted changes
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const withJourneys = process.argv.includes('--journeys')
const onlyChanged = process.argv.includes('--changed')
const bin = (name) => join(root, 'node_modules/.bin', name)
const results = join(root, 'node_modules/.cache/vitest-results.json')

const projects = ['unit', 'db', ...(withJourneys ? ['journeys', 'reliability'] : [])].flatMap(
  (name) => ['--project', name],
)
const steps = [
  ['format and lint', bin('biome'), ['check', '--error-on-warnings']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of pure code', bin('tsc'), ['-p', 'tsconfig.pure.json']],
  [
    'dependency rules',
    bin('depcruise'),
    ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['unused code', bin('knip'), ['--no-progress']],
  ['module graph in documents', bin('tsx'), ['scripts/graph.ts', '--check']],
  ['build', process.execPath, ['scripts/build.mjs']],
  [
    'tests',
    bin('vitest'),
    [
      'run',
      ...projects,
      ...(onlyChanged ? ['--changed'] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
    ],
  ],
]

function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TZ: 'UTC' },
    })
    child.once('close', (code) => done(code ?? 1))
  })
}

const failed = []
rmSync(results, { force: true })
for (const [name, command, args] of steps) {
  const started = Date.now()
  process.stdout.write(`\n== ${name}\n`)
  const code = await run(command, args)
  process.stdout.write(
    `== ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  )
  if (code !== 0) failed.push(name)
}

let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
try {
  counts = JSON.parse(readFileSync(results, 'utf8'))
} catch {
  failed.push('test results')
}
if (counts.numPassedTests === 0) failed.push('no test was executed')
process.stdout.write(
  failed.length === 0 ? '\nEvery step passed.\n' : `\nFailed: ${failed.join(', ')}.\n`,
)
process.stdout.write(
  `${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped\n`,
)
process.exitCode = failed.length === 0 ? 0 : 1
