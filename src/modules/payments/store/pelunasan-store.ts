import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Outcome } from '../domain/receipt.ts'

export type Jalur = 'qris' | 'va' | 'tunai'

export type Pelunasan = Readonly<{
  tagihanId: string
  jumlah: Sen
  jalur: Jalur
  dibayarAt: Date
  gerbangTransaksi: string | null
  kuitansiNomor: string | null
  petugasId: string | null
}>

export async function insertPelunasan(
  tx: Tx,
  row: Pelunasan & Readonly<{ dicatatAt: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into payments.pelunasan (tagihan_id, jumlah, jalur, dibayar_at, dicatat_at, gerbang_transaksi,
      kuitansi_nomor, petugas_id)
    values (${row.tagihanId}, ${toDecimalString(row.jumlah)}::numeric, ${row.jalur}, ${row.dibayarAt},
      ${row.dicatatAt}, ${row.gerbangTransaksi}, ${row.kuitansiNomor}, ${row.petugasId})`,
  )
}

export async function findPelunasan(tx: Tx, tagihanId: string): Promise<Pelunasan | undefined> {
  const row = await maybeRow(
    tx,
    sql<
      Omit<Pelunasan, 'jumlah'> & { jumlah: string }
    >`select p.tagihan_id as "tagihanId", p.jumlah::text as jumlah, p.jalur, p.dibayar_at as "dibayarAt",
      p.gerbang_transaksi as "gerbangTransaksi", p.kuitansi_nomor as "kuitansiNomor", p.petugas_id as "petugasId"
    from payments.pelunasan p where p.tagihan_id = ${tagihanId}`,
  )
  return row && { ...row, jumlah: fromDecimalString(row.jumlah) }
}

/** The next receipt number of the year, given back when the transaction does not commit. */
export async function nextKuitansi(tx: Tx, tahun: number): Promise<number> {
  const { terakhir } = await oneRow(
    tx,
    sql<{
      terakhir: number
    }>`insert into payments.kuitansi_urut as k (tahun, terakhir) values (${tahun}, 1)
    on conflict (tahun) do update set terakhir = k.terakhir + 1 returning terakhir`,
  )
  return terakhir
}

export type NewPenerimaan = Readonly<{
  id: string
  gerbangTransaksi: string
  kodeBayar: string
  tagihanId: string | null
  jumlah: Sen
  jalur: 'qris' | 'va'
  dibayarAt: Date
  diterimaAt: Date
  sumber: 'panggilan' | 'rekonsiliasi'
  hasil: Outcome
}>

/** @returns false when this transaction of the gateway is known already */
export async function insertPenerimaan(tx: Tx, row: NewPenerimaan): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into payments.penerimaan (id, gerbang_transaksi, kode_bayar, tagihan_id, jumlah, jalur, dibayar_at,
      diterima_at, sumber, hasil)
    values (${row.id}, ${row.gerbangTransaksi}, ${row.kodeBayar}, ${row.tagihanId},
      ${toDecimalString(row.jumlah)}::numeric, ${row.jalur}, ${row.dibayarAt}, ${row.diterimaAt}, ${row.sumber},
      ${row.hasil})
    on conflict (gerbang_transaksi) do nothing`,
  )
  return made === 1
}

export type Penerimaan = NewPenerimaan &
  Readonly<{ penyelesaian: 'diterima' | 'dikembalikan' | null; alasan: string | null }>

const COLUMNS = sql`p.id, p.gerbang_transaksi as "gerbangTransaksi", p.kode_bayar as "kodeBayar",
  p.tagihan_id as "tagihanId", p.jumlah::text as jumlah, p.jalur, p.dibayar_at as "dibayarAt",
  p.diterima_at as "diterimaAt", p.sumber, p.hasil, p.penyelesaian, p.alasan`

type Row = Omit<Penerimaan, 'jumlah'> & Readonly<{ jumlah: string }>
const toPenerimaan = (row: Row): Penerimaan => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

export async function findPenerimaan(
  tx: Tx,
  gerbangTransaksi: string,
): Promise<Penerimaan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.penerimaan p where p.gerbang_transaksi = ${gerbangTransaksi}`,
  )
  return row && toPenerimaan(row)
}

export async function findPenerimaanForUpdate(tx: Tx, id: string): Promise<Penerimaan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.penerimaan p where p.id = ${id} for update`,
  )
  return row && toPenerimaan(row)
}

export type KeyAfter = Readonly<{ at: Date; id: string }> | undefined
const FIRST = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' }

/** Amounts that did not fit and wait for the treasurer, oldest first. */
export async function listStuck(
  tx: Tx,
  { limit, after = FIRST }: Readonly<{ limit: number; after?: KeyAfter }>,
): Promise<readonly Penerimaan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from payments.penerimaan p
    where p.hasil <> 'lunas' and p.penyelesaian is null and (p.diterima_at, p.id) > (${after.at}, ${after.id}::uuid)
    order by p.diterima_at, p.id limit ${limit}`,
  )
  return found.map(toPenerimaan)
}

export async function solvePenerimaan(
  tx: Tx,
  row: Readonly<{
    id: string
    penyelesaian: 'diterima' | 'dikembalikan'
    alasan: string
    oleh: string
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update payments.penerimaan set penyelesaian = ${row.penyelesaian}, alasan = ${row.alasan},
      diselesaikan_oleh = ${row.oleh}, diselesaikan_at = ${row.at} where id = ${row.id} and penyelesaian is null`,
  )
}
