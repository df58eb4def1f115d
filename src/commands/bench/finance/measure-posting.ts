import { randomUUID } from 'node:crypto'
import { sen, ZERO_SEN } from '../../../kernel/money.ts'
import type { NewJurnal } from '../../../modules/accounting/index.ts'
import { run, sql } from '../../../platform/db/database.ts'
import { atLeast, type Figure } from '../line.ts'
import { findPgbench, runPgbench } from '../pgbench.ts'
import type { Effort } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'
import type { LedgerHouse } from './ledger.ts'

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
  const plain = (isNumbered: boolean) => () =>
    runPgbench({
      pgbench,
      url: house.addresses.ownerUrl,
      script: plainInsert(house, isNumbered),
      clients: LANES,
      ms: effort.loadMs,
    })
  const lanes = { ms: effort.loadMs, lanes: LANES }
  const single = () => countFor(lanes, one)
  const batch = async () => BATCH * (await countFor(lanes, many))
  // Compiled code, prepared statements, open connections.
  await single()
  const shared = { size: house.size, unit: 'jurnal/s' }
  const about = `jurnal empat baris per detik dari ${LANES} jalur / pgbench, ${LANES} klien, satu transaksi tiap jurnal, baris yang sama`
  return [
    {
      name: 'posting satu-satu',
      about: `${about}, nomor dan antrean rekap ikut ditulis; kolom, indeks, dan kunci yang sama, tanpa pemeriksaan debit-kredit`,
      ...shared,
      ...(await takeTurns(effort.rounds, single, plain(true))),
      bar: atLeast(0.5),
    },
    {
      name: 'posting tanpa nomor',
      about: `${about}, tetapi pgbench hanya menulis kepala dan baris, bernomor acak`,
      ...shared,
      ...(await takeTurns(effort.rounds, single, plain(false))),
    },
    {
      name: 'posting borongan',
      about: `${about}; ${BATCH} jurnal sekali simpan di pihak kita`,
      ...shared,
      ...(await takeTurns(effort.rounds, batch, plain(true))),
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

/**
 * The same columns, checks, keys, and indexes, and the references a sane ledger has instead of our guards: year, book,
 * happening, reversed journal; journal, book, and account of each line.
 */
const PLAIN_TABLES = `create schema ukur;
  create table ukur.jurnal (like accounting.jurnal including all,
    foreign key (tahun) references fiscal.tahun_anggaran, foreign key (skpd_id) references fiscal.skpd,
    foreign key (peristiwa) references accounting.peristiwa, foreign key (membalik_id) references ukur.jurnal);
  create table ukur.jurnal_baris (like accounting.jurnal_baris including all,
    foreign key (jurnal_id) references ukur.jurnal, foreign key (skpd_id) references fiscal.skpd,
    foreign key (rekening_id) references fiscal.rekening);
  create table ukur.antrean_rekap (like accounting.antrean_rekap including all);
  create table ukur.nomor_urut (like fiscal.nomor_urut including all)`

/** @param isNumbered with the rows of the counter and of the queue that a posting writes too */
function plainInsert(
  { tahun, midMonth, accounts: [a, b, c, d] }: LedgerHouse,
  isNumbered: boolean,
): string {
  const counter = `insert into ukur.nomor_urut as n (tahun, jenis, lingkup, terakhir) values (${tahun}, 'jurnal', 'buku ' || :client_id, 1)
on conflict (tahun, jenis, lingkup) do update set terakhir = n.terakhir + excluded.terakhir returning n.terakhir as n \\gset`
  const drawn = '\\set n random(1, 9000000000000000)'
  return `${isNumbered ? '' : drawn}
begin;
${isNumbered ? counter : ''}
insert into ukur.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id, dokumen_nomor,
  jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
values ('99.01/11.0/' || :n || '/JUR-UMUM/' || :client_id || '.03.0.00.0.00.03.0000/12/2026', ${tahun}, '${midMonth}', 'umum', 1,
  1 + :client_id, 'Beban ukur', 'ukur', gen_random_uuid(), 'UKUR', 200, 200, 4, 'ukur', now()) returning id \\gset
insert into ukur.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
values (:id, 1, 1 + :client_id, ${tahun}, '${midMonth}', ${a}, 100, 0), (:id, 2, 1 + :client_id, ${tahun}, '${midMonth}', ${b}, 0, 100),
  (:id, 3, 1 + :client_id, ${tahun}, '${midMonth}', ${c}, 100, 0), (:id, 4, 1 + :client_id, ${tahun}, '${midMonth}', ${d}, 0, 100);
${isNumbered ? `insert into ukur.antrean_rekap (jurnal_id, tahun) values (:id, ${tahun});` : ''}
commit;
`
}
