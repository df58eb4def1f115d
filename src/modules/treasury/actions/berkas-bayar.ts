import type { SignedIn } from '../../../kernel/actor.ts'
import { parseRupiah, subtractSen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { TableRow } from '../../../platform/table/read-table.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import {
  type BayarLine,
  type BerkasLine,
  insertBerkas,
  listBerkasBaris,
  lockBelumDikirim,
  lockBerkas,
  saveHasil,
  saveJawaban,
} from '../store/bank-store.ts'
import { takeLangkah } from './langkah.ts'

const LINES_MAX = 5_000
const HEADER = [
  'nomor_sp2d',
  'tanggal',
  'penerima',
  'bank',
  'rekening',
  'jumlah',
  'potongan',
  'bersih',
]

/** The payment file for the bank, as its format is documented: CSV, UTF-8, decimal rupiah with a point. */
export function writeBerkas(lines: readonly BayarLine[]): string {
  const rows = lines.map((one) => [
    one.nomor,
    one.tanggal,
    one.penerima,
    one.bank,
    one.rekening,
    { decimal: toDecimalString(one.nilai) },
    { decimal: toDecimalString(one.potongan) },
    { decimal: toDecimalString(subtractSen(one.nilai, one.potongan)) },
  ])
  return [HEADER, ...rows].map((cells) => writeCsvRow(cells)).join('')
}

const hexOf = (text: string | Uint8Array) =>
  Buffer.from(sha256(typeof text === 'string' ? Buffer.from(text) : text)).toString('hex')

/**
 * Put every SP2D that waits in no file into one for the bank.
 *
 * @refuses BUKAN_WEWENANG, BERKAS_KOSONG
 */
export function createMakeBerkas(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.bud)) return refuse(refusal('BUKAN_WEWENANG'))
      const lines = await lockBelumDikirim(tx, LINES_MAX)
      if (lines.length === 0) return refuse(refusal('BERKAS_KOSONG'))
      const id = kit.newId()
      await insertBerkas(tx, {
        id,
        sha256: hexOf(writeBerkas(lines)),
        jumlah: sumSen(lines.map(({ nilai }) => nilai)),
        oleh: actor.accountId,
        waktu: kit.now(),
        sp2dIds: lines.map(({ sp2dId }) => sp2dId),
      })
      await deps.audit.record(tx, actor, {
        action: 'berkas-bayar.buat',
        subject: { kind: 'berkas-bayar', id },
      })
      return ok({ id })
    })
}

export const JAWABAN_COLUMNS = ['nomor_sp2d', 'hasil', 'jumlah', 'tanggal', 'referensi'] as const

export type JawabanOrder = Readonly<{
  berkasId: string
  bytes: Uint8Array
  rows: readonly TableRow[]
}>

export type RowProblem = Readonly<{ row: number; refusals: readonly Refusal[] }>
export type JawabanOutcome = Readonly<{
  cair: number
  gagal: number
  problems: readonly RowProblem[]
}>

/**
 * The bank's answer to a payment file: each line is judged by itself; what was paid is paid here with its journal. A line
 * for another amount, of another file, or told twice changes nothing and is told by its row.
 *
 * @refuses BUKAN_WEWENANG, BERKAS_TIDAK_ADA
 */
export function createTakeJawaban(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: JawabanOrder): Promise<Result<JawabanOutcome>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.bud)) return refuse(refusal('BUKAN_WEWENANG'))
      const berkas = await lockBerkas(tx, order.berkasId)
      if (berkas === undefined) return refuse(refusal('BERKAS_TIDAK_ADA'))
      const outcome = await takeRows(deps, tx, actor, { berkasId: berkas.id, rows: order.rows })
      if (outcome.cair + outcome.gagal > 0)
        await saveJawaban(tx, { id: berkas.id, sha256: hexOf(order.bytes), now: kit.now() })
      return ok(outcome)
    })
}

async function takeRows(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { berkasId, rows }: Readonly<{ berkasId: string; rows: readonly TableRow[] }>,
): Promise<JawabanOutcome> {
  const open = new Map((await listBerkasBaris(tx, berkasId)).map((one) => [one.nomor, one]))
  const counts = { cair: 0, gagal: 0 }
  const problems: RowProblem[] = []
  for (const row of rows) {
    const done = await takeRow(deps, tx, actor, { berkasId, row, open })
    if (done.ok) counts[done.value] += 1
    else problems.push({ row: row.row, refusals: done.refusals })
  }
  return { ...counts, problems }
}

type RowAt = Readonly<{ berkasId: string; row: TableRow; open: Map<string, BerkasLine> }>

async function takeRow(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { berkasId, row, open }: RowAt,
): Promise<Result<'cair' | 'gagal'>> {
  const at = (name: string) => row.cells[name]?.trim() ?? ''
  const line = open.get(at('nomor_sp2d'))
  const judged = judgeRow(at, line)
  if (!judged.ok || line === undefined) return judged
  const hasil = judged.value
  if (hasil === 'cair') {
    const cair = { tanggal: at('tanggal'), referensi: at('referensi') }
    const order = { sppId: line.sppId, langkah: 'cair', alasan: '', suratNomor: '', cair } as const
    const paid = await transactionUnlessRefused(tx, () => takeLangkah(deps, tx, actor, order))
    if (!paid.ok) return paid
  }
  await saveHasil(tx, {
    berkasId,
    urutan: line.urutan,
    hasil,
    keterangan: at('referensi').slice(0, 300),
  })
  open.set(line.nomor, { ...line, hasil })
  return ok(hasil)
}

type Cell = (name: string) => string

/** @refuses JAWABAN_ASING, JAWABAN_GANDA, JAWABAN_JUMLAH, JAWABAN_HASIL */
function judgeRow(at: Cell, line: BerkasLine | undefined): Result<'cair' | 'gagal'> {
  if (line === undefined) return refuse(refusal('JAWABAN_ASING', { nomor: at('nomor_sp2d') }))
  if (line.hasil !== null) return refuse(refusal('JAWABAN_GANDA', { nomor: line.nomor }))
  const jumlah = parseRupiah(at('jumlah'))
  if (!jumlah.ok || jumlah.value !== line.nilai)
    return refuse(refusal('JAWABAN_JUMLAH', { nomor: line.nomor }))
  const hasil = at('hasil').toLowerCase()
  if (hasil !== 'cair' && hasil !== 'gagal')
    return refuse(refusal('JAWABAN_HASIL', { nomor: line.nomor }))
  return ok(hasil)
}
