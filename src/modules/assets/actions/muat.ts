import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, tanggal, yearOf } from '../../../kernel/date.ts'
import { parseRupiah, type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { readTable, type TableRow, type TableSource } from '../../../platform/table/read-table.ts'
import type { Deps } from '../deps.ts'
import { decideKartu, type KartuBaru } from '../domain/kartu.ts'
import { KOLOM, rincianOfCells, SEMUA_KOLOM, WAJIB_KOLOM } from '../domain/kolom.ts'
import { refusal } from '../domain/refusals.ts'
import {
  findKembar,
  insertKartu,
  lockIdentities,
  type NewKartu,
  takeRegister,
} from '../store/kartu-store.ts'
import { insertMutasi, type Mutasi } from '../store/mutasi-store.ts'
import type { Acuan } from './acuan.ts'
import { tell } from './records.ts'
import { newKartu } from './simpan-kartu.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type MuatOrder = Readonly<{
  skpdId: number
  source: TableSource
  /** Look only: nothing is stored. */
  isPeriksa: boolean
}>

/** What is wrong with a row, by the number a spreadsheet shows. */
export type BarisSalah = Readonly<{ row: number; column: string; refusal: Refusal }>
export type Dimuat = Readonly<{
  baris: number
  nilai: Sen
  salah: readonly BarisSalah[]
  isTersimpan: boolean
}>

/** `isWarisan`: something the code asks for is missing, or another card has its numbers. */
type Baru = Readonly<{ baru: KartuBaru; akumulasi: Sen; sisa: number; isWarisan: boolean }>
const ROWS_MAX = 5_000
const PROBLEMS_MAX = 300
const CHUNK = 500
const IDENTITAS = ['nomor_rangka', 'nomor_mesin', 'nomor_bpkb', 'nomor_polisi'] as const

/**
 * Take over cards of an older register, as they stand on the first of January: all rows or none, every fault told with
 * its row first. Their value is part of the opening balance, so no journal is made here.
 *
 * @refuses BARANG_SKPD, BERKAS_KOSONG, BERKAS_TERLALU_BESAR
 */
export function createMuat(deps: Deps) {
  const { kit, fiscal, acuan } = deps
  return (actor: SignedIn, order: MuatOrder): Promise<Result<Dimuat>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const tahun = yearOf(kit.today())
      const kode = await fiscal.kodefikasi(tx, tahun)
      if (!isWithin(keepsOf(actor, kode), order.skpdId))
        return refuse(refusal('BARANG_SKPD', 'skpd'))
      const table = await readTable(order.source, {
        required: WAJIB_KOLOM,
        optional: SEMUA_KOLOM,
        limits: { rows: ROWS_MAX },
      })
      if (table.rows.length === 0 && table.problems.length === 0)
        return refuse(refusal('BERKAS_KOSONG', 'berkas'))
      const opened = tanggal(`${tahun}-01-01`)
      const read = readRows(table.rows, {
        rules: await acuan(tx, tahun),
        today: kit.today(),
        opened,
      })
      const salah = [
        ...table.problems.map(({ row, column = '', message }) => ({
          row,
          column,
          refusal: { code: 'BERKAS_TIDAK_TERBACA', message },
        })),
        ...read.salah,
      ]
      const isTersimpan = salah.length === 0 && !order.isPeriksa
      if (isTersimpan)
        await storeAll(deps, tx, {
          actor,
          skpdId: order.skpdId,
          list: await markTwins(tx, read.list),
          opened,
        })
      return ok({
        baris: table.rows.length,
        nilai: sumSen(read.list.map(({ baru }) => baru.nilai)),
        salah: salah.slice(0, PROBLEMS_MAX),
        isTersimpan,
      })
    })
}

type Rules = Readonly<{ rules: Acuan; today: Tanggal; opened: Tanggal }>

function readRows(
  rows: readonly TableRow[],
  rules: Rules,
): Readonly<{ list: readonly Baru[]; salah: readonly BarisSalah[] }> {
  const list: Baru[] = []
  const salah: BarisSalah[] = []
  for (const row of rows) {
    const read = readRow(row, rules)
    if (read.ok) list.push(read.value)
    else
      for (const one of read.refusals)
        salah.push({ row: row.row, column: columnOf(one), refusal: one })
  }
  return { list, salah }
}

const COLUMNS: Readonly<Record<string, string>> = {
  kodeBarang: KOLOM.kode,
  nama: KOLOM.nama,
  asalUsul: KOLOM.asal,
  kondisi: KOLOM.kondisi,
  tanggalPerolehan: KOLOM.tanggal,
  nilai: KOLOM.harga,
  akumulasi: KOLOM.akumulasi,
  sisaSemester: KOLOM.sisa,
  lat: KOLOM.lat,
}
const columnOf = ({ field = '' }: Refusal) => COLUMNS[field] ?? field.replace('rincian.', '')

function readRow({ cells }: TableRow, { rules, today, opened }: Rules): Result<Baru> {
  const at = (name: string) => (cells[name] ?? '').trim()
  const year = /^(19|20)\d{2}$/.exec(at(KOLOM.tanggal))?.[0]
  const decided = decideKartu(
    {
      kodeBarang: at(KOLOM.kode),
      nama: at(KOLOM.nama),
      asalUsul: at(KOLOM.asal).toLowerCase() || 'pembelian',
      kondisi: at(KOLOM.kondisi).toUpperCase() || 'B',
      tanggalPerolehan: year === undefined ? at(KOLOM.tanggal) : `${year}-01-01`,
      nilai: at(KOLOM.harga),
      unit: '1',
      keterangan: at(KOLOM.keterangan),
      lat: at(KOLOM.lat),
      lon: at(KOLOM.lon),
      poligon: '',
      rincian: rincianOfCells(cells),
    },
    {
      aturan: rules.aturan,
      kodeBarang: (kode) => rules.byKode.get(kode),
      today,
      isWarisan: true,
      dibukukan: opened,
    },
  )
  const opening = readOpening(at(KOLOM.akumulasi), at(KOLOM.sisa), decided)
  if (!decided.ok || !opening.ok)
    return refuse([
      ...(decided.ok ? [] : decided.refusals),
      ...(opening.ok ? [] : opening.refusals),
    ])
  return ok({ baru: decided.value, ...opening.value, isWarisan: hasGaps(decided.value) })
}

function hasGaps({ kodeBarang, kib, rincian, nilai, masaSemester, ...baru }: KartuBaru): boolean {
  const wearsOut = kib === 'B' || kib === 'C' || kib === 'D'
  return (
    kodeBarang.wajib.some((name) => ['', '0'].includes(rincian[name] ?? '')) ||
    nilai === 0n ||
    (wearsOut && masaSemester === 0 && !baru.isEkstrakomptabel)
  )
}

/** Numbers of vehicles that stand twice, in the file or on a card that is there: kept, and shown as findings. */
async function markTwins(tx: Tx, list: readonly Baru[]): Promise<readonly Baru[]> {
  const seen = new Set<string>()
  const marked: Baru[] = []
  await lockIdentities(tx)
  for (const one of list) {
    const { rincian } = one.baru
    const numbers = IDENTITAS.flatMap((name) => {
      const value = (rincian[name] ?? '').replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
      return one.baru.kib === 'B' && value !== '' ? [`${name} ${value}`] : []
    })
    const isTwin =
      numbers.some((number) => seen.has(number)) ||
      (numbers.length > 0 && (await findKembar(tx, { rincian })).length > 0)
    for (const number of numbers) seen.add(number)
    marked.push({ ...one, isWarisan: one.isWarisan || isTwin })
  }
  return marked
}

/** How far it was depreciated when it was taken over; what never depreciates has nothing there. */
function readOpening(
  gathered: string,
  left: string,
  decided: Result<KartuBaru>,
): Result<Readonly<{ akumulasi: Sen; sisa: number }>> {
  const akumulasi = gathered === '' ? ok(ZERO_SEN) : parseRupiah(gathered)
  const sisa = left === '' ? undefined : Number(left)
  const refusals: Refusal[] = []
  if (!akumulasi.ok) refusals.push(refusal('BARIS_AKUMULASI', 'akumulasi'))
  if (sisa !== undefined && !(Number.isInteger(sisa) && sisa >= 0 && sisa <= 400))
    refusals.push(refusal('BARIS_SISA', 'sisaSemester'))
  if (refusals.length > 0 || !akumulasi.ok || !decided.ok) return refuse(refusals)
  const { nilai, masaSemester, isEkstrakomptabel } = decided.value
  const isStill = isEkstrakomptabel || decided.value.kib === 'A' || decided.value.kib === 'F'
  if (akumulasi.value > nilai || (isStill && akumulasi.value > 0n))
    return refuse(refusal('BARIS_AKUMULASI', 'akumulasi'))
  const full = akumulasi.value === nilai ? 0 : masaSemester
  return ok({ akumulasi: akumulasi.value, sisa: isStill ? 0 : (sisa ?? full) })
}

type Stored = Readonly<{
  actor: SignedIn
  skpdId: number
  list: readonly Baru[]
  opened: Tanggal
}>

/** In order of the file within each code, by as few statements as there are codes and chunks. */
async function storeAll(
  deps: Deps,
  tx: Tx,
  { actor, skpdId, list, opened }: Stored,
): Promise<void> {
  const { kit } = deps
  const kode = await deps.fiscal.kodefikasi(tx, yearOf(opened))
  const skpd = kode.skpd.byId.get(skpdId)?.nama ?? ''
  const next = await registersFor(tx, skpdId, list)
  const at = kit.now()
  for (let from = 0; from < list.length; from += CHUNK) {
    const part = list.slice(from, from + CHUNK).map((one) => ({
      one,
      card: cardOf(deps, { skpdId, one, register: next(one), oleh: actor.accountId }),
    }))
    await insertKartu(
      tx,
      part.map(({ card }) => card),
    )
    await insertMutasi(
      tx,
      part.map(({ one, card }) => openingOf(deps, { one, card, opened, oleh: actor.name })),
    )
    await tell(
      deps,
      tx,
      part.map(({ one, card }) => ({
        kartu: { ...card, kode: one.baru.kodeBarang.kode, skpd },
        kejadian: 'saldo-awal' as const,
        versi: 1,
        nilai: one.baru.nilai,
        actor,
        at,
      })),
    )
  }
  await deps.audit.record(tx, actor, {
    action: 'aset.muat',
    subject: { kind: 'skpd', id: String(skpdId) },
    reason: `${list.length} kartu`,
  })
}

async function registersFor(
  tx: Tx,
  skpdId: number,
  list: readonly Baru[],
): Promise<(one: Baru) => number> {
  const counts = new Map<number, number>()
  for (const { baru } of list)
    counts.set(baru.kodeBarang.id, (counts.get(baru.kodeBarang.id) ?? 0) + 1)
  const next = new Map<number, number>()
  // In one order, so that two imports at once wait for each other instead of locking each other out.
  for (const [kodeBarangId, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    const last = await takeRegister(tx, { skpdId, kodeBarangId, count })
    next.set(kodeBarangId, last - count + 1)
  }
  return ({ baru }) => {
    const register = next.get(baru.kodeBarang.id) ?? 1
    next.set(baru.kodeBarang.id, register + 1)
    return register
  }
}

function cardOf(
  { kit }: Deps,
  {
    skpdId,
    one: { baru, isWarisan },
    register,
    oleh,
  }: Readonly<{ skpdId: number; one: Baru; register: number; oleh: string }>,
): NewKartu {
  return newKartu(kit, baru, { skpdId, ruangId: null, isWarisan, register, oleh })
}

function openingOf(
  { kit }: Deps,
  {
    one: { baru, akumulasi, sisa },
    card,
    opened,
    oleh,
  }: Readonly<{ one: Baru; card: NewKartu; opened: Tanggal; oleh: string }>,
): Mutasi {
  return {
    id: kit.newId(),
    kartuId: card.id,
    jenis: 'saldo_awal',
    skpdId: card.skpdId,
    tahun: yearOf(opened),
    tanggal: opened,
    periode: null,
    nilai: baru.nilai,
    susut: akumulasi,
    semester: sisa,
    pembukuan: baru.isEkstrakomptabel ? 'ekstrakomptabel' : 'saldo_awal',
    jurnalId: null,
    dokumen: 'Saldo awal',
    uraian: baru.nama,
    oleh,
    waktu: kit.now(),
  }
}
