import type { Tanggal } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type BarisJurnal, type Dokumen, lineOf, type NewJurnal } from './jurnal.ts'
import { refusal } from './refusals.ts'

/** A happening of another module; how it is journalled stands in the mapping. */
export type Peristiwa = Readonly<{
  /** As accounting.peristiwa has it: `sp2d-ls-cair`. */
  kode: string
  tahun: number
  tanggal: Tanggal
  /** The SKPD it happened to. */
  skpdId: number
  dokumen: Dokumen
  uraian: string
  oleh: string
  /** Several happenings of one kind of one document are told apart by it; 1 when left out. */
  bagian?: number
  rincian: readonly RincianPeristiwa[]
}>

export type RincianPeristiwa = Readonly<{
  /** null where the happening has no account of its own (UP). */
  rekeningId: number | null
  /** Below zero books the other way round. */
  jumlahSen: Sen
  mataAnggaranId?: string | null
  subKegiatanId?: number | null
}>

export type Buku = 'skpd' | 'skpkd'
export type BarisPemetaan = Readonly<{
  buku: Buku
  sisi: 'D' | 'K'
  /** sama: the happening's account; padanan: under another beginning; tetap: one account, summed or (tetap-rinci) per position. */
  cara: 'sama' | 'padanan' | 'tetap' | 'tetap-rinci'
  tujuan: string | null
}>

/** One mapping in force: a happening, the beginning of its accounts, the lines it makes. */
export type Pemetaan = Readonly<{
  peristiwa: string
  /** Beginning of the account's code by parts; empty for every account. */
  awalan: string
  tahunMulai: number
  baris: readonly BarisPemetaan[]
}>

export type JenisPeristiwa = Readonly<{
  kode: string
  nama: string
  jenisJurnal: 'anggaran' | 'umum' | 'penyesuaian' | 'saldo-awal'
  rincianNomor: string
}>

export type MappingRules = Readonly<{
  jenis: (kode: string) => JenisPeristiwa | undefined
  /** Every mapping in force; of one beginning the one that began last. */
  of: (peristiwa: string, tahun: number) => readonly Pemetaan[]
  findRekening: (id: number) => Readonly<{ id: number; kode: string }> | undefined
  findKode: (kode: string) => Readonly<{ id: number }> | undefined
  isAnggaran: (kode: string) => boolean
  skpkdId: number | undefined
}>

type Sum = { amount: bigint; readonly line: Omit<BarisJurnal, 'debitSen' | 'kreditSen'> }
type Books = ReadonlyMap<number, Map<string, Sum>>

/**
 * Journals of a happening, one per book it touches. Amounts of one account and position are summed; what sums to zero
 * is left out.
 *
 * @refuses PERISTIWA_TIDAK_DIKENAL, PEMETAAN_TIDAK_ADA, PADANAN_TIDAK_ADA, SKPKD_TIDAK_ADA, PERISTIWA_KOSONG
 */
export function mapPeristiwa(
  peristiwa: Peristiwa,
  rules: MappingRules,
): Result<readonly NewJurnal[]> {
  const { kode, tahun, dokumen } = peristiwa
  const jenis = rules.jenis(kode)
  if (jenis === undefined) return refuse(refusal('PERISTIWA_TIDAK_DIKENAL', { kode }))
  const maps = rules.of(kode, tahun)
  const refusals: Refusal[] = []
  const books = new Map<number, Map<string, Sum>>()
  for (const rincian of peristiwa.rincian) {
    if (rincian.jumlahSen === 0n) continue
    refusals.push(...addRincian(books, rincian, { peristiwa, maps, rules }))
  }
  if (refusals.length > 0) return refuse(withoutDoubles(refusals))
  const journals = journalsOf(books, peristiwa, jenis)
  return journals.length > 0
    ? ok(journals)
    : refuse(refusal('PERISTIWA_KOSONG', { kode, nomor: dokumen.nomor }))
}

type Context = Readonly<{
  peristiwa: Peristiwa
  maps: readonly Pemetaan[]
  rules: MappingRules
}>

function* addRincian(
  books: Map<number, Map<string, Sum>>,
  rincian: RincianPeristiwa,
  { peristiwa, maps, rules }: Context,
): Generator<Refusal> {
  const { kode, tahun, skpdId } = peristiwa
  const own = rincian.rekeningId === null ? undefined : rules.findRekening(rincian.rekeningId)
  const rekening = own?.kode ?? ''
  const map = longestMap(maps, rekening)
  if (map === undefined) {
    yield refusal('PEMETAAN_TIDAK_ADA', { kode, rekening: rekening || '(tanpa rekening)', tahun })
    return
  }
  for (const line of map.baris) {
    const bookId = line.buku === 'skpd' ? skpdId : rules.skpkdId
    if (bookId === undefined) {
      yield refusal('SKPKD_TIDAK_ADA', { tahun })
      continue
    }
    const tujuan = targetKode(line, map.awalan, rekening)
    const found = rules.findKode(tujuan)
    if (found === undefined) {
      yield refusal('PADANAN_TIDAK_ADA', { tujuan, rekening, tahun })
      continue
    }
    const isBudget = rules.isAnggaran(tujuan)
    addAmount(bookOf(books, bookId), line, { ...rincian, ownId: own?.id, id: found.id, isBudget })
  }
}

function bookOf(books: Map<number, Map<string, Sum>>, id: number): Map<string, Sum> {
  const book = books.get(id) ?? new Map<string, Sum>()
  books.set(id, book)
  return book
}

type Target = RincianPeristiwa &
  Readonly<{ id: number; ownId: number | undefined; isBudget: boolean }>

function addAmount(book: Map<string, Sum>, { cara, sisi }: BarisPemetaan, target: Target): void {
  const isDetailed = cara !== 'tetap'
  const mataAnggaranId = isDetailed ? (target.mataAnggaranId ?? null) : null
  const subKegiatanId = isDetailed ? (target.subKegiatanId ?? null) : null
  const rekeningAnggaranId =
    cara === 'tetap-rinci' && target.isBudget ? (target.ownId ?? null) : null
  const key = `${target.id} ${mataAnggaranId} ${subKegiatanId} ${rekeningAnggaranId}`
  const sum = book.get(key) ?? {
    amount: 0n,
    line: { rekeningId: target.id, mataAnggaranId, subKegiatanId, rekeningAnggaranId },
  }
  sum.amount += sisi === 'D' ? target.jumlahSen : -target.jumlahSen
  book.set(key, sum)
}

function journalsOf(
  books: Books,
  { kode, tahun, tanggal, dokumen, uraian, oleh, bagian }: Peristiwa,
  jenis: JenisPeristiwa,
): readonly NewJurnal[] {
  return [...books.entries()].flatMap(([skpdId, sums]) => {
    const baris = [...sums.values()].flatMap(({ amount, line }) =>
      amount === 0n ? [] : [lineOf(line.rekeningId, amount, line)],
    )
    if (baris.length === 0) return []
    return [
      {
        tahun,
        tanggal,
        jenis: jenis.jenisJurnal,
        skpdId,
        uraian,
        dokumen,
        baris,
        oleh,
        peristiwa: kode,
        bagian: bagian ?? 1,
        rincianNomor: jenis.rincianNomor,
      },
    ]
  })
}

/** @returns the mapping whose beginning fits a code with most parts */
export function longestMap<Map extends Pick<Pemetaan, 'awalan'>>(
  maps: readonly Map[],
  kode: string,
): Map | undefined {
  let best: Map | undefined
  for (const map of maps) {
    const fits = map.awalan === '' || map.awalan === kode || kode.startsWith(`${map.awalan}.`)
    if (fits && (best === undefined || map.awalan.length > best.awalan.length)) best = map
  }
  return best
}

/** The account a line is booked on; a counterpart keeps what follows the beginning. */
function targetKode({ cara, tujuan }: BarisPemetaan, awalan: string, kode: string): string {
  if (cara === 'sama') return kode
  return cara === 'padanan' ? `${tujuan ?? ''}${kode.slice(awalan.length)}` : (tujuan ?? '')
}

function withoutDoubles(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((one) => [one.message, one])).values()]
}

const BARIS = { min: 2, max: 20 }

/**
 * Whether a mapping may be entered: in every book as many lines on one side as on the other, so that each journal
 * balances whatever the amounts, and on the budget side by itself; targets that are in force.
 *
 * @refuses PEMETAAN_BARIS, PEMETAAN_TIDAK_SEIMBANG, PEMETAAN_TUJUAN, PEMETAAN_AWALAN, PEMETAAN_TAHUN
 */
export function checkPemetaan(pemetaan: Pemetaan, rules: TargetRules): Result<'sound'> {
  const refusals = [...refuseHead(pemetaan), ...refuseTargets(pemetaan, rules)]
  const { baris } = pemetaan
  const least = rules.isRearranging ? 1 : BARIS.min
  if (baris.length < least || baris.length > BARIS.max)
    refusals.push(refusal('PEMETAAN_BARIS', {}, 'baris'))
  if (!rules.isRearranging) refusals.push(...refuseSides(baris))
  return refusals.length > 0 ? refuse(refusals) : ok('sound')
}

/** What a mapping's targets are checked against. */
export type TargetRules = Readonly<{
  hasRekening: (kode: string) => boolean
  isLeaf: (kode: string) => boolean
  /** A happening whose own amounts sum to zero needs one line only (reclassification). */
  isRearranging: boolean
}>

function* refuseHead({ awalan, tahunMulai }: Pemetaan): Generator<Refusal> {
  if (!/^(\d+(\.\d+)*)?$/.test(awalan)) yield refusal('PEMETAAN_AWALAN', {}, 'awalan')
  if (!Number.isInteger(tahunMulai) || tahunMulai < 2000 || tahunMulai > 2100)
    yield refusal('PEMETAAN_TAHUN', {}, 'tahunMulai')
}

function* refuseTargets({ tahunMulai, baris }: Pemetaan, rules: TargetRules): Generator<Refusal> {
  for (const [at, { cara, tujuan }] of baris.entries()) {
    const fits = cara === 'padanan' ? rules.hasRekening : rules.isLeaf
    if (cara !== 'sama' && (tujuan === null || !fits(tujuan)))
      yield refusal('PEMETAAN_TUJUAN', { baris: at + 1, tahun: tahunMulai }, 'baris')
  }
}

function* refuseSides(baris: readonly BarisPemetaan[]): Generator<Refusal> {
  for (const [buku, name] of [
    ['skpd', 'SKPD'],
    ['skpkd', 'SKPKD'],
  ] as const) {
    const lines = baris.filter((one) => one.buku === buku)
    if (lines.filter(({ sisi }) => sisi === 'D').length * 2 !== lines.length)
      yield refusal('PEMETAAN_TIDAK_SEIMBANG', { buku: name }, 'baris')
  }
}

/**
 * Read the lines of a mapping as they are typed or pasted, one per row: book, side, way, account. `skpd D sama`,
 * `skpd K tetap 3.1.02.07.01.0001`.
 *
 * @refuses PEMETAAN_BARIS, TEMPEL_BARIS
 */
export function parseMapLines(text: string): Result<readonly BarisPemetaan[]> {
  const refusals: Refusal[] = []
  const baris = text
    .split(/\r?\n/)
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .flatMap((row, at) => {
      const found =
        /^(skpd|skpkd)[\s;,]+([DK])[\s;,]+(sama|padanan|tetap|tetap-rinci)(?:[\s;,]+(\d+(?:\.\d+)*))?$/i.exec(
          row,
        )
      const [, buku, sisi, cara, tujuan] = found ?? []
      if (buku === undefined || sisi === undefined || cara === undefined) {
        const alasan =
          'tulis buku, sisi, cara, dan rekening, misalnya: skpd K tetap 1.1.01.01.01.0001'
        refusals.push(refusal('TEMPEL_BARIS', { baris: at + 1, alasan }, 'baris'))
        return []
      }
      return [
        {
          buku: buku.toLowerCase() as Buku,
          sisi: sisi.toUpperCase() as 'D' | 'K',
          cara: cara.toLowerCase() as BarisPemetaan['cara'],
          tujuan: cara.toLowerCase() === 'sama' ? null : (tujuan ?? null),
        },
      ]
    })
  if (baris.length === 0 && refusals.length === 0)
    refusals.push(refusal('PEMETAAN_BARIS', {}, 'baris'))
  return refusals.length > 0 ? refuse(refusals) : ok(baris)
}
