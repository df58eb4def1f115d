import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import { type DefinitionFile, importDefinitions, readPola } from '../modules/services/index.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const BYTES_MAX = 64 * 1024 * 1024
const SHOWN_MAX = 50

export const command: Command = {
  summary: 'Memuat definisi layanan sebagai rancangan: kode yang dikenal menjadi versi berikutnya',
  usage: `pendopo import layanan <berkas.json | folder> [--periksa]

  berkas      satu definisi, atau daftar definisi seperti hasil pendopo export layanan
  folder      semua berkas .json di dalamnya, dengan anak foldernya
  --periksa   hanya memeriksa, tidak menyimpan apa pun

Setiap kesalahan disebut dengan berkas dan tempatnya; bila ada satu saja, tidak ada yang disimpan. Yang masuk
menjadi rancangan: baru berlaku setelah ditelaah orang kedua di /kerja/perancang.`,
  run: async (args) => {
    const { words, flags } = readArguments(args)
    const [source] = words
    const bad = Object.keys(flags).find((name) => name !== 'periksa')
    if (source === undefined || bad !== undefined)
      return wrongUsage(bad === undefined ? command.usage : `Pilihan --${bad} tidak dikenal.`)
    const files = await readSource(source)
    if (files === undefined)
      return wrongUsage(`${source} tidak ada, bukan JSON, atau lebih besar dari 64 MB.`)
    const isDryRun = flags.periksa !== undefined
    return withInstallation(({ app }) => runImport(app, { files, isDryRun }))
  },
}

/** The command on an open program; tests call it with the one they started. */
export async function runImport(
  { services, jobDb }: Installation['app'],
  { files, isDryRun }: Readonly<{ files: readonly DefinitionFile[]; isDryRun: boolean }>,
): Promise<number> {
  const done = await importDefinitions(
    services.deps,
    jobDb,
    { kind: 'system', name: 'import layanan' },
    { files, pola: readPola(), isDryRun },
  )
  if (!done.ok) {
    for (const { message } of done.refusals.slice(0, SHOWN_MAX))
      process.stderr.write(`${message}\n`)
    process.stderr.write(`${done.refusals.length} kesalahan; tidak ada yang disimpan.\n`)
    return 1
  }
  const { drafts, same } = done.value
  for (const { kode, versi } of drafts) process.stdout.write(`${kode} versi ${versi}\n`)
  const what = isDryRun ? 'akan menjadi rancangan' : 'menjadi rancangan'
  process.stdout.write(`${drafts.length} ${what}, ${same.length} sama dengan yang terbit.\n`)
  return 0
}

async function readSource(source: string): Promise<readonly DefinitionFile[] | undefined> {
  const about = await stat(source).catch(() => undefined)
  if (about === undefined) return undefined
  if (!about.isDirectory()) return readFileOf(source)
  const entries = await readdir(source, { recursive: true })
  const files: DefinitionFile[] = []
  for (const name of entries.filter((one) => one.endsWith('.json')).toSorted()) {
    const read = await readFileOf(join(source, name))
    if (read === undefined) return undefined
    files.push(...read)
  }
  return files
}

/** A list of definitions counts as so many files: each has its own mistakes. */
async function readFileOf(path: string): Promise<readonly DefinitionFile[] | undefined> {
  if ((await stat(path)).size > BYTES_MAX) return undefined
  const text = await readFile(path, 'utf8')
  const name = basename(path)
  if (!text.trimStart().startsWith('[')) return [{ name, text }]
  try {
    const list = JSON.parse(text) as readonly unknown[]
    return list.map((one, index) => ({ name: `${name} ${index + 1}`, text: JSON.stringify(one) }))
  } catch {
    return undefined
  }
}
