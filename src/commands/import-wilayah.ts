import { isIP } from 'node:net'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import {
  chooseRegion,
  type ImportProblem,
  type ImportProgress,
  importBatas,
  importNationalWilayah,
  isWilayahKode,
  readLines,
  sketchFromBatas,
} from '../modules/reference/index.ts'
import { transaction } from '../platform/db/database.ts'
import { createProgress, readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const NATIONAL = 'idn-area-data'
const SHOWN_MAX = 50

export const command: Command = {
  summary: 'Memuat kode wilayah nasional atau batas wilayah, dan memilih daerah yang dilayani',
  usage: `pendopo import wilayah <${NATIONAL} | berkas.geojson | folder> [--wilayah 35.78] [--domain daerah.go.id] [--latar garis.geojson] [--periksa]

  ${NATIONAL}   kode dan nama seluruh Indonesia, dari paket yang ikut terpasang
  berkas/folder   GeoJSON WGS 84: Polygon atau MultiPolygon dengan properti kode dan nama
  --wilayah       kabupaten atau kota yang dilayani pemasangan ini; batas di luarnya dilewati
  --domain        akhiran alamat resmi daerah; bawaannya dari BASE_URL
  --latar         garis jalan dan sungai (properti jenis) untuk latar peta sketsa
  --periksa       hanya memeriksa, tidak menyimpan apa pun

Setiap kesalahan disebut dengan berkas dan urutannya; bila ada satu saja, tidak ada yang disimpan.
Boleh diulang: yang sudah ada diperbarui.`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['wilayah', 'domain', 'latar'])
    const [source] = words
    const bad = Object.keys(flags).find(
      (name) => !['wilayah', 'domain', 'latar', 'periksa'].includes(name),
    )
    if (source === undefined || bad !== undefined)
      return wrongUsage(bad === undefined ? command.usage : `Pilihan --${bad} tidak dikenal.`)
    const kode = flags.wilayah
    if (kode !== undefined && (kode === true || !isWilayahKode(kode)))
      return wrongUsage('--wilayah harus kode kabupaten atau kota, misalnya 35.78.')
    const order: Order = {
      source,
      isDryRun: flags.periksa !== undefined,
      ...(typeof kode === 'string' ? { kode } : {}),
      ...(typeof flags.domain === 'string' ? { domain: flags.domain } : {}),
      ...(typeof flags.latar === 'string' ? { latar: flags.latar } : {}),
    }
    return withInstallation((installation) => runImport(installation, order))
  },
}

export type Order = Readonly<{
  source: string
  isDryRun: boolean
  kode?: string
  domain?: string
  latar?: string
}>

/** The command on an open installation; tests call it with the program they started. */
export async function runImport(
  { app, env }: Pick<Installation, 'app' | 'env'>,
  order: Order,
): Promise<number> {
  const onProgress = watch()
  const taken =
    order.source === NATIONAL
      ? await takeNational(app.jobDb, order, onProgress)
      : await takeBoundaries(app, order, onProgress)
  if (taken !== 0 || order.isDryRun) return taken
  const kode = order.kode ?? (order.domain === undefined ? '' : app.reference.regionKode())
  if (kode === '' && order.domain !== undefined)
    return fail('--domain perlu --wilayah: daerah yang dilayani belum dipilih.')
  if (kode !== '') {
    const { domain } = order
    const domainElse = domainOf(env.BASE_URL)
    const wish = { kode, domainElse, ...(domain === undefined ? {} : { domain }) }
    const setting = await transaction(app.jobDb, (tx) => chooseRegion(tx, wish))
    if (typeof setting === 'string') return fail(setting)
    say(
      `Pemasangan ini melayani ${setting.name} (${setting.kode}), alamat resmi ${setting.domain}.`,
    )
  }
  await app.reference.refresh()
  return drawSketch(app, order)
}

type App = Installation['app']

async function takeNational(
  db: App['jobDb'],
  order: Order,
  onProgress: ImportProgress,
): Promise<number> {
  const report = await importNationalWilayah(db, onProgress, { isDryRun: order.isDryRun })
  if (report.problems.length > 0) return refuseAll(report.problems)
  say(
    order.isDryRun
      ? `${report.read} wilayah terbaca tanpa kesalahan; tidak ada yang disimpan.`
      : `${report.read} wilayah: ${report.changed} baru atau berubah, sisanya sudah sama.`,
  )
  return 0
}

async function takeBoundaries(app: App, order: Order, onProgress: ImportProgress): Promise<number> {
  const region = order.kode ?? app.reference.regionKode()
  const report = await importBatas(app.jobDb, order.source, {
    isDryRun: order.isDryRun,
    onProgress,
    ...(region === '' ? {} : { within: region }),
  })
  if (report.problems.length > 0) return refuseAll(report.problems)
  const left = report.leftOut === 0 ? '' : ` ${report.leftOut} di luar ${region} dilewati.`
  say(
    order.isDryRun
      ? `Batas terbaca tanpa kesalahan; tidak ada yang disimpan.${left}`
      : `${report.stored} batas wilayah disimpan.${left}`,
  )
  return 0
}

async function drawSketch(app: App, order: Order): Promise<number> {
  const kode = app.reference.regionKode()
  if (kode === '') return 0
  const lines = order.latar === undefined ? undefined : await readLines(order.latar)
  const drawn = await transaction(app.jobDb, (tx) => sketchFromBatas(tx, kode, lines))
  await app.reference.refresh()
  say(
    drawn === 0
      ? 'Peta sketsa belum dapat dibuat: batas kecamatan, desa, atau kelurahan belum ada.'
      : `Peta sketsa dibuat dari ${drawn} kecamatan.`,
  )
  return 0
}

/** "lapor.surabaya.go.id" ends in "surabaya.go.id"; an address in numbers or of this machine in nothing. */
function domainOf(baseUrl: string | undefined): string {
  const host = baseUrl === undefined ? '' : new URL(baseUrl).hostname
  const parts = host.split('.')
  if (parts.length < 2 || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return 'pendopo.example'
  return parts.length > 3 ? parts.slice(1).join('.') : host
}

function watch(): ImportProgress {
  let label = ''
  let show = createProgress('')
  return (done, what) => {
    if (what !== label) {
      label = what
      show = createProgress(what)
    }
    show(done)
  }
}

function refuseAll(problems: readonly ImportProblem[]): number {
  for (const { file, row, message } of problems.slice(0, SHOWN_MAX))
    process.stderr.write(`${file} ${row}: ${message}\n`)
  const more = problems.length - SHOWN_MAX
  if (more > 0) process.stderr.write(`… dan ${more} kesalahan lain.\n`)
  return fail('Tidak ada yang disimpan.')
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
