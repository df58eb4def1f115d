import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { App } from '../app.ts'
import type { Command } from '../command.ts'
import { type Tanggal, yearOf } from '../kernel/date.ts'
import { BENTUK, exportJurnal } from '../modules/accounting/index.ts'
import {
  exportLaporan,
  exportLaporKasus,
  exportLaporStatus,
} from '../modules/citizen-reports/index.ts'
import { exportAnggaran, exportSp2d } from '../modules/exchange/index.ts'
import { exportDefinitions } from '../modules/services/index.ts'
import {
  type Arguments,
  createProgress,
  readArguments,
  withInstallation,
  wrongUsage,
} from './with-installation.ts'

/** Text in pieces for a file; undefined when this kind of file is not written. */
type Exporter = Readonly<{
  summary: string
  write: (
    app: App,
    ending: string,
    options: Arguments['flags'],
  ) => Promise<AsyncIterable<string>> | AsyncIterable<string> | undefined
}>

/** What can be exported; another kind is another row. */
const EXPORTERS: Readonly<Record<string, Exporter>> = {
  laporan: {
    summary: 'laporan terbit tanpa data pribadi, .csv atau .json',
    write: ({ citizenReports, jobDb }, ending) => {
      if (ending !== 'csv' && ending !== 'json') return undefined
      const { deps } = citizenReports
      return exportLaporan({ ...deps, kit: { ...deps.kit, db: jobDb } }, ending, {})
    },
  },
  layanan: {
    summary: 'definisi layanan yang terbit, .json',
    write: ({ services }, ending) =>
      ending === 'json' ? exportDefinitions(services.deps) : undefined,
  },
  lapor: {
    summary: 'kasus terbit dalam kolom pertukaran SP4N-LAPOR!, .csv',
    write: ({ citizenReports: { deps }, jobDb }, ending) =>
      ending === 'csv' ? exportLaporKasus({ ...deps, kit: { ...deps.kit, db: jobDb } }) : undefined,
  },
  jurnal: {
    summary:
      'semua jurnal sebagai teks; --bentuk hledger, ledger, atau beancount (hledger bila tidak disebut); --tahun 2026',
    write: ({ accounting, jobDb }, _ending, { bentuk = 'hledger', tahun }) => {
      const form = BENTUK.find((one) => one === bentuk)
      const year = typeof tahun === 'string' ? Number(tahun) : undefined
      if (form === undefined || tahun === true || Number.isNaN(year)) return undefined
      return exportJurnal(accounting.deps, jobDb, { bentuk: form, tahun: year })
    },
  },
  'tukar-sp2d': {
    summary: 'SP2D satu tahun dalam kolom sistem lain, .csv; --tahun 2026 --bentuk sipd-sp2d',
    write: ({ jobDb, kit }, ending, { bentuk = 'sipd-sp2d', tahun }) =>
      ending === 'csv' && typeof bentuk === 'string'
        ? exportSp2d(jobDb, yearIn(tahun, kit.today()), bentuk)
        : undefined,
  },
  'tukar-anggaran': {
    summary: 'anggaran berlaku dalam kolom sistem lain, .csv; --tahun 2026 --bentuk sipd-anggaran',
    write: ({ jobDb, kit }, ending, { bentuk = 'sipd-anggaran', tahun }) =>
      ending === 'csv' && typeof bentuk === 'string'
        ? exportAnggaran(jobDb, yearIn(tahun, kit.today()), bentuk)
        : undefined,
  },
  'lapor-status': {
    summary: 'perubahan status terbit dalam kolom pertukaran SP4N-LAPOR!, .csv',
    write: ({ citizenReports: { deps }, jobDb }, ending) =>
      ending === 'csv'
        ? exportLaporStatus({ ...deps, kit: { ...deps.kit, db: jobDb } })
        : undefined,
  },
}

/** The year that was asked for; this one when none was, or none that can be read. */
function yearIn(typed: string | true | undefined, today: Tanggal): number {
  return typeof typed === 'string' && /^20\d\d$/.test(typed) ? Number(typed) : yearOf(today)
}

const kinds = Object.entries(EXPORTERS)
  .map(([name, { summary }]) => `${name} (${summary})`)
  .join('; ')

export const command: Command = {
  summary: 'Menulis data ke berkas',
  usage: `pendopo export <jenis> <berkas> [pilihan]\n  Jenis: ${kinds}`,
  run: async (args) => {
    const { words, flags } = readArguments(args, ['bentuk', 'tahun'])
    const [kind = '', path] = words
    const exporter = Object.hasOwn(EXPORTERS, kind) ? EXPORTERS[kind] : undefined
    if (exporter === undefined || path === undefined || words.length !== 2)
      return wrongUsage(`Sebutkan jenis dan berkasnya. Jenis: ${kinds}.`)
    return withInstallation(async ({ app }) => {
      const pieces = await exporter.write(app, path.split('.').at(-1)?.toLowerCase() ?? '', flags)
      if (pieces === undefined) return wrongUsage(`Jenis ${kind}: ${exporter.summary}.`)
      await writeWhole(path, pieces)
      process.stdout.write(`${path}\n`)
      return 0
    })
  },
}

/** The file appears when it is whole: a broken export leaves nothing that looks like one. */
async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const part = `${path}.bagian`
  const progress = createProgress('kB')
  try {
    await pipeline(Readable.from(counted(pieces, progress)), createWriteStream(part))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function* counted(
  pieces: AsyncIterable<string>,
  progress: (done: number) => void,
): AsyncGenerator<string> {
  let chars = 0
  for await (const piece of pieces) {
    chars += piece.length
    progress(Math.round(chars / 1024))
    yield piece
  }
}
