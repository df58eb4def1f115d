import { present } from '../../kernel/assert.ts'
import { tanggal } from '../../kernel/date.ts'
import { type Sen, sumSen, ZERO_SEN } from '../../kernel/money.ts'
import { AKUNTAN, must, type Posisi, type Tahun, turnTo, workday } from './house.ts'

const KAS_DAERAH = '1.1.01.01.01.0001'
const EKUITAS = '3.1.01.01.01.0001'
const PERUBAHAN_SAL = '3.1.02.07.01.0001'
const SAL_AWAL = '3.1.02.08.01.0001'
const SILPA = '6.1.01'

/** The books of the region begin with the cash it has, and what the budget of the year before had left. */
export async function openBooks(year: Tahun, left: Sen): Promise<void> {
  const { tx, house, tahun, codes } = year
  const idOf = (kode: string) =>
    present(codes.rekening.byKode.get(kode), `account ${kode} is in force`).id
  const debit = (kode: string) => ({ rekeningId: idOf(kode), debitSen: left, kreditSen: ZERO_SEN })
  const kredit = (kode: string) => ({ rekeningId: idOf(kode), debitSen: ZERO_SEN, kreditSen: left })
  must(
    await house.accounting.post(tx, {
      tahun,
      tanggal: tanggal(`${tahun}-01-01`),
      jenis: 'saldo-awal',
      skpdId: present(codes.skpkd, 'the demo has an SKPKD').id,
      uraian: `Saldo awal kas daerah ${tahun}`,
      dokumen: { jenis: 'saldo-awal', id: `kas-${tahun}`, nomor: `Saldo awal ${tahun}` },
      baris: [debit(KAS_DAERAH), kredit(EKUITAS), debit(PERUBAHAN_SAL), kredit(SAL_AWAL)],
      oleh: AKUNTAN.accountId,
    }),
  )
}

/** Every book of a year is closed, and the next one begins with what stands in it. */
export async function carryOn(year: Tahun): Promise<void> {
  const { tx, house, tahun } = year
  turnTo(year, tanggal(`${tahun}-12-31`), 6)
  const { closing } = house.accounting
  for (const [skpdId, { isUsed, hasNominal }] of await closing.statesOf(tx, tahun)) {
    if (!isUsed) continue
    if (hasNominal) must(await closing.close(AKUNTAN, { skpdId, tahun }))
    must(await closing.openNext(AKUNTAN, { skpdId, tahun }))
  }
}

/** What the year before had left is income of this year's financing. */
export async function useSilpa(year: Tahun, left: Sen): Promise<void> {
  const { tx, house, tahun, posisi } = year
  const one = posisi.find(({ kode }) => kode.startsWith(SILPA))
  if (one === undefined || left === 0n) return
  turnTo(year, workday(tahun, 1, 2))
  must(
    await house.accounting.postMapped(tx, {
      kode: 'silpa-tahun-lalu',
      tahun,
      tanggal: workday(tahun, 1, 2),
      skpdId: one.skpd.id,
      dokumen: { jenis: 'silpa', id: `${tahun}`, nomor: `SiLPA ${tahun - 1}` },
      uraian: `Penggunaan SiLPA tahun ${tahun - 1}`,
      oleh: AKUNTAN.accountId,
      rincian: [rincianOf(one, left)],
    }),
  )
}

const rincianOf = ({ rekeningId, id }: Posisi, jumlahSen: Sen) => ({
  rekeningId,
  jumlahSen,
  mataAnggaranId: id,
  subKegiatanId: null,
})

/** Cash of the region at the end of a year: all that its budget has left, for it owes nothing. */
export async function cashLeft({ tx, house, tahun, sampai }: Tahun): Promise<Sen> {
  const found = await house.accounting.saldo(tx, { tahun, tanggal: sampai, awalan: KAS_DAERAH })
  return sumSen(found.map(({ saldoSen }) => saldoSen))
}

/** A year is closed by decree: it takes no document any more. */
export async function closeByDecree({ tx, house }: Tahun, tahun: number): Promise<void> {
  const dasar = `Perda Pertanggungjawaban APBD Tahun ${tahun}`
  must(await house.fiscal.setTahun(tx, { actor: SEEDER, tahun, ke: 'tutup', dasar }))
}

const SEEDER = { kind: 'system', name: 'contoh' } as const
