import { tanggal as civil, type Tanggal, yearOf } from '../../../kernel/date.ts'
import { run, sql, transaction } from '../../../platform/db/database.ts'
import { createProgress } from '../../with-installation.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'

const LINES = 4
const AT_ONCE = 25_000
const DAYS = 364

/** The demo region's codes and books, with so many journal lines of four per journal spread over a year. */
export type LedgerHouse = OwnHouse &
  Readonly<{
    size: number
    tahun: number
    /** A day in the middle of a month: what is not whole months is summed by days. */
    midMonth: Tanggal
    books: readonly number[]
    accounts: readonly number[]
  }>

export function withLedgerHouse(
  size: number,
  work: (house: LedgerHouse) => Promise<void>,
): Promise<void> {
  return withOwnHouse('on', async (own) => {
    await own.app.seedWhenEmpty('fresh')
    const { app } = own
    const tahun = yearOf(app.kit.today())
    const kode = await app.fiscal.kodefikasi(app.kit.db, tahun)
    const leaves = kode.rekening.all.filter(({ isDaun }) => isDaun)
    const house: LedgerHouse = {
      ...own,
      size,
      tahun,
      midMonth: civil(`${tahun}-12-16`),
      books: kode.skpd.all.map(({ id }) => id),
      accounts: leaves.filter((one) => one.kode.startsWith('5.1.')).map(({ id }) => id),
    }
    const idOf = (wanted: string) => kode.rekening.byKode.get(wanted)?.id ?? 0
    await seedJournals(house, {
      sal: idOf('3.1.02.07.01.0001'),
      beban: leaves.filter((one) => one.kode.startsWith('8.1.')).map(({ id }) => id),
      rk: idOf('3.1.03.01.01.0001'),
    })
    await work(house)
  })
}

type Counterparts = Readonly<{ sal: number; beban: readonly number[]; rk: number }>

/** Straight into the tables, by their triggers like any posting, many at once. */
async function seedJournals(house: LedgerHouse, { sal, beban, rk }: Counterparts): Promise<void> {
  const { owner, size, tahun, books, accounts } = house
  const journals = Math.ceil(size / LINES)
  const progress = createProgress(`${size} baris jurnal`)
  for (let from = 0; from < journals; from += AT_ONCE) {
    const to = Math.min(journals, from + AT_ONCE)
    await transaction(owner, async (tx) => {
      await run(
        tx,
        sql`with kepala as (
          insert into accounting.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id,
            dokumen_nomor, jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
          select 'UKUR/' || n, ${tahun}, make_date(${tahun}, 1, 1) + (n % ${DAYS}), 'umum', 1,
            (${[...books]}::int[])[1 + n % ${books.length}], 'Beban ukur', 'ukur', n::text, 'UKUR/' || n, 2000 + n % 900,
            2000 + n % 900, 4, 'ukur', now()
          from generate_series(${from}::int, ${to - 1}::int) n
          returning id, skpd_id, tahun, tanggal, jumlah_debit, dokumen_id::int as n)
        insert into accounting.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
        select k.id, b.urutan, k.skpd_id, k.tahun, k.tanggal, b.rekening_id, b.debit * k.jumlah_debit / 2, b.kredit * k.jumlah_debit / 2
        from kepala k cross join lateral (values
          (1, (${[...accounts]}::int[])[1 + k.n % ${accounts.length}], 1, 0), (2, ${sal}::int, 0, 1),
          (3, (${[...beban]}::int[])[1 + k.n % ${beban.length}], 1, 0), (4, ${rk}::int, 0, 1)) as b (urutan, rekening_id, debit, kredit)`,
      )
    })
    progress(to * LINES)
  }
  await run(
    owner,
    sql`analyze accounting.jurnal, accounting.jurnal_baris, accounting.antrean_rekap`,
  )
}
