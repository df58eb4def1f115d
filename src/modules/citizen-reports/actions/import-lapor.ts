import { cleanText } from '../../../kernel/clean-text.ts'
import { toDate } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { ByteSource } from '../../../platform/csv/decode-text.ts'
import type { CsvProblem } from '../../../platform/csv/read-csv.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { LaporanChanges } from '../domain/act.ts'
import { decideTenggat, workingTimeOf } from '../domain/clock.ts'
import type { Katalog, Kategori } from '../domain/katalog.ts'
import { KATEGORI_LAIN, matchKategori } from '../domain/kategori-words.ts'
import { isClosed, type Laporan, type Status } from '../domain/laporan.ts'
import {
  type LaporImport,
  type LaporKasus,
  type LaporReadOptions,
  type LaporTindakLanjut,
  readLaporKasus,
  readLaporStatus,
} from '../exchange/lapor-csv.ts'
import { fromLaporStatus, type LaporStatus } from '../exchange/lapor-status.ts'
import { insertPesanMasuk } from '../store/channel-store.ts'
import { isHandledHere, lockLaporanOfLapor, markStart, undoToStart } from '../store/lapor-store.ts'
import { findLaporanById, updateLaporan } from '../store/laporan-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { clockFactsOf } from './act-on-laporan.ts'
import { uuidFrom } from './client-key.ts'
import { readPlace } from './place-words.ts'
import { fitMasked, ISI_STORED_MAX, JUDUL_STORED_MAX } from './storable-text.ts'
import type { Submission, SubmitLaporan } from './submit-laporan.ts'

export type LaporReport = Readonly<{
  /** Rows taken as new, rows that changed something, rows that were here already. */
  baru: number
  berubah: number
  sama: number
  /** The first thousand; one is enough for nothing to be stored. */
  problems: readonly CsvProblem[]
}>

export type ImportOptions = LaporReadOptions &
  Readonly<{ isDryRun?: boolean; onProgress?: (done: number) => void }>

export type ImportLapor = (source: ByteSource, options: ImportOptions) => Promise<LaporReport>

type Taken = 'baru' | 'berubah' | 'sama'
const PROBLEMS_MAX = 1_000

type Kit = Readonly<{ deps: Deps; submit: SubmitLaporan }>

/**
 * Cases of SP4N-LAPOR! from a file: every row is tried, and either all are stored or none. A tracking id
 * that is here already makes no second case, so an import that broke off is simply run again.
 */
export function createImportLaporKasus(deps: Deps, submit: SubmitLaporan): ImportLapor {
  return (source, options) =>
    allOrNothing(deps, options, readLaporKasus(source, options), (tx, kasus) =>
      takeKasus({ deps, submit }, tx, kasus),
    )
}

/** Changes of status and answers for cases that came before. */
export function createImportLaporStatus(deps: Deps): ImportLapor {
  return (source, options) =>
    allOrNothing(deps, options, readLaporStatus(source, options), (tx, change) =>
      takeStatus(deps, tx, change),
    )
}

async function allOrNothing<T>(
  deps: Deps,
  options: ImportOptions,
  items: AsyncIterable<LaporImport<T>>,
  take: (tx: Tx, data: T) => Promise<Result<Taken>>,
): Promise<LaporReport> {
  const count = { baru: 0, berubah: 0, sama: 0 }
  const problems: CsvProblem[] = []
  await transaction(deps.kit.db, async (tx) => {
    await markStart(tx)
    let done = 0
    for await (const item of items) {
      const result = item.kind === 'problem' ? item : await takeRow(tx, item, take)
      if (typeof result === 'string') count[result] += 1
      else if (problems.length < PROBLEMS_MAX) problems.push(result)
      done += 1
      options.onProgress?.(done)
    }
    if (problems.length > 0 || options.isDryRun) await undoToStart(tx)
  })
  return { ...count, problems }
}

async function takeRow<T>(
  tx: Tx,
  item: Readonly<{ row: number; data: T }>,
  take: (tx: Tx, data: T) => Promise<Result<Taken>>,
): Promise<Taken | CsvProblem> {
  const taken = await take(tx, item.data)
  if (taken.ok) return taken.value
  const message = taken.refusals
    .map((one) => (one.field === undefined ? one.message : `${one.field}: ${one.message}`))
    .join(' ')
  return { kind: 'problem', row: item.row, message }
}

async function takeKasus({ deps, submit }: Kit, tx: Tx, kasus: LaporKasus): Promise<Result<Taken>> {
  const known = await lockLaporanOfLapor(tx, kasus.trackingId)
  const change = {
    trackingId: kasus.trackingId,
    status: kasus.status,
    waktu: kasus.waktuTindakLanjut ?? kasus.waktuLapor,
    pesan: kasus.tindakLanjut,
  }
  const unit = unitOf(deps, kasus.instansi, kasus.status)
  if (!unit.ok) return unit
  if (known !== undefined) return mirror(deps, tx, { laporan: known, change, unitKode: unit.value })
  const submission = await submissionOf(deps, tx, kasus)
  const sent = await submit(tx, { kind: 'system', name: 'impor SP4N-LAPOR' }, submission)
  if (!sent.ok) return sent
  const laporan = await findLaporanById(tx, sent.value.id)
  if (laporan === undefined) throw new Error('a case just stored is not there')
  const mirrored = await mirror(deps, tx, { laporan, change, unitKode: unit.value })
  return mirrored.ok ? ok('baru') : mirrored
}

const WITH_UNIT: readonly Status[] = ['disposisi', 'proses', 'koordinasi']

/** The agency by name or short name; one that is needed and unknown is the file's mistake. */
function unitOf(
  { reference }: Deps,
  instansi: string | null,
  status: LaporStatus,
): Result<string | null> {
  const isNeeded = WITH_UNIT.includes(fromLaporStatus(status))
  const name = instansi?.trim().toLowerCase() ?? ''
  const unit = reference
    .units()
    .find((one) => one.nama.toLowerCase() === name || one.singkatan.toLowerCase() === name)
  if (unit !== undefined) return ok(unit.kode)
  if (!isNeeded) return ok(null)
  return refuse({
    code: 'INSTANSI_TIDAK_DIKENAL',
    message: 'Tulis nama lengkap atau singkatan perangkat daerah seperti pada daftar unit.',
    field: 'instansi',
  })
}

async function submissionOf(deps: Deps, tx: Tx, kasus: LaporKasus): Promise<Submission> {
  const katalog = await deps.katalog.get()
  const kategori = kategoriOf(katalog, kasus)
  const point =
    kasus.lat === null || kasus.lon === null ? {} : { point: { lat: kasus.lat, lon: kasus.lon } }
  const words = kasus.lokasi === null ? {} : { words: kasus.lokasi }
  return {
    kunciKlien: uuidFrom('lapor', kasus.trackingId),
    kategoriKode: kategori.kode,
    isian: {
      jenis: kasus.jenis,
      judul: fitMasked(cleanText(kasus.judul), JUDUL_STORED_MAX),
      isi: fitMasked(cleanText(kasus.isi), ISI_STORED_MAX),
      jawaban: {},
      isAnonim: kasus.isAnonim,
      isRahasia: kasus.isRahasia,
      isNamaTampil: false,
      nama: null,
    },
    lokasi: await readPlace(deps, tx, { ...point, ...words }),
    kontak: {},
    kanal: 'lapor',
    kanalRujukan: kasus.trackingId,
    bahasa: 'id',
    isBrief: true,
    diterimaAt: toDate(Date.parse(kasus.waktuLapor)),
  }
}

/** Their name or code of a category when we have it, else our words, else "lain". */
function kategoriOf(katalog: Katalog, kasus: LaporKasus): Kategori {
  const told = kasus.kategori?.trim().toLowerCase() ?? ''
  const fits = (leaf: Kategori | undefined) => leaf?.jenis.includes(kasus.jenis) === true
  const named = katalog.daun.find(
    (leaf) => leaf.kode === told || leaf.nama.id.toLowerCase() === told,
  )
  const byWords = matchKategori(katalog, `${kasus.judul} ${kasus.isi}`, kasus.jenis)
  const found = [named, byWords, katalog.kategori.get(KATEGORI_LAIN)].find(fits)
  if (found === undefined) throw new Error('the catalogue has no category for what is left')
  return found
}

async function takeStatus(deps: Deps, tx: Tx, change: LaporTindakLanjut): Promise<Result<Taken>> {
  const laporan = await lockLaporanOfLapor(tx, change.trackingId)
  if (laporan === undefined)
    return refuse({
      code: 'NOMOR_LACAK_TIDAK_DIKENAL',
      message: 'Nomor lacak ini belum ada di sini. Muat berkas kasusnya lebih dahulu.',
      field: 'tracking_id',
    })
  return mirror(deps, tx, { laporan, change, unitKode: laporan.unitKode })
}

type Mirroring = Readonly<{
  laporan: Laporan
  change: LaporTindakLanjut
  unitKode: string | null
}>

/**
 * Take over what the national system says of a case. Its words become a line of the timeline, once; its
 * status is followed until an officer of ours has moved the case, from then on the case is ours.
 */
async function mirror(deps: Deps, tx: Tx, mirroring: Mirroring): Promise<Result<Taken>> {
  const { laporan, change } = mirroring
  const { kit } = deps
  const isNews = await insertPesanMasuk(tx, {
    id: kit.newId(),
    kanal: 'lapor-status',
    rujukan: uuidFrom(change.trackingId, change.status, change.waktu, change.pesan ?? ''),
    diterimaAt: kit.now(),
    laporanId: laporan.id,
  })
  if (!isNews) return ok('sama')
  const status = fromLaporStatus(change.status)
  const isOurs = await isHandledHere(tx, laporan.id)
  if (!isOurs && status !== laporan.status) {
    const moved = await changesFor(deps, tx, mirroring)
    if (!moved.ok) return moved
    await updateLaporan(tx, laporan.id, moved.value)
  }
  if (change.pesan !== null || status !== laporan.status)
    await insertRiwayat(tx, {
      id: kit.newId(),
      laporanId: laporan.id,
      waktu: toDate(Date.parse(change.waktu)),
      kejadian: 'kabar_mitra',
      status: isOurs ? null : status,
      pelakuJenis: 'sistem',
      pelakuLabel: 'SP4N-LAPOR!',
      pelakuAkunId: null,
      isPublik: true,
      pesan: maskPersonalData(cleanText(`${change.status}. ${change.pesan ?? ''}`).trim()),
      data: { trackingId: change.trackingId },
    })
  return ok('berubah')
}

async function changesFor(
  deps: Deps,
  tx: Tx,
  { laporan, change, unitKode }: Mirroring,
): Promise<Result<LaporanChanges>> {
  const status = fromLaporStatus(change.status)
  const at = toDate(Date.parse(change.waktu))
  const facts = await clockFactsOf(deps, tx, laporan)
  const since = status === 'masuk' ? null : at
  const moved: LaporanChanges = {
    status,
    terverifikasiAt: since,
    disposisiAt: WITH_UNIT.includes(status) ? at : null,
    tindakLanjutAt: status === 'proses' || status === 'koordinasi' ? at : null,
    ...(laporan.isRahasia ? {} : { unitKode }),
    updatedAt: deps.kit.now(),
  }
  if (isClosed(status)) return closed(moved, { laporan, at, facts })
  const tenggat = decideTenggat({ ...laporan, ...moved }, facts)
  if (!tenggat.ok) return tenggat
  return ok({
    ...moved,
    caraTutup: null,
    selesaiAt: null,
    hariKerjaSelesai: null,
    tenggatAt: tenggat.value?.at ?? null,
    tenggatJenis: tenggat.value?.jenis ?? null,
    isTenggatPasti: tenggat.value?.isPasti ?? true,
    peringatanAt: tenggat.value?.warnAt ?? null,
  })
}

type Closing = Readonly<{
  laporan: Laporan
  at: Date
  facts: Awaited<ReturnType<typeof clockFactsOf>>
}>

/** Closed there by an answer or by silence: nobody told us that the reporter agreed, so it is no confirmed fix. */
function closed(moved: LaporanChanges, { laporan, at, facts }: Closing): Result<LaporanChanges> {
  const end = at < laporan.diterimaAt ? laporan.diterimaAt : at
  const time = workingTimeOf({ from: laporan.diterimaAt, to: end }, facts)
  if (!time.ok) return time
  return ok({
    ...moved,
    caraTutup: 'tanpa_konfirmasi',
    selesaiAt: end,
    hariKerjaSelesai: time.value.netDays,
    tenggatAt: null,
    tenggatJenis: null,
    peringatanAt: null,
  })
}
