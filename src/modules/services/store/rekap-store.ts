import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** What a finished application adds to the public clock of its service, in one statement. */
export async function countFinished(
  tx: Tx,
  f: Readonly<{
    kode: string
    bulan: string
    akhir: 'terbit' | 'selesai' | 'tolak' | 'batal'
    jamTotal: number
    jamBersih: number
    isTepat: boolean
    isFiktif: boolean
  }>,
): Promise<void> {
  const isGood = f.akhir === 'terbit' || f.akhir === 'selesai'
  await run(
    tx,
    sql`with lama as (insert into services.lama as l (kode, bulan, ukuran, jam, jumlah)
      values (${f.kode}, ${f.bulan}::date, 'total', ${f.jamTotal}::int, 1), (${f.kode}, ${f.bulan}::date, 'bersih', ${f.jamBersih}::int, 1)
      on conflict (kode, bulan, ukuran, jam) do update set jumlah = l.jumlah + 1 returning 1)
    insert into services.rekap as r (kode, bulan, terbit, ditolak, batal, tepat, fiktif_positif)
    values (${f.kode}, ${f.bulan}::date, ${isGood ? 1 : 0}::int, ${f.akhir === 'tolak' ? 1 : 0}::int,
      ${f.akhir === 'batal' ? 1 : 0}::int, ${f.isTepat ? 1 : 0}::int, ${f.isFiktif ? 1 : 0}::int)
    on conflict (kode, bulan) do update set terbit = r.terbit + excluded.terbit, ditolak = r.ditolak + excluded.ditolak,
      batal = r.batal + excluded.batal, tepat = r.tepat + excluded.tepat,
      fiktif_positif = r.fiktif_positif + excluded.fiktif_positif`,
  )
}

export async function countReceived(tx: Tx, kode: string, bulan: string): Promise<void> {
  await run(
    tx,
    sql`insert into services.rekap as r (kode, bulan, masuk) values (${kode}, ${bulan}::date, 1)
    on conflict (kode, bulan) do update set masuk = r.masuk + 1`,
  )
}

/** Hours and how many took them, of services since a month, for medians. */
export type LamaRow = Readonly<{
  kode: string
  ukuran: 'total' | 'bersih'
  jam: number
  jumlah: number
}>

export function listLama(tx: Tx, kodes: readonly string[], since: string): Promise<LamaRow[]> {
  return rows(
    tx,
    sql<LamaRow>`select l.kode, l.ukuran, l.jam, sum(l.jumlah)::float8 as jumlah from services.lama l
    where l.kode = any(${[...kodes]}::text[]) and l.bulan >= ${since}::date group by l.kode, l.ukuran, l.jam
    order by l.kode, l.ukuran, l.jam`,
  )
}

export type RekapRow = Readonly<{
  kode: string
  masuk: number
  terbit: number
  ditolak: number
  batal: number
  tepat: number
  fiktifPositif: number
}>

export function listRekap(tx: Tx, since: string): Promise<RekapRow[]> {
  return rows(
    tx,
    sql<RekapRow>`select r.kode, sum(r.masuk)::float8 as masuk, sum(r.terbit)::float8 as terbit,
      sum(r.ditolak)::float8 as ditolak, sum(r.batal)::float8 as batal, sum(r.tepat)::float8 as tepat,
      sum(r.fiktif_positif)::float8 as "fiktifPositif" from services.rekap r where r.bulan >= ${since}::date
    group by r.kode order by r.kode`,
  )
}
