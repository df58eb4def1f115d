/**
 * npm run new:module <name> "<title>"
 *
 * Writes a small module in its flat form, complete and passing: one table, one action, one page in two
 * languages, tests; adds its row to modules.cjs, both README tables, the composition root, the picture in
 * ARCHITECTURE.md and the matrix of who may do what.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { moduleFiles } from './module-template.ts'

const PORTAL_IMPORT = "import { errorView, portalParts } from './modules/portal/index.ts'"
const [name = '', title = '', rootArgument] = process.argv.slice(2)
const root = rootArgument ?? join(import.meta.dirname, '..')

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || title === '') {
  process.stderr.write('Usage: npm run new:module <kebab-case-name> "<Indonesian title>"\n')
  process.exit(2)
}
if (existsSync(join(root, 'src/modules', name))) {
  process.stderr.write(`src/modules/${name} exists already.\n`)
  process.exit(1)
}

const stamp = new Date()
  .toISOString()
  .slice(0, 16)
  .replaceAll('-', '')
  .replace('T', '_')
  .replace(':', '')
for (const [path, text] of Object.entries(moduleFiles({ name, title, stamp }))) {
  const file = join(root, 'src/modules', name, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

edit('modules.cjs', (text) =>
  text.replace('const working = {\n', `const working = {\n  ${quoted(name)}: [],\n`),
)
edit('README.md', (text) =>
  text.replace(
    '<!-- modules:end -->',
    `| [\`${name}\`](src/modules/${name}) | ${title} |\n<!-- modules:end -->`,
  ),
)
edit('README.id.md', (text) =>
  text.replace(
    '<!-- modules:end -->',
    `| [\`${name}\`](src/modules/${name}) | ${title} |\n<!-- modules:end -->`,
  ),
)
edit('src/app.ts', (text) =>
  text.replace(
    PORTAL_IMPORT,
    `import { create${pascal(name)}, ${camel(name)}Parts } from './modules/${name}/index.ts'\n${PORTAL_IMPORT}`,
  ),
)
edit('src/app.ts', (text) =>
  text.replace(
    '    portalParts(',
    `    ${camel(name)}Parts(kit, create${pascal(name)}(kit, { audit })),\n    portalParts(`,
  ),
)
edit('tests/security/access-matrix.txt', (text) => {
  const admins = /^POST \/kerja\/pengaturan\/daerah ada (\|.*)$/m.exec(text)?.[1]
  if (admins === undefined) return text
  return `${text}GET /${name} ada | 200 semua\nPOST /${name} ada ${admins}\n`
})
// The arrows of the picture follow from modules.cjs, and the lines are laid out as the formatter wants.
for (const args of [
  ['tsx', 'scripts/graph.ts'],
  ['biome', 'check', '--write', `src/modules/${name}`, 'src/app.ts', 'modules.cjs'],
])
  runTool(args)
process.stdout.write(`src/modules/${name} is written. Next: npm run check -- --changed\n`)

function edit(path: string, change: (text: string) => string): void {
  const file = join(root, path)
  const before = readFileSync(file, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`${path} has no place for a new module.`)
  writeFileSync(file, after)
}

function quoted(text: string): string {
  return /^[a-z]+$/.test(text) ? text : `'${text}'`
}

function camel(text: string): string {
  return text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function pascal(text: string): string {
  const word = camel(text)
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

function runTool([tool = '', ...args]: readonly string[]): void {
  const done = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`${tool}: ${done.stdout}${done.stderr}`)
}
