// Builds what the program serves and runs: client scripts and style sheets under content hashes in
// dist/public with a manifest, and the program itself as one bundle with lazy chunks in dist/.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transformSync } from 'esbuild'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const dist = join(root, 'dist')
const publicDir = join(dist, 'public')

const list = (dir) =>
  existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }) : []
const filesUnder = (dir, ends) =>
  list(dir)
    .filter((f) => f.isFile() && f.name.endsWith(ends))
    .map((f) => join(f.parentPath ?? f.path, f.name))

/** Newest change of anything that is built: lets a later start skip the build. */
export function newestSource() {
  const watched = [
    ...filesUnder(join(root, 'src'), ''),
    ...filesUnder(join(root, 'public'), ''),
    join(root, 'package.json'),
    join(root, 'modules.cjs'),
    fileURLToPath(import.meta.url),
  ]
  return Math.max(...watched.map((file) => statSync(file).mtimeMs))
}

export function isBuilt() {
  const stamp = join(dist, 'built')
  return existsSync(stamp) && Number(readFileSync(stamp, 'utf8')) >= newestSource()
}

function hashed(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10)
  const dot = name.lastIndexOf('.')
  return `aset/${name.slice(0, dot)}.${hash}${name.slice(dot)}`
}

/** Style sheets: every folder under src/ui/styles is one sheet, its files in order of their names. */
function buildStyles(put) {
  const dir = join(root, 'src/ui/styles')
  for (const sheet of list(dir).filter(
    (f) => f.isDirectory() && (f.parentPath ?? f.path) === dir,
  )) {
    const text = filesUnder(join(dir, sheet.name), '.css')
      .sort()
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    put(
      `${sheet.name}.css`,
      Buffer.from(
        transformSync(text, { loader: 'css', minify: true, target: 'chrome87' }).code.trim(),
      ),
    )
  }
}

/** Scripts for pages: src/client/*.ts and any module's client-*.ts, each its own small file; parts/ is what they share. */
async function buildScripts(put) {
  const entries = [
    ...filesUnder(join(root, 'src/client'), '.ts'),
    ...filesUnder(join(root, 'src/modules'), '.ts').filter((file) =>
      /modules\/[^/]+\/client-[^/]+$/.test(file),
    ),
  ].filter((file) => !file.endsWith('.test.ts') && !file.includes('/client/parts/'))
  for (const entry of entries) {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'chrome70',
      legalComments: 'none',
    })
    put(
      `${basename(entry, '.ts').replace(/^client-/, '')}.js`,
      Buffer.from(outputFiles[0].contents),
    )
  }
}

export async function buildPublic() {
  rmSync(publicDir, { recursive: true, force: true })
  mkdirSync(join(publicDir, 'aset'), { recursive: true })
  const manifest = {}
  const put = (name, bytes) => {
    manifest[name] = hashed(name, bytes)
    writeFileSync(join(publicDir, manifest[name]), bytes)
  }
  for (const file of filesUnder(join(root, 'public'), '')) put(basename(file), readFileSync(file))
  buildStyles((name, bytes) => put(name, Buffer.from(linkFonts(bytes.toString(), manifest))))
  await buildScripts(put)
  writeFileSync(join(publicDir, 'assets.json'), JSON.stringify(manifest, undefined, 1))
}

/** url(name.woff2) in a sheet becomes the hashed address. */
function linkFonts(css, manifest) {
  return css.replace(/url\(["']?(?:\/aset\/)?([\w.-]+)["']?\)/g, (whole, name) =>
    manifest[name] ? `url(/${manifest[name]})` : whole,
  )
}

async function buildProgram() {
  for (const file of list(dist))
    if (file.name.endsWith('.mjs')) rmSync(join(file.parentPath ?? file.path, file.name))
  await build({
    entryPoints: { cli: join(root, 'src/cli.ts') },
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  })
}

export async function buildAll() {
  const newest = newestSource()
  await Promise.all([buildPublic(), buildProgram()])
  writeFileSync(join(dist, 'built'), String(newest))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
