import { describe, expect, it } from 'vitest'
import { yearOf } from '../src/kernel/date.ts'
import { findBrokenCounters } from '../src/modules/treasury/testing/broken-counters.ts'
import { oneRow, rows, sql } from '../src/platform/db/database.ts'
import { signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const now = new Date('2026-11-25T03:00:00Z')
const { app, database } = await useRunningApp({ hasMoney: true, now: () => now })
const year = yearOf(app.kit.today())
const owner = database.owner

describe('two years of the demo region', () => {
  it('spend in the books what SP2D paid, to the sen', async () => {
    const found = await rows(
      owner,
      sql<{ tahun: number; sp2d: string; buku: string }>`select d.tahun, sum(d.nilai)::text as sp2d,
        (select sum(r.jumlah)::text from accounting.pub_realisasi r join fiscal.rekening k on k.id = r.rekening_id
          where r.tahun = d.tahun and k.kode like '5.%') as buku
      from treasury.sp2d d where d.status in ('cair', 'selesai') and d.jenis like 'LS%' group by d.tahun order by d.tahun`,
    )
    expect(found.map(({ tahun }) => tahun)).toEqual([year - 1, year])
    for (const { sp2d, buku } of found) expect(buku).toBe(sp2d)
  })

  it('receive in the books what was deposited, to the sen', async () => {
    const found = await rows(
      owner,
      sql<{ sts: string; buku: string }>`select sum(s.jumlah)::text as sts,
        (select sum(r.jumlah)::text from accounting.pub_realisasi r join fiscal.rekening k on k.id = r.rekening_id
          where r.tahun = s.tahun and k.kode like '4.%') as buku
      from treasury.sts s where s.jenis = 'pendapatan' group by s.tahun order by s.tahun`,
    )
    expect(found).toHaveLength(2)
    for (const { sts, buku } of found) expect(buku).toBe(sts)
  })

  it('balance in every journal, and hold in the books the cash the account holds', async () => {
    const sums = await oneRow(
      owner,
      sql<{
        debit: string
        kredit: string
      }>`select sum(b.debit)::text as debit, sum(b.kredit)::text as kredit
      from accounting.jurnal_baris b`,
    )
    expect(sums.debit).toBe(sums.kredit)
    expect(await findBrokenCounters(owner)).toEqual([])
    const cash = await oneRow(
      owner,
      sql<{ kas: string; mutasi: string }>`select k.saldo::text as kas,
        (select sum(m.masuk - m.keluar)::text from treasury.mutasi m where m.kas_id = k.id) as mutasi
      from treasury.kas k where k.jenis = 'rkud'`,
    )
    expect(cash.mutasi).toBe(cash.kas)
    expect(Number(cash.kas)).toBeGreaterThan(0)
  })

  it('begin this year with what last year ended with, account by account', async () => {
    const found = await rows(
      owner,
      sql<{ kode: string }>`with awal as (
        select b.rekening_id, b.skpd_id, sum(b.debit - b.kredit) as saldo from accounting.jurnal_baris b
        join accounting.jurnal j on j.id = b.jurnal_id where b.tahun = ${year} and j.jenis = 'saldo-awal' group by 1, 2),
      akhir as (select b.rekening_id, b.skpd_id, sum(b.debit - b.kredit) as saldo from accounting.jurnal_baris b
        where b.tahun = ${year - 1} group by 1, 2)
      select k.kode from awal a full join akhir e using (rekening_id, skpd_id) join fiscal.rekening k on k.id = rekening_id
      where k.kode ~ '^1[.]' and coalesce(a.saldo, 0) <> coalesce(e.saldo, 0)`,
    )
    expect(found).toEqual([])
  })

  it('differ from the cards of goods only by what still waits for its card', async () => {
    const found = await rows(
      owner,
      sql<{ skpdId: number; beda: string; menunggu: string }>`
      with modal as (
        select b.skpd_id, sum(b.debit - b.kredit) as buku from accounting.jurnal_baris b
        join fiscal.rekening r on r.id = b.rekening_id
        where r.kode like '1.3.0_.%' and r.kode not like '1.3.07%' and b.tahun = ${year} group by b.skpd_id),
      kartu as (select k.skpd_id, sum(k.nilai) as kartu from assets.kartu k where not k.is_ekstrakomptabel group by k.skpd_id),
      tunggu as (select d.skpd_id, sum(l.jumlah - l.tercatat) as jumlah from treasury.spp_baris l
        join treasury.sp2d d on d.spp_id = l.spp_id and d.status = 'cair' where l.is_modal group by d.skpd_id)
      select m.skpd_id as "skpdId", (m.buku - coalesce(k.kartu, 0))::text as beda, coalesce(t.jumlah, 0)::text as menunggu
      from modal m left join kartu k on k.skpd_id = m.skpd_id left join tunggu t on t.skpd_id = m.skpd_id
      where m.buku - coalesce(k.kartu, 0) <> coalesce(t.jumlah, 0)`,
    )
    expect(found).toEqual([])
  })

  it('end last year between nine tenths and all of the budget, and this year behind the plan of cash', async () => {
    const found = await rows(
      owner,
      sql<{ tahun: number; bagian: number }>`select m.tahun,
        (100 * (select sum(r.jumlah) from accounting.pub_realisasi r join fiscal.rekening k on k.id = r.rekening_id
          where r.tahun = m.tahun and k.kode like '5.%') / sum(m.anggaran))::float as bagian
      from budget.pub_mata_anggaran m join fiscal.rekening k on k.id = m.rekening_id and k.kode like '5.%'
      where m.anggaran > 0 group by m.tahun order by m.tahun`,
    )
    const share = new Map(found.map(({ tahun, bagian }) => [tahun, bagian]))
    expect(share.get(year - 1)).toBeGreaterThan(92)
    expect(share.get(year - 1)).toBeLessThan(97.5)
    expect(share.get(year)).toBeGreaterThan(60)
    expect(share.get(year)).toBeLessThan(85)
  })

  it('leave payments waiting at every station, some of them late', async () => {
    const waiting = await rows(
      owner,
      sql<{ tahap: string; n: number; terlambat: number }>`select s.tahap, count(*)::int as n,
        (count(*) filter (where s.tenggat_at < ${now}))::int as terlambat
      from treasury.spp s where s.tahap in ('diajukan', 'diverifikasi', 'spm') group by s.tahap order by s.tahap`,
    )
    expect(waiting.map(({ tahap }) => tahap)).toEqual(['diajukan', 'diverifikasi', 'spm'])
    expect(waiting.reduce((sum, { terlambat }) => sum + terlambat, 0)).toBeGreaterThanOrEqual(2)
  })

  it('tell of the road from the plan to the construction, station by station', async () => {
    const { n } = await oneRow(
      owner,
      sql<{ n: number }>`select count(distinct k.id)::int as n from treasury.kontrak k
      join treasury.spp s on s.kontrak_id = k.id join treasury.sp2d d on d.spp_id = s.id
      join treasury.spp_baris b on b.spp_id = s.id join treasury.aset_tautan t on t.baris_id = b.id
      join budget.garis g on g.mata_anggaran_id = b.mata_anggaran_id and g.rkpd_baris_id is not null
      where d.jurnal_id is not null`,
    )
    expect(n).toBeGreaterThanOrEqual(2)
  })

  it('are on the leaders’ board what they are in the books, and each agency has its page', async () => {
    const bupati = await signIn(app, 'bupati')
    const board = (await bupati.get('/pimpinan')).body
    const { share } = await oneRow(
      owner,
      sql<{ share: number }>`select (100 * (select sum(r.jumlah) from accounting.pub_realisasi r
          join fiscal.rekening k on k.id = r.rekening_id where r.tahun = ${year} and k.kode like '5.%')
        / sum(m.anggaran))::float as share
      from budget.pub_mata_anggaran m join fiscal.rekening k on k.id = m.rekening_id and k.kode like '5.%'
      where m.tahun = ${year}`,
    )
    expect(board).toContain(`${share.toFixed(1).replace('.', ',')}%`)
    const late = await rows(
      owner,
      sql<{
        nomor: string
      }>`select s.nomor from treasury.pub_antrean s where s.tenggat_at < ${now}`,
    )
    for (const { nomor } of late) expect(board).toContain(nomor)
    const links = [...new Set(board.match(/\/pimpinan\/serapan\/\d+/g))]
    expect(links.length).toBeGreaterThan(8)
    for (const link of links) expect([link, (await bupati.get(link)).status]).toEqual([link, 200])
    expect((await bupati.get('/pimpinan/serapan/999999')).status).toBe(404)
  }, 120_000)

  it('are explained by the agency’s own head only, in words that stay', async () => {
    const { id } = await oneRow(
      owner,
      sql<{
        id: number
      }>`select s.id from fiscal.skpd s where s.unit_kode = 'pupr' order by s.kode limit 1`,
    )
    const at = `/pimpinan/serapan/${id}`
    const head = await signIn(app, 'pa-pupr')
    await head.get(at)
    const short = await head.post(`${at}/penjelasan`, { isi: '<b>x</b>' })
    expect([short.status, short.body.includes('&lt;b>x&lt;/b>')]).toEqual([422, true])
    const isi =
      'Lelang jembatan diulang karena penawar tunggal; kontrak ditandatangani <script>x</script> bulan ini.'
    expect((await head.post(`${at}/penjelasan`, { isi })).status).toBe(303)
    const page = (await head.get(at)).body
    expect(page).toContain('Lelang jembatan diulang')
    expect(page).not.toContain('<script>x')
    const other = await signIn(app, 'kadis-dlh')
    expect((await other.get(at)).status).toBe(403)
    expect((await other.post(`${at}/penjelasan`, { isi })).status).toBe(403)
  })

  it('is not loaded twice', async () => {
    const count = () =>
      oneRow(owner, sql<{ n: number }>`select count(*)::int as n from accounting.jurnal`)
    const before = await count()
    await app.seedFinance()
    expect(await count()).toEqual(before)
  })
})
