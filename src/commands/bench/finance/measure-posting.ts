import { randomUUID } from 'node:crypto'
import { sen, ZERO_SEN } from '../../../kernel/money.ts'
import type { NewJurnal } from '../../../modules/accounting/index.ts'
import { run, sql } from '../../../platform/db/database.ts'
import { atLeast, type Figure } from '../line.ts'
import { findPgbench, runPgbench } from '../pgbench.ts'
import type { Effort } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'
import type { LedgerHouse } from './house.ts'

const LANES = 8
const BATCH = 100

/** Journals of four lines a second, one by one and a hundred at once, against pgbench inserting the same rows. */
export async function measurePosting(
  house: LedgerHouse,
  effort: Effort,
): Promise<readonly Figure[]> {
  const pgbench = findPgbench()
  if (pgbench === undefined)
    throw new Error('pgbench is needed: apt-get install postgresql-contrib')
  await run(house.owner, sql.raw(PLAIN_TABLES))
  const { accounting, kit } = house.app
  const one = async (lane: number) => {
    const posted = await accounting.post(kit.db, journalOf(house, lane))
    if (!posted.ok) throw new Error(posted.refusals[0]?.message)
  }
  const many = async (lane: number) => {
    const posted = await accounting.postMany(
      kit.db,
      Array.from({ length: BATCH }, () => journalOf(house, lane)),
    )
    if (!posted.ok) throw new Error(posted.refusals[0]?.message)
  }
  const plain = () =>
    runPgbench({
      pgbench,
      url: house.addresses.ownerUrl,
      script: PLAIN_INSERT,
      clients: LANES,
      ms: effort.loadMs,
    })
  const lanes = { ms: effort.loadMs, lanes: LANES }
  const single = await takeTurns(effort.rounds, () => countFor(lanes, one), plain)
  const batch = await takeTurns(
    effort.rounds,
    async () => BATCH * (await countFor(lanes, many)),
    plain,
  )
  const about = `jurnal empat baris per detik dari ${LANES} jalur, dibanding pgbench memasukkan baris yang sama ke tabel yang sama tanpa penjaganya`
  return [
    {
      name: 'posting satu-satu',
      about,
      size: house.size,
      unit: 'jurnal/s',
      ...single,
      bar: atLeast(0.5),
    },
    {
      name: 'posting borongan',
      about: `${about}; ${BATCH} jurnal sekali simpan`,
      size: house.size,
      unit: 'jurnal/s',
      ...batch,
      bar: atLeast(0.5),
    },
  ]
}

function journalOf({ books, accounts, tahun, midMonth }: LedgerHouse, lane: number): NewJurnal {
  const [first = 0, second = 0] = [accounts[lane], accounts[lane + LANES]]
  const line = (rekeningId: number, isDebit: boolean) => ({
    rekeningId,
    debitSen: isDebit ? sen(100_00n) : ZERO_SEN,
    kreditSen: isDebit ? ZERO_SEN : sen(100_00n),
  })
  return {
    tahun,
    tanggal: midMonth,
    jenis: 'umum',
    skpdId: books[lane] ?? 0,
    uraian: 'Beban ukur',
    dokumen: { jenis: 'ukur', id: randomUUID(), nomor: 'UKUR' },
    baris: [line(first, true), line(second, false), line(second, true), line(first, false)],
    oleh: 'ukur',
  }
}

/** The same columns, keys and indexes; no trigger and no foreign key. */
const PLAIN_TABLES = `create schema ukur;
  create table ukur.jurnal (like accounting.jurnal including all);
  create table ukur.jurnal_baris (like accounting.jurnal_baris including all)`

const PLAIN_INSERT = `\\set n random(1, 9000000000000000)
\\set s random(1, 8)
begin;
insert into ukur.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id, dokumen_nomor,
  jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
values ('99.01/11.0/' || :n || '/JUR-UMUM/1.03.0.00.0.00.03.0000/12/2026', 2026, '2026-12-16', 'umum', 1, :s, 'Beban ukur',
  'ukur', :n, 'UKUR', 200, 200, 4, 'ukur', now());
insert into ukur.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
values (lastval(), 1, :s, 2026, '2026-12-16', 11, 100, 0), (lastval(), 2, :s, 2026, '2026-12-16', 12, 0, 100),
  (lastval(), 3, :s, 2026, '2026-12-16', 13, 100, 0), (lastval(), 4, :s, 2026, '2026-12-16', 14, 0, 100);
commit;
`
