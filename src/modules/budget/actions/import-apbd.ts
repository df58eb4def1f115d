import type { Actor } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { addSen, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { CsvItem } from '../../../platform/csv/read-csv.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { kelasOf } from '../domain/akun.ts'
import {
  type ApbdMapping,
  type ApbdRow,
  deepestRows,
  mapColumns,
  readApbdRow,
} from '../domain/impor.ts'
import { refusal } from '../domain/refusals.ts'
import { volumeFromDecimal } from '../domain/volume.ts'
import { insertBagian, type Pagu, updateBagian, upsertPagu } from '../store/bagian-store.ts'
import { insertGaris, type StoredLine } from '../store/garis-store.ts'
import { ensureMata, findMataIds, type Posisi } from '../store/mata-store.ts'
import { insertVersi, lockYear, updateStatus } from '../store/versi-store.ts'
import { addUnknownCodes, type UnknownCodes, unknownCodes } from './add-codes.ts'
import { enactIn } from './enact.ts'

export type ApbdOrder = Readonly<{
  tahun: number
  judul: string
  dasar: string
  /** Date of the regulation, as people write it. */
  tanggal: string
  sumber: string
  kolom: ApbdMapping
  isTambahKode: boolean
  isPeriksa: boolean
}>

export type ApbdReport = Readonly<{
  versiId: string | undefined
  baris: number
  diabaikan: number
  /** Of those, sums without any part in the file. */
  tanpaRincian: number
  pendapatan: Sen
  belanja: Sen
  pembiayaan: Sen
  /** Sum of ceilings, where the file has no accounts. */
  pagu: Sen
  kode: UnknownCodes
}>

/** Who brought a file is not who enacted it: the regulation was enacted outside of this house. */
const BRINGER: Actor = { kind: 'system', name: 'impor' }
const REGULATION: Actor = { kind: 'system', name: 'peraturan' }
const PROBLEMS_MAX = 500
const BATCH = 2_000

/**
 * Take in a whole budget: every row is checked first, then all of it is stored and in force, or nothing. A file without
 * accounts is taken as ceilings (KUA-PPAS).
 *
 * @refuses BERKAS_KOSONG, BERKAS_BARIS per row, codes of enacting
 */
export function createImportApbd(deps: Deps) {
  return async (
    tx: Tx,
    items: AsyncIterable<CsvItem>,
    order: ApbdOrder,
  ): Promise<Result<ApbdReport>> => {
    const read = await readRows(items, order.kolom)
    if (!read.ok) return read
    const { rows, ignored, bare } = read.value
    return transactionUnlessRefused(tx, (inner) =>
      takeIn(deps, inner, { rows, ignored, bare, order }),
    )
  }
}

type Rows = Readonly<{ rows: readonly ApbdRow[]; ignored: number; bare: number }>

async function readRows(items: AsyncIterable<CsvItem>, given: ApbdMapping): Promise<Result<Rows>> {
  let mapping: ApbdMapping | undefined
  const rows: ApbdRow[] = []
  const refusals: Refusal[] = []
  let seen = 0
  for await (const item of items) {
    if (item.kind === 'problem') {
      refusals.push(atRow(item.row, item.column ?? '', item.message))
    } else {
      seen += 1
      mapping ??= mapColumns(Object.keys(item.cells), given)
      const read = readApbdRow(item.row, item.cells, mapping)
      if (read.kind === 'row') rows.push(read.row)
      if (read.kind === 'problem') refusals.push(atRow(read.row, '', read.message))
    }
    if (refusals.length >= PROBLEMS_MAX) break
  }
  if (refusals.length > 0) return refuse(refusals)
  return keepDeepest(rows, { seen, hasLevels: mapping?.level !== undefined })
}

function keepDeepest(
  rows: readonly ApbdRow[],
  { seen, hasLevels }: Readonly<{ seen: number; hasLevels: boolean }>,
): Result<Rows> {
  if (rows.length === 0) return refuse(refusal('BERKAS_KOSONG'))
  const kept = deepestRows(rows)
  // A file that tells levels says itself what its sums are; in any other an amount would be lost.
  const lost = hasLevels ? [] : kept.tanpaRincian
  if (lost.length > 0)
    return refuse(
      lost.map(({ row, rekening }) =>
        atRow(row, 'rekening', `${rekening} bukan rincian terakhir.`),
      ),
    )
  return ok({
    rows: kept.rows,
    ignored: seen - kept.rows.length,
    bare: kept.tanpaRincian.length,
  })
}

const atRow = (baris: number, kolom: string, pesan: string) =>
  refusal('BERKAS_BARIS', { baris, kolom: kolom === '' ? 'isi' : kolom, pesan })

type Taking = Rows & Readonly<{ order: ApbdOrder }>

async function takeIn(deps: Deps, tx: Tx, taking: Taking): Promise<Result<ApbdReport>> {
  const { rows, ignored, bare, order } = taking
  const { tahun } = order
  const year = await deps.fiscal.tahun(tx, tahun)
  if (year === undefined) return refuse(refusal('VERSI_TAHUN', { tahun }))
  await lockYear(tx, tahun)
  const before = await deps.fiscal.kodefikasi(tx, tahun)
  const unknown = unknownCodes(rows, before)
  if (unknown.baris.length > 0 && !order.isTambahKode)
    return refuse(
      unknown.baris.slice(0, PROBLEMS_MAX).map(({ row, pesan }) => atRow(row, 'kode', pesan)),
    )
  if (order.isTambahKode) {
    const added = await addUnknownCodes(deps, tx, { unknown, order })
    if (!added.ok) return added
  }
  const codes = await deps.fiscal.kodefikasi(tx, tahun)
  const wrong = refuseRows(rows, codes)
  if (wrong.length > 0) return refuse(wrong.slice(0, PROBLEMS_MAX))
  const report = {
    ...sumsOf(rows),
    baris: rows.length,
    diabaikan: ignored,
    tanpaRincian: bare,
    kode: unknown,
  }
  if (order.isPeriksa) return ok({ ...report, versiId: undefined })
  const versiId = await storeVersi(deps, tx, { rows, order, codes })
  const enacted = await enactIn(deps, tx, { actor: REGULATION, order: { versiId, ...order } })
  return enacted.ok ? ok({ ...report, versiId }) : enacted
}

const isCeiling = ({ rekening }: ApbdRow) => rekening === ''

function sumsOf(rows: readonly ApbdRow[]) {
  const sums = { pendapatan: ZERO_SEN, belanja: ZERO_SEN, pembiayaan: ZERO_SEN, pagu: ZERO_SEN }
  for (const row of rows) {
    const of = isCeiling(row) ? 'pagu' : (kelasOf(row.rekening) ?? 'belanja')
    sums[of] = addSen(sums[of], row.jumlah)
  }
  return sums
}

function refuseRows(rows: readonly ApbdRow[], codes: Kodefikasi): readonly Refusal[] {
  const hasCeilings = rows.some(isCeiling)
  return rows.flatMap((row) => {
    if (hasCeilings !== isCeiling(row)) return [atRow(row.row, 'rekening', 'kosong.')]
    if (isCeiling(row)) return []
    const account = codes.rekening.byKode.get(row.rekening)
    if (kelasOf(row.rekening) === undefined)
      return [atRow(row.row, 'rekening', `${row.rekening} bukan rekening anggaran.`)]
    return account?.isDaun === true
      ? []
      : [atRow(row.row, 'rekening', `${row.rekening} masih punya rincian di bawahnya.`)]
  })
}

type Storing = Readonly<{ rows: readonly ApbdRow[]; order: ApbdOrder; codes: Kodefikasi }>

async function storeVersi(deps: Deps, tx: Tx, storing: Storing): Promise<string> {
  const { rows, order, codes } = storing
  const { tahun } = order
  const id = deps.kit.newId()
  const now = deps.kit.now()
  const oleh = 'sistem:impor'
  const isCeilings = rows.some(isCeiling)
  await insertVersi(tx, {
    id,
    tahun,
    jenis: isCeilings ? 'kua-ppas' : 'apbd',
    judul: order.judul,
    asal: 'berkas',
    indukId: null,
    paguVersiId: null,
    aturanGeser: null,
    dibuatOleh: oleh,
    now,
  })
  const skpdId = (row: ApbdRow) => present(codes.skpd.byKode.get(row.skpd)?.id, 'it was looked up')
  const skpdIds = [...new Set(rows.map(skpdId))]
  await insertBagian(tx, id, skpdIds)
  if (isCeilings) await storeCeilings(tx, id, storing)
  else await storeRows(deps, tx, id, storing)
  if (!isCeilings) await approveParts(tx, id, skpdIds, now)
  await updateStatus(tx, { id, status: 'diajukan', oleh, now })
  await deps.audit.record(tx, BRINGER, {
    action: 'anggaran.berkas-dimuat',
    subject: { kind: 'anggaran-versi', id },
    reason: order.sumber,
  })
  return id
}

async function approveParts(
  tx: Tx,
  versiId: string,
  skpdIds: readonly number[],
  at: Date,
): Promise<void> {
  for (const skpdId of skpdIds) {
    const part = { versiId, skpdId }
    await updateBagian(tx, { ...part, status: 'diajukan', diajukan: { oleh: 'sistem:impor', at } })
    const ditelaah = { oleh: 'sistem:peraturan', at }
    await updateBagian(tx, { ...part, status: 'disetujui', ditelaah })
  }
}

/** Several rows of one sub kegiatan add up: files tell them by office below the SKPD. */
async function storeCeilings(tx: Tx, versiId: string, { rows, codes }: Storing): Promise<void> {
  const sums = new Map<string, Pagu>()
  for (const row of rows) {
    const skpdId = present(codes.skpd.byKode.get(row.skpd)?.id, 'it was looked up')
    const subKegiatanId = present(codes.nomenklatur.byKode.get(row.sub)?.id, 'it was looked up')
    const key = `${skpdId} ${subKegiatanId}`
    const jumlah = addSen(sums.get(key)?.jumlah ?? ZERO_SEN, row.jumlah)
    sums.set(key, { skpdId, subKegiatanId, jumlah, rkpdBarisId: null })
  }
  const all = [...sums.values()]
  for (let at = 0; at < all.length; at += BATCH)
    await upsertPagu(tx, versiId, all.slice(at, at + BATCH))
}

const keyOf = (one: Posisi) =>
  `${one.skpdId} ${one.subKegiatanId} ${one.rekeningId} ${one.sumberDanaId}`

async function storeRows(
  deps: Deps,
  tx: Tx,
  versiId: string,
  { rows, order, codes }: Storing,
): Promise<void> {
  const { tahun } = order
  const { kit } = deps
  const posisiOf = (row: ApbdRow): Posisi => ({
    skpdId: present(codes.skpd.byKode.get(row.skpd)?.id, 'it was looked up'),
    subKegiatanId: row.sub === '' ? null : (codes.nomenklatur.byKode.get(row.sub)?.id ?? null),
    rekeningId: present(codes.rekening.byKode.get(row.rekening)?.id, 'it was looked up'),
    sumberDanaId:
      row.sumberDana === '' ? null : (codes.sumberDana.byKode.get(row.sumberDana)?.id ?? null),
  })
  const positions = new Map<string, Posisi>()
  const lines = new Map<number, (StoredLine & Readonly<{ key: string }>)[]>()
  for (const [urutan, row] of rows.entries()) {
    const posisi = posisiOf(row)
    const key = keyOf(posisi)
    positions.set(key, posisi)
    const own = lines.get(posisi.skpdId) ?? []
    own.push({ ...lineOf(row, urutan), id: kit.newId(), key })
    lines.set(posisi.skpdId, own)
  }
  const all = [...positions.values()]
  const ids = new Map<string, string>()
  for (let at = 0; at < all.length; at += BATCH) {
    const posisi = all.slice(at, at + BATCH).map((one) => ({ ...one, id: kit.newId() }))
    await ensureMata(tx, { tahun, asal: 'berkas', posisi })
    for (const one of await findMataIds(tx, tahun, posisi)) ids.set(keyOf(one), one.id)
  }
  const writer = { oleh: 'sistem:impor', now: kit.now() }
  for (const [skpdId, own] of lines) {
    for (let at = 0; at < own.length; at += BATCH) {
      const batch = own.slice(at, at + BATCH).map(({ key, ...line }) => ({
        ...line,
        mataAnggaranId: present(ids.get(key), 'its position was made'),
      }))
      await insertGaris(tx, { versiId, skpdId, tahun }, { ...writer, lines: batch })
    }
  }
}

/** A row of a file is one line: what it says costs what it says. */
function lineOf(row: ApbdRow, urutan: number): Omit<StoredLine, 'id'> {
  return {
    mataAnggaranId: '',
    uraian: (row.uraian === '' ? row.subNama : row.uraian).slice(0, 500) || row.rekening,
    spesifikasi: '',
    volume: volumeFromDecimal('1'),
    satuan: 'paket',
    harga: row.jumlah,
    jumlah: row.jumlah,
    standarId: null,
    hargaStandar: null,
    alasanHarga: null,
    keterangan: '',
    urutan,
  }
}
