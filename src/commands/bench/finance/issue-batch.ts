import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { run, sql, transaction } from '../../../platform/db/database.ts'
import { createProgress } from '../../with-installation.ts'
import { putAsideIndexes, restoreIndexes } from '../bulk-load.ts'
import type { Figure } from '../line.ts'
import type { OwnHouse } from '../own-house.ts'

const AT_ONCE = 25_000
const EACH = 2_000
const TABLES = ['treasury.spp', 'treasury.spm']
const MEGA = 1_048_576

const hand = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`
const BUD: SignedIn = {
  kind: 'officer',
  accountId: hand(4),
  name: 'Kuasa BUD',
  grants: [{ role: 'bud', unitKode: 'bpkad' }],
}

/**
 * So many signed orders issued as SP2D in one batch, each with its number, its trail and its record in the public log:
 * documents a second, and how much the process grew meanwhile.
 */
export async function measureIssueBatch(house: OwnHouse, size: number): Promise<readonly Figure[]> {
  await seedSigned(house, size)
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 200)
  const began = performance.now()
  const issued = await house.app.treasury.issueBatch(BUD, { limit: size, each: EACH })
  clearInterval(watch)
  if (!issued.ok || issued.value !== size)
    throw new Error(issued.ok ? `${issued.value} of ${size} issued` : issued.refusals[0]?.message)
  const seconds = (performance.now() - began) / 1_000
  const grown = Math.round((Math.max(most, process.memoryUsage().rss) - before) / MEGA)
  return [
    {
      name: 'sp2d borongan',
      about: `SP2D per detik dengan nomor, riwayat, dan catatan log publik, ${EACH} sekali simpan`,
      size,
      unit: 'dokumen/s',
      ours: Math.round(size / seconds),
    },
    {
      name: 'sp2d memori',
      about: 'bertambahnya memori proses selama penerbitan',
      size,
      unit: 'MB',
      ours: grown,
    },
  ]
}

/** Straight into the tables, around their guards, many at once. */
async function seedSigned({ owner, app }: OwnHouse, size: number): Promise<void> {
  const tahun = yearOf(app.kit.today())
  const { skpd } = await app.fiscal.kodefikasi(app.kit.db, tahun)
  const skpdId = skpd.all[0]?.id ?? 0
  const today = app.kit.today()
  await run(
    owner,
    sql`insert into treasury.kas (id, jenis, nama, bank, nomor_rekening)
    values (gen_random_uuid(), 'rkud', 'Kas daerah', 'Bank', '0010010010') on conflict do nothing`,
  )
  await run(
    owner,
    sql`insert into treasury.mutasi (kas_id, tahun, tanggal, masuk, uraian, dokumen_jenis, dokumen_id, dokumen_nomor, dicatat_at)
    select k.id, ${tahun}, ${today}::date, 1000000.00 * ${size}, 'Saldo awal', 'saldo-awal', k.id, 'awal', now()
    from treasury.kas k where k.jenis = 'rkud'`,
  )
  // UP is without lines and once per SKPD: the batch is of additions nobody has to budget for.
  await run(owner, sql`drop index treasury.spp_up_sekali`)
  const progress = createProgress(`${size} SPM`)
  const aside = await transaction(owner, async (tx) => {
    for (const table of TABLES) await run(tx, sql.raw(`alter table ${table} disable trigger user`))
    return putAsideIndexes(tx, TABLES)
  })
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE)
    await transaction(owner, async (tx) => {
      await run(
        tx,
        sql`insert into treasury.spp (id, nomor, tahun, skpd_id, jenis, tanggal, uraian, jumlah, penerima, bank, rekening,
          tahap, tahap_sejak, tenggat_at, kunci, dibuat_oleh, dibuat_at, diperiksa_oleh)
        select lpad(to_hex(n), 32, '0')::uuid, 'SPP-' || n, ${tahun}, ${skpdId}, 'UP', ${today}::date, 'Uang persediaan',
          1000000, 'Bendahara', 'Bank', '1234567890', 'spm', now(), now() + interval '2 days', 'kunci-uji-' || n,
          ${hand(1)}::uuid, now(), ${hand(2)}::uuid
        from generate_series(${from + 1}::int, ${to}::int) n`,
      )
      await run(
        tx,
        sql`insert into treasury.spm (id, spp_id, nomor, tanggal, jumlah, pembuat, pemeriksa, penandatangan, dibuat_at)
        select ('f' || lpad(to_hex(n), 31, '0'))::uuid, lpad(to_hex(n), 32, '0')::uuid, 'SPM-' || n, ${today}::date, 1000000,
          ${hand(1)}::uuid, ${hand(2)}::uuid, ${hand(3)}::uuid, now()
        from generate_series(${from + 1}::int, ${to}::int) n`,
      )
    })
    progress(to)
  }
  await transaction(owner, async (tx) => {
    // Keys are made again over every row, and hold them to what the guards would.
    await restoreIndexes(tx, aside)
    for (const table of TABLES) await run(tx, sql.raw(`alter table ${table} enable trigger user`))
  })
  await run(owner, sql`vacuum analyze treasury.spp, treasury.spm`)
}
