import { randomUUID } from 'node:crypto'
import type { App } from '../../../src/app.ts'
import { DAY_MS } from '../../../src/kernel/date.ts'
import { sen } from '../../../src/kernel/money.ts'
import { demoAccountId } from '../../../src/modules/identity/index.ts'
import { type Db, rows, run, sql } from '../../../src/platform/db/database.ts'
import { bringToField, OPERATOR, sendCase } from '../../support/case-house.ts'
import { makePdf } from '../../support/pdfs.ts'
import { makeFinanceObjects } from './finance-objects.ts'
import { makeServiceObjects, type ServiceObjects } from './service-objects.ts'

/** Which of several things an address names; `ada` where it makes no difference whose it is. */
export type Which = 'pupr' | 'desa' | 'rahasia' | 'berjalan' | 'selesai' | 'ada' | 'tidak-ada'

export type Objects = Readonly<{
  /** Numbers of cases: of the public works office, of a village, secret, none. */
  nomor: Readonly<Record<Exclude<Which, 'ada' | 'berjalan' | 'selesai'>, string>>
  services: ServiceObjects
  /** The tracking code of the secret one. */
  kodeRahasia: string
  values: (name: string, pattern: string, which: Which) => string
}>

/** One of each thing that routes name, owned by people of the demo region. */
export async function makeObjects(app: App, owner: Db): Promise<Objects> {
  const pupr = await sendCase(app)
  await bringToField(app, pupr.nomor)
  const desa = await sendCase(app)
  const form = { unitKode: 'desa-wonosekar' }
  const passed = await app.citizenReports.act(
    app.kit.db,
    { actor: OPERATOR },
    { nomor: desa.nomor, tindakan: 'disposisi', form },
  )
  if (!passed.ok) throw new Error(passed.refusals.map((one) => one.message).join(' '))
  const rahasia = await sendCase(app, { isRahasia: true })
  const nomor = {
    pupr: pupr.nomor,
    desa: desa.nomor,
    rahasia: rahasia.nomor,
    'tidak-ada': 'ADU-2026-999999-X',
  }
  await app.runningLog.prepare()
  await app.runningLog.sequencer.run()
  const rules = await makeRows(owner, nomor.pupr, await makeMoney(app, owner))
  const services = await makeServiceObjects(app)
  const finance = await makeFinanceObjects(app, owner)
  const ids = [...rules, ...(await keepDocument(app)), ...rulesOf(services), ...finance]
  const named = { ...nomor, ...services.nomor, ada: nomor.pupr }
  const ofServices = { ...named, ada: services.nomor.berjalan }
  const lines = await firstLines(owner)
  const years: Partial<Record<Which, string>> = { 'tidak-ada': '1901' }
  const values = (name: string, pattern: string, which: Which): string => {
    if (name === 'nomor') return isOfServices(pattern) ? ofServices[which] : named[which]
    if (name === 'baris') return lines.get(named[which]) ?? randomUUID()
    if (name === 'tahun') return years[which] ?? '2026'
    if (which === 'tidak-ada') return unknown(name)
    return ids.find((row) => row.matches(pattern, name))?.value ?? 'tidak-ada'
  }
  return { nomor, services, kodeRahasia: rahasia.kodeLacak ?? '', values }
}

function unknown(name: string): string {
  return /id$/i.test(name) ? randomUUID() : 'tidak-ada'
}

/** The first line of each case's timeline, by the case's number. */
async function firstLines(owner: Db): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    owner,
    sql<{ nomor: string; id: string }>`select distinct on (l.nomor) l.nomor, r.id
    from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id order by l.nomor, r.waktu, r.id`,
  )
  return new Map(found.map(({ nomor, id }) => [nomor, id]))
}

type Rule = Readonly<{ matches: (pattern: string, name: string) => boolean; value: string }>
const at = (start: string, name: string, value: string): Rule => ({
  matches: (pattern, asked) => pattern.startsWith(start) && asked === name,
  value,
})

type Money = Readonly<{
  kodeBayar: string
  penerimaan: string
  selisih: string
  sanggahan: string
}>

/** A bill, money that fits none, a difference from the gateway's list, and a dispute about a register. */
async function makeMoney({ payments, partners, kit }: App, owner: Db): Promise<Money> {
  const subject = { kind: 'uji', id: randomUUID() }
  const bill = await payments.bill(kit.db, {
    subject,
    judul: 'Retribusi uji',
    lines: [['Sewa', sen(5_000_000n)]],
    sampai: new Date(kit.now().getTime() + DAY_MS),
    pembayar: { nama: 'Bagas' },
  })
  const said = await partners.dispute(kit.db, {
    accountId: demoAccountId('warga'),
    field: 'alamat',
    registerValue: 'Dusun Krajan',
    claimed: 'Dusun Tegal',
    subject,
  })
  if (!bill.ok || !said.ok) throw new Error('bill or dispute not made')
  const [penerimaan, selisih] = [randomUUID(), randomUUID()]
  await run(
    owner,
    sql`insert into payments.penerimaan (id, gerbang_transaksi, kode_bayar, jumlah, jalur, dibayar_at, diterima_at,
      sumber, hasil)
    values (${penerimaan}::uuid, 'T-uji', 'BYR-lain', 1000, 'va', now(), now(), 'panggilan', 'tidak_dikenal')`,
  )
  await run(
    owner,
    sql`insert into payments.selisih (id, jenis, gerbang_transaksi, jumlah_kita, ditemukan_at)
    values (${selisih}::uuid, 'hanya_kita', 'T-uji-2', 1000, now())`,
  )
  const { kodeBayar } = bill.value
  return { kodeBayar, penerimaan, selisih, sanggahan: said.value.sanggahanId }
}

/** Whether a number in this address is one of an application. */
export function isOfServices(pattern: string): boolean {
  return /^\/(?:kerja|api\/v1)?\/?permohonan\//.test(pattern)
}

function rulesOf(made: ServiceObjects): readonly Rule[] {
  return [
    at('/permohonan/draf/:id/hapus', 'id', made.drafDibuang),
    at('/permohonan/draf/', 'id', made.draf),
    at('/permohonan/draf/', 'halaman', 'alamat'),
    at('/permohonan/draf/', 'dok', 'kk'),
    at('/permohonan/luring/', 'id', made.draf),
    at('/permohonan/luring/', 'dok', 'kk'),
    at('/layanan/', 'kode', made.kode),
    at('/api/v1/layanan/', 'kode', made.kode),
    at('/kerja/perancang/', 'kode', made.kode),
    at('/kerja/perancang/', 'versi', '1'),
    at('/verifikasi/', 'kode', made.kodeSurat),
    at('/surat/', 'kode', made.kodeSurat),
    at('/kerja/surat/', 'id', made.suratId),
    at('/skm/unit/', 'kode', 'kel-kauman-jati'),
    at('/skm/layanan/', 'kode', made.kode),
  ]
}

/** A citizen's document, used by a case of the public works office. */
async function keepDocument({ vault, kit }: App): Promise<readonly Rule[]> {
  const pemilikAkunId = demoAccountId('warga')
  const file = { bytes: makePdf(), filename: 'kk.pdf' }
  const oleh = { kind: 'system', name: 'uji' } as const
  const kept = await vault.keep(kit.db, { jenisKode: 'kk', file, pemilikAkunId, oleh })
  if (!kept.ok) throw new Error(kept.refusals.map((one) => one.message).join(' '))
  const used = await vault.use(kit.db, {
    berkasId: kept.value.berkasId,
    pemilikAkunId,
    subject: { kind: 'permohonan', id: randomUUID(), nomor: 'PMH-2026-000001-A' },
    unitKode: 'pupr',
    tujuan: 'Memeriksa permohonan',
  })
  if (!used.ok) throw new Error(used.refusals.map((one) => one.message).join(' '))
  return [
    at('/akun/berkas/', 'id', kept.value.berkasId),
    at('/akun/berkas/baru/', 'jenis', 'kk'),
    at('/berkas/', 'id', kept.value.berkasId),
    at('/kerja/berkas/', 'id', used.value.penggunaanId),
  ]
}

async function makeRows(owner: Db, nomor: string, uang: Money): Promise<readonly Rule[]> {
  const one = async (query: ReturnType<typeof sql<{ v: string }>>) =>
    (await rows(owner, query))[0]?.v ?? 'tidak-ada'
  const komentar = randomUUID()
  await run(
    owner,
    sql`insert into citizen_reports.komentar (id, laporan_id, akun_id, nama, isi, waktu)
    select ${komentar}::uuid, l.id, ${demoAccountId('warga')}::uuid, 'Wahyuni', 'Masih berlubang.', now()
    from citizen_reports.laporan l where l.nomor = ${nomor}`,
  )
  const sesi = await one(sql<{ v: string }>`select s.id::text as v from identity.sesi s
    where s.akun_id = ${demoAccountId('warga')}::uuid limit 1`)
  return [
    at('/bayar/', 'kode', uang.kodeBayar),
    at('/kerja/pembayaran/penerimaan/', 'id', uang.penerimaan),
    at('/kerja/pembayaran/selisih/', 'id', uang.selisih),
    at('/kerja/pembayaran/', 'kode', uang.kodeBayar),
    at('/kerja/sanggahan/', 'id', uang.sanggahan),
    at('/akun/sesi/', 'id', sesi),
    at('/kerja/komentar/', 'id', komentar),
    at('/kerja/pengaturan/pengguna/', 'id', demoAccountId('bud')),
    at(
      '/kerja/pengaturan/pengguna/',
      'peranId',
      await one(sql<{ v: string }>`select p.id::text as v from identity.peran_akun p
      where p.akun_id = ${demoAccountId('bud')}::uuid limit 1`),
    ),
    at('/kerja/pengaturan/unit/', 'kode', 'pupr'),
    at('/unit/', 'kode', 'pupr'),
    at('/antrean/', 'tempat', 'mpp-jatiraya'),
    at('/api/v1/antrean/', 'tempat', 'mpp-jatiraya'),
    at('/kerja/pengaturan/antrean/', 'tempat', 'mpp-jatiraya'),
    at('/kerja/pengaturan/antrean/', 'id', 'baru'),
    at('/warna/', 'warna', '0b4a3c.css'),
    at('/bahasa/', 'lang', 'en'),
    at('/kerja/katalog/kategori/', 'kode', 'jalan'),
    at('/kerja/katalog/kategori/', 'soal', 'baru'),
    at(
      '/kerja/katalog/wewenang/',
      'id',
      await one(sql<{ v: string }>`select w.id::text as v from citizen_reports.wewenang w limit 1`),
    ),
    at(
      '/kerja/katalog/templat/',
      'id',
      await one(sql<{ v: string }>`select t.id::text as v from citizen_reports.templat t limit 1`),
    ),
    at(
      '/kerja/katalog/alasan/',
      'kode',
      await one(sql<{ v: string }>`select a.kode as v from citizen_reports.alasan a limit 1`),
    ),
    at('/foto/', 'ukuran', 'penuh'),
    at(
      '/bukti/catatan/',
      'acuan',
      await one(sql<{ v: string }>`select e.acuan::text as v
      from public_log.entri e where e.log = 'publik' order by e.indeks limit 1`),
    ),
    at('/bukti/', 'indeks', '0'),
    at('/open311/', 'file', '001.json'),
  ]
}
