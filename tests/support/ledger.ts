import { randomUUID } from 'node:crypto'
import type { App } from '../../src/app.ts'
import { type Tanggal, tanggal, yearOf } from '../../src/kernel/date.ts'
import { sen } from '../../src/kernel/money.ts'
import type { Result } from '../../src/kernel/result.ts'
import type { NewJurnal, Peristiwa } from '../../src/modules/accounting/index.ts'

export type Ledger = Awaited<ReturnType<typeof openLedger>>

/** Accounts used all over the tests; every one of them ships. */
export const AKUN = {
  kasDaerah: '1.1.01.01.01.0001',
  kasBendahara: '1.1.01.03.01.0001',
  ekuitas: '3.1.01.01.01.0001',
  rkPpkd: '3.1.03.01.01.0001',
  rkSkpd: '1.1.13.01.01.0001',
  perubahanSal: '3.1.02.07.01.0001',
  salAwal: '3.1.02.08.01.0001',
  pph: '2.1.01.05.01.0001',
  atk: '5.1.02.01.01.0024',
  bebanAtk: '8.1.02.01.01.0024',
  modal: '5.2.02.05.01.0005',
  dau: '4.2.01.08.01.0001',
} as const

/** Names of a year's accounts and books, and the shortest way to post to them. */
export async function openLedger(app: App, tahun = yearOf(app.kit.today())) {
  const kode = await app.fiscal.kodefikasi(app.kit.db, tahun)
  const id = (rekening: string) => {
    const found = kode.rekening.byKode.get(rekening)
    if (found === undefined) throw new Error(`account ${rekening} ships`)
    return found.id
  }
  const skpkd = kode.skpkd?.id ?? 0
  const books = kode.skpd.all.filter((one) => one.jenis === 'skpd')
  const pupr = kode.skpdOfUnit('pupr')[0]?.id ?? 0
  const line = (rekening: string, debit: bigint, kredit = 0n) => ({
    rekeningId: id(rekening),
    debitSen: sen(debit),
    kreditSen: sen(kredit),
  })
  const day = (text: string): Tanggal => tanggal(`${tahun}-${text}`)
  const jurnal = (more: Partial<NewJurnal> = {}): NewJurnal => ({
    tahun,
    tanggal: day('03-10'),
    jenis: 'umum',
    skpdId: pupr,
    uraian: 'Pembelian alat tulis kantor',
    dokumen: { jenis: 'bukti', id: randomUUID(), nomor: 'BUKTI/1' },
    baris: [
      line(AKUN.atk, 100_00n),
      line(AKUN.perubahanSal, 0n, 100_00n),
      line(AKUN.bebanAtk, 100_00n),
      line(AKUN.rkPpkd, 0n, 100_00n),
    ],
    oleh: 'uji',
    ...more,
  })
  const peristiwa = (
    nama: string,
    jumlah: bigint,
    rekening: string | null,
    more: Partial<Peristiwa> = {},
  ): Peristiwa => ({
    kode: nama,
    tahun,
    tanggal: day('03-10'),
    skpdId: pupr,
    dokumen: { jenis: 'sp2d', id: randomUUID(), nomor: `SP2D/${nama}` },
    uraian: `Uji ${nama}`,
    oleh: 'uji',
    rincian: [{ rekeningId: rekening === null ? null : id(rekening), jumlahSen: sen(jumlah) }],
    ...more,
  })
  const balance = async (rekening: string, skpdId?: number, until = day('12-31')) => {
    const found = await app.accounting.saldo(app.kit.db, {
      tahun,
      tanggal: until,
      awalan: rekening,
      ...(skpdId === undefined ? {} : { skpdId }),
    })
    return found.reduce((sum, { saldoSen }) => sum + saldoSen, 0n)
  }
  return { tahun, kode, id, skpkd, books, pupr, line, day, jurnal, peristiwa, balance }
}

/** The value of what must not be refused here. */
export function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.refusals.map(({ code, message }) => `${code}: ${message}`).join('\n'))
}

export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code)
