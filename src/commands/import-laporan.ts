import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import {
  checkImpor,
  findUnfinishedImpor,
  type ImporCheck,
  type ImporFormat,
  type ImporOptions,
  type ImporProblem,
  type PemetaanRow,
  readImpor,
  readPemetaan,
  recogniseFormat,
  runImpor,
} from '../modules/citizen-reports/index.ts'
import { upsertUnits } from '../modules/reference/index.ts'
import { packageRoot } from '../package-root.ts'
import { readCsv } from '../platform/csv/read-csv.ts'
import { transaction } from '../platform/db/database.ts'
import { openBytes, sha256Of } from './labelled-texts.ts'
import { createProgress, readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const VALUED = ['pemetaan', 'sumber'] as const
const KNOWN = new Set<string>([
  ...VALUED,
  'periksa',
  'dry-run',
  'buat-unit',
  'tertutup',
  'lewati-rusak',
])
const SHOWN_MAX = 50

export const command: Command = {
  summary: 'Memasukkan laporan dari sistem lain: diperiksa seluruhnya, lalu disimpan bertahap',
  usage: `pendopo import laporan <berkas.csv[.gz] | map> [pilihan]

  --dry-run        hanya memeriksa (juga: --periksa)
  --pemetaan f.csv nama instansi, topik, dan kelurahan sistem asal ke kode di pemasangan ini
  --sumber nama    nama sistem asal untuk bentuk umum; bersama rujukan menjadi kunci tiap laporan
  --buat-unit      tambah perangkat daerah yang belum ada, menurut nama di berkas
  --tertutup       tidak terbit untuk umum sampai diputuskan petugas
  --lewati-rusak   simpan baris yang benar meskipun ada baris yang salah

Bentuk berkas dikenali dari nama kolomnya; rinciannya di docs/guide/pengelola/impor-laporan.md.
Boleh diulang, juga setelah terputus: yang sudah masuk dilewati.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, VALUED)
    const stranger = Object.keys(flags).find((name) => !KNOWN.has(name))
    const [source] = words
    if (stranger !== undefined) return wrongUsage(`Pilihan --${stranger} tidak dikenal.`)
    if (source === undefined || words.length > 1) return wrongUsage(command.usage)
    if (!existsSync(source)) return wrongUsage(`${source} tidak ada.`)
    const sumber = typeof flags.sumber === 'string' ? flags.sumber : 'csv'
    if (!/^[a-z0-9-]{1,40}$/.test(sumber))
      return wrongUsage('--sumber berisi huruf kecil, angka, dan tanda hubung, paling banyak 40.')
    return withInstallation((installation) =>
      importAll(installation, source, {
        isDryRun: flags['dry-run'] === true || flags.periksa === true,
        isNewUnitAllowed: flags['buat-unit'] === true,
        isTertutup: flags.tertutup === true,
        isLenient: flags['lewati-rusak'] === true,
        sumber,
        ...(typeof flags.pemetaan === 'string' ? { pemetaan: flags.pemetaan } : {}),
      }),
    )
  },
}

type Order = Readonly<{
  isDryRun: boolean
  isNewUnitAllowed: boolean
  isTertutup: boolean
  isLenient: boolean
  sumber: string
  pemetaan?: string
}>

async function importAll(
  installation: Installation,
  source: string,
  order: Order,
): Promise<number> {
  if (installation.app.reference.regionKode() === '')
    return wrongUsage('Daerah belum dipilih. Jalankan "pendopo import wilayah" lebih dahulu.')
  if ((await installation.app.citizenReports.katalog.get()).daun.length === 0)
    return wrongUsage('Katalog masih kosong. Jalankan "pendopo seed" lebih dahulu.')
  const files = await filesOf(source)
  if (files.length === 0) return wrongUsage(`${source} tidak memuat berkas .csv atau .csv.gz.`)
  let code = 0
  for (const path of files) code = Math.max(code, await importFile(installation, path, order))
  return code
}

/** A folder stands for the report files in it, each all or nothing by itself. */
async function filesOf(source: string): Promise<readonly string[]> {
  if (!statSync(source).isDirectory()) return [source]
  const names = (await readdir(source)).filter((name) => /\.csv(\.gz)?$/i.test(name)).toSorted()
  const found: string[] = []
  for (const name of names) {
    const path = join(source, name)
    if ((await formatOf(path)) !== undefined) found.push(path)
    else process.stderr.write(`Dilewati, bukan berkas laporan: ${name}\n`)
  }
  return found
}

/** @returns undefined when the header is that of no report file */
async function formatOf(path: string): Promise<ImporFormat | undefined> {
  for await (const item of readCsv(openBytes(path))) {
    if (item.kind === 'problem') return 'umum'
    const header = Object.keys(item.cells)
    const format = recogniseFormat(header)
    const names = new Set(header.map((name) => name.toLowerCase()))
    if (format === 'umum' && !names.has('rujukan') && !names.has('isi')) return undefined
    return format
  }
  return 'umum'
}

async function importFile(installation: Installation, path: string, order: Order): Promise<number> {
  const { app } = installation
  const name = basename(path)
  const format = (await formatOf(path)) ?? 'umum'
  const { rows: pemetaan, problems } = await mappingFor(format, order.pemetaan)
  if (problems.length > 0) return refuse(name, problems)
  const options: ImporOptions = {
    pemetaan,
    // The mappings that ship speak of agencies by name, so those may be added.
    isNewUnitAllowed: order.isNewUnitAllowed || format === 'surabaya-media-center',
    isTertutup: order.isTertutup,
    onProgress: createProgress(`${name}: diperiksa`),
  }
  const zone = app.reference.calendar().zone
  const items = () => readImpor(openBytes(path), { format, zone, sumber: order.sumber })
  const check = await checkImpor(app.citizenReports.deps, items(), options)
  report(name, format, check)
  const isRefused = check.problemCount > 0 && !order.isLenient
  if (isRefused) process.stderr.write(`${name}: tidak ada yang disimpan.\n`)
  if (isRefused) return 1
  if (order.isDryRun) return check.problemCount > 0 ? 1 : 0
  return load(installation, { path, name, format, sumber: order.sumber, check, options, items })
}

type Loading = Readonly<{
  path: string
  name: string
  format: ImporFormat
  sumber: string
  check: ImporCheck
  options: ImporOptions
  items: () => ReturnType<typeof readImpor>
}>

async function load({ app }: Installation, loading: Loading): Promise<number> {
  const { name, check, options } = loading
  const { deps, counters } = app.citizenReports
  const sha256 = await sha256Of(loading.path)
  const cut = await findUnfinishedImpor(app.jobDb, sha256)
  if (cut !== undefined)
    process.stderr.write(`${name}: melanjutkan yang terputus setelah ${cut} laporan.\n`)
  if (check.newUnits.length > 0) {
    const units = check.newUnits.map((unit) => ({
      ...unit,
      indukKode: null,
      alamat: null,
      telepon: null,
      jamLayanan: null,
      isActive: true,
    }))
    await transaction(app.jobDb, (tx) => upsertUnits(tx, units))
    await app.reference.refresh()
  }
  const run = {
    id: app.kit.newId(),
    berkas: name,
    sha256,
    format: loading.format,
    sumber: loading.sumber,
    baris: check.rows,
    mulaiAt: app.kit.now(),
  }
  const done = await runImpor({ ...deps, db: app.jobDb }, loading.items(), {
    run,
    options: { ...options, onProgress: createProgress(`${name}: disimpan`) },
  })
  await counters.rebuild()
  process.stdout.write(
    `${name}: ${done.stored} laporan masuk, ${done.known} sudah ada sebelumnya.\n`,
  )
  return 0
}

/** The mapping that ships for a known source, and over it the one that was given. */
async function mappingFor(
  format: ImporFormat,
  given: string | undefined,
): Promise<Readonly<{ rows: readonly PemetaanRow[]; problems: readonly ImporProblem[] }>> {
  const shipped = join(packageRoot, 'data/impor', `${format}.csv`)
  const paths = [...(existsSync(shipped) ? [shipped] : []), ...(given === undefined ? [] : [given])]
  const rows: PemetaanRow[] = []
  for (const path of paths) {
    const read = await readPemetaan(openBytes(path))
    if (read.problems.length > 0) return read
    rows.push(...read.rows)
  }
  return { rows, problems: [] }
}

function report(name: string, format: ImporFormat, check: ImporCheck): void {
  write(name, 'salah', check.problems, check.problemCount)
  write(name, 'perhatian', check.warnings, check.warningCount)
  const statuses = Object.entries(check.perStatus).map(([status, count]) => `${status} ${count}`)
  const units =
    check.newUnits.length === 0 ? '' : `, ${check.newUnits.length} perangkat daerah baru`
  process.stdout.write(
    `${name}: bentuk ${format}, ${check.rows} laporan dapat masuk (${statuses.join(', ') || 'tidak ada'})${units}; ` +
      `${check.problemCount} kesalahan, ${check.warningCount} perhatian.\n`,
  )
}

function write(name: string, kind: string, notes: readonly ImporProblem[], count: number): void {
  for (const { row, column, message } of notes.slice(0, SHOWN_MAX)) {
    const where = column === undefined ? '' : `, kolom ${column}`
    process.stderr.write(`${name}, baris ${row}${where} (${kind}): ${message}\n`)
  }
  if (count > SHOWN_MAX) process.stderr.write(`${name}: dan ${count - SHOWN_MAX} lagi (${kind}).\n`)
}

function refuse(name: string, problems: readonly ImporProblem[]): number {
  write(name, 'pemetaan', problems, problems.length)
  return 1
}
