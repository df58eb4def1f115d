import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { PosisiAnggaran } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { BarisForm, PajakForm } from '../domain/spp.ts'
import { cellsOf } from './read-form.ts'

/** Finds a budget position by the codes people write. */
export type FindPosisi = (sub: string, rekening: string) => PosisiAnggaran | undefined

/** Positions of an SKPD by sub kegiatan and account; a sub kegiatan may be left out where the account stands once. */
export function createFindPosisi(
  positions: readonly PosisiAnggaran[],
  kode: Kodefikasi,
): FindPosisi {
  const byCodes = new Map<string, PosisiAnggaran>()
  const byAccount = new Map<string, PosisiAnggaran | undefined>()
  for (const one of positions) {
    const sub = kode.nomenklatur.byId.get(one.subKegiatanId ?? -1)?.kode ?? ''
    const rekening = kode.rekening.byId.get(one.rekeningId)?.kode ?? ''
    byCodes.set(`${sub} ${rekening}`, one)
    byAccount.set(rekening, byAccount.has(rekening) ? undefined : one)
  }
  return (sub, rekening) =>
    sub === '' ? byAccount.get(rekening) : byCodes.get(`${sub} ${rekening}`)
}

/**
 * Lines as they are pasted: sub kegiatan, account, description, amount, taxes.
 *
 * @refuses POSISI_TIDAK_DIKENAL, BARIS_JUMLAH_TIDAK_TERBACA, BARIS_PAJAK_TIDAK_TERBACA
 */
export function readLines(text: string, find: FindPosisi): Result<readonly BarisForm[]> {
  const refusals: Refusal[] = []
  const lines = cellsOf(text).flatMap(({ row, cells }) => {
    const [sub = '', rekening = '', uraian = '', jumlah = '', pajak = ''] = cells
    const line = readLine({ row, sub, rekening, uraian, jumlah, pajak }, find)
    if (line.ok) return [line.value]
    refusals.push(...line.refusals.map((one) => ({ ...one, field: 'baris' })))
    return []
  })
  return refusals.length > 0 ? refuse(refusals) : ok(lines)
}

type LineCells = Readonly<{
  row: number
  sub: string
  rekening: string
  uraian: string
  jumlah: string
  pajak: string
}>

/** One line from its cells. */
export function readLine(cells: LineCells, find: FindPosisi): Result<BarisForm> {
  const { row, sub, rekening, uraian } = cells
  const refusals: Refusal[] = []
  const posisi = find(sub, rekening)
  if (posisi === undefined)
    refusals.push(refusal('POSISI_TIDAK_DIKENAL', { baris: row, rekening }, 'rekening'))
  const jumlah = parseRupiah(cells.jumlah)
  if (!jumlah.ok) refusals.push(refusal('BARIS_JUMLAH_TIDAK_TERBACA', { baris: row }, 'jumlah'))
  const jumlahSen = jumlah.ok ? jumlah.value : undefined
  const pajak = jumlahSen === undefined ? [] : readTaxes(cells.pajak, jumlahSen)
  if (pajak === undefined)
    refusals.push(refusal('BARIS_PAJAK_TIDAK_TERBACA', { baris: row }, 'pajak'))
  if (posisi === undefined || jumlahSen === undefined || pajak === undefined)
    return refuse(refusals)
  return ok({ mataAnggaranId: posisi.id, uraian, jumlahSen, pajak })
}

/** `ppn:10.000.000;pph22`: a code, and its base where that is not the whole line. */
function readTaxes(text: string, jumlahSen: Sen): readonly PajakForm[] | undefined {
  const parts = text.split(';').map((part) => part.trim())
  const taxes = parts
    .filter((part) => part !== '')
    .map((part) => {
      const [kode = '', dasar = ''] = part.split(':').map((piece) => piece.trim())
      if (dasar === '') return { kode: kode.toLowerCase(), dasarSen: jumlahSen }
      const amount = parseRupiah(dasar)
      return amount.ok ? { kode: kode.toLowerCase(), dasarSen: amount.value } : undefined
    })
  const read = taxes.filter((one) => one !== undefined)
  return read.length === taxes.length ? read : undefined
}
