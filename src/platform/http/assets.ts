import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** One built file: served under its content hash, so it can be cached for a year. */
export type StaticFile = Readonly<{
  bytes: Buffer
  brotli?: Buffer
  contentType: string
  isImmutable: boolean
}>

export type AssetStore = Readonly<{
  find: (path: string) => StaticFile | undefined
  cssText: (name: string) => string
  href: (name: string) => string
  /** sha256 sources of every style sheet that may be inlined, for the CSP header. */
  styleHashes: readonly string[]
  /** Bytes of a first visit to a path, as measured; absent where nobody measures. */
  weightOf?: (path: string) => number | undefined
}>

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
  ico: 'image/x-icon',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
}

type Manifest = Readonly<Record<string, string>>

/** Load what scripts/build.mjs wrote: assets.json maps a plain name to its hashed file. */
export function loadAssets(builtDir: string): AssetStore {
  const manifest = JSON.parse(readFileSync(join(builtDir, 'assets.json'), 'utf8')) as Manifest
  const files = new Map<string, StaticFile>()
  for (const [name, file] of Object.entries(manifest))
    files.set(`/${file}`, readStatic(builtDir, file, file !== name))
  const cssNames = Object.keys(manifest).filter((name) => name.endsWith('.css'))
  const cssText = (name: string) =>
    files.get(`/${manifest[`${name}.css`] ?? ''}`)?.bytes.toString() ?? ''
  return {
    find: (path) => files.get(path),
    cssText,
    href: (name) => `/${manifest[name] ?? name}`,
    styleHashes: cssNames.map((name) => {
      const hash = createHash('sha256')
        .update(cssText(name.slice(0, -'.css'.length)))
        .digest('base64')
      return `'sha256-${hash}'`
    }),
  }
}

function readStatic(dir: string, file: string, isImmutable: boolean): StaticFile {
  const bytes = readFileSync(join(dir, file))
  const extension = file.split('.').at(-1) ?? ''
  const contentType = TYPES[extension] ?? 'application/octet-stream'
  if (extension === 'woff2' || extension === 'png') return { bytes, contentType, isImmutable }
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
  return { bytes, brotli, contentType, isImmutable }
}
