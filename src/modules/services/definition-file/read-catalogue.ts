import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { checkDefinition } from '../domain/definition/check.ts'
import { expandPola } from '../domain/definition/expand.ts'
import type { Surroundings, Table } from '../domain/definition/names.ts'
import type { Layanan, Rujukan } from '../domain/definition/types.ts'
import { LayananSchema, RujukanSchema } from './schema.ts'

/** A file of the catalogue and what is wrong with it. */
export type CatalogueProblem = Readonly<{ file: string; path: string; about: string }>

export type Catalogue = Readonly<{
  layanan: readonly Layanan[]
  rujukan: readonly Rujukan[]
  around: Surroundings
  problems: readonly CatalogueProblem[]
}>

const TableSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  source: z.string(),
  columns: z.record(z.string(), z.enum(['number', 'text', 'boolean'])),
  shown: z.string(),
  rows: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
})

type JsonFile = Readonly<{ file: string; data: Readonly<Record<string, unknown>> }>

/**
 * Read the catalogue that ships with the program: patterns, tables, and one file per service in a folder per owner. Every
 * definition is put together, parsed and checked with its golden cases.
 */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const tables = await readTables(join(folder, 'tabel'))
  const pola = new Map(
    (await readJsonFiles(join(folder, 'pola'))).map(({ file, data }) => [nameOf(file), data]),
  )
  const files = await readServices(folder)
  const services = new Set(files.map(({ data }) => String(data.code)))
  const around: Surroundings = { tables, services }
  const layanan: Layanan[] = []
  const rujukan: Rujukan[] = []
  const problems: CatalogueProblem[] = []
  for (const { file, data } of files) {
    const whole = expandPola(data, pola)
    if ('missing' in whole) {
      problems.push({ file, path: 'pola', about: whole.missing })
      continue
    }
    const isRujukan = whole.definition.schema === 'rujukan/1'
    const parsed = (isRujukan ? RujukanSchema : LayananSchema).safeParse(whole.definition)
    if (!parsed.success) {
      problems.push(...parsed.error.issues.slice(0, 20).map((issue) => problemOf(file, issue)))
    } else if (parsed.data.schema === 'rujukan/1') {
      rujukan.push(parsed.data)
    } else {
      layanan.push(parsed.data)
      for (const one of checkDefinition(parsed.data, around))
        problems.push({ file, path: one.path, about: `${one.code} ${one.about}` })
    }
  }
  return { layanan, rujukan, around, problems }
}

/**
 * The catalogue that ships, put together and not checked: every check runs before a release, and a start has no time for
 * it twice.
 */
export async function readShipped(folder: string): Promise<Pick<Catalogue, 'layanan' | 'rujukan'>> {
  const pola = new Map(
    (await readJsonFiles(join(folder, 'pola'))).map(({ file, data }) => [nameOf(file), data]),
  )
  const layanan: Layanan[] = []
  const rujukan: Rujukan[] = []
  for (const { file, data } of await readServices(folder)) {
    const whole = expandPola(data, pola)
    if ('missing' in whole) throw new Error(`${file}: there is no pattern ${whole.missing}`)
    const { definition } = whole
    if (definition.schema === 'rujukan/1') rujukan.push(definition as unknown as Rujukan)
    else layanan.push(definition as unknown as Layanan)
  }
  return { layanan, rujukan }
}

function problemOf(file: string, issue: z.core.$ZodIssue): CatalogueProblem {
  return { file, path: issue.path.join('.'), about: issue.message }
}

/** The look-up tables alone, small and read once at the start. */
export function readTablesSync(folder: string): ReadonlyMap<string, Table> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(
    names.map((name) => {
      const table = TableSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      return [table.id, table]
    }),
  )
}

async function readTables(folder: string): Promise<ReadonlyMap<string, Table>> {
  const files = await readJsonFiles(folder)
  return new Map(
    files.map(({ data }) => {
      const table = TableSchema.parse(data)
      return [table.id, table]
    }),
  )
}

/** Folders of shared parts, which hold no service. */
const SHARED: readonly string[] = ['pola', 'tabel']

async function readServices(folder: string): Promise<readonly JsonFile[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: JsonFile[] = []
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isDirectory() && !SHARED.includes(entry.name))
      found.push(...(await readJsonFiles(join(folder, entry.name))))
  return found
}

async function readJsonFiles(folder: string): Promise<readonly JsonFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const found: JsonFile[] = []
  for (const name of names) {
    const data = JSON.parse(await readFile(join(folder, name), 'utf8')) as JsonFile['data']
    found.push({ file: join(folder, name), data })
  }
  return found
}

function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? '').replace(/\.json$/, '')
}
