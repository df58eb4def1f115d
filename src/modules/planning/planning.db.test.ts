import { beforeAll, describe, expect, it } from 'vitest'
import { demoOfficer, openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { tanggal, yearOf } from '../../kernel/date.ts'
import { sen } from '../../kernel/money.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { seedPlanning } from '../../seed/demo-planning.ts'
import { createAddBaris, createRemoveBaris, createSaveBaris } from './actions/baris.ts'
import { createAmend, createBegin, createEnact, createSubmit } from './actions/dokumen.ts'
import { createImpor } from './actions/impor.ts'
import { createRecord } from './actions/realisasi.ts'
import { createAddSimpul, createMoveSimpul, createSaveSimpul } from './actions/simpul.ts'
import { createDecide } from './actions/usulan.ts'
import type { BarisForm } from './domain/baris.ts'
import { ukuranOf } from './domain/ukuran.ts'
import type { NewUsulan } from './domain/usulan.ts'
import { PLANNING_RECORDS } from './index.ts'
import { findNewest } from './store/dokumen-store.ts'

const { app, database } = await useRunningApp()
const { planning, kit, fiscal } = app
const { deps } = planning
const officer = (name: string, grants: SignedIn['grants']) => demoOfficer(name, grants) as SignedIn
const BAPPEDA = officer('bappeda', [
  { role: 'perencana', unitKode: 'bappeda' },
  { role: 'tapd', unitKode: 'bappeda' },
])
const PUPR = officer('pa-pupr', [{ role: 'perencana', unitKode: 'pupr' }])
const SEKDA = officer('sekda', [{ role: 'tapd', unitKode: 'setda' }])
const year = yearOf(kit.today())
const SUB = '1.03.10.2.01.0044'
const PLACE = '99.01.01.2001'
let pupr = { id: 0, kode: '' }
let draftId = ''

beforeAll(async () => {
  await transaction(app.jobDb, (tx) => seedPlanning(tx, planning))
  pupr = (await fiscal.kodefikasi(kit.db, year)).skpdOfUnit('pupr')[0] ?? pupr
  draftId = (await findNewest(kit.db, { jenis: 'rkpd', tahun: year + 2 }, true))?.id ?? ''
}, 120_000)

const form = (more: Partial<BarisForm> = {}): BarisForm => ({
  skpd: pupr.kode,
  subKegiatan: SUB,
  uraian: 'Rehabilitasi jalan lingkar utara',
  lokasi: PLACE,
  lokasiRinci: '',
  indikator: 'Jalan yang direhabilitasi',
  target: '1,5',
  satuan: 'km',
  pagu: '250.000.000',
  paguMaju: '',
  prioritas: '',
  sumber: 'teknokratik',
  usulan: '',
  ...more,
})
const usulan = (more: Partial<NewUsulan> = {}): NewUsulan => ({
  tahun: year + 2,
  sumber: 'musrenbang',
  pengusulJenis: 'desa',
  pengusulWilayah: PLACE,
  judul: 'Perbaikan jalan desa',
  uraian: '',
  lokasiKode: PLACE,
  lokasiRinci: '',
  volume: ukuranOf(1.2),
  satuan: 'km',
  perkiraan: sen(30_000_000_000n),
  pendukung: 12,
  skpdId: pupr.id,
  ...more,
})
const target = (actor: SignedIn) => ({ actor, dokumenId: draftId })
async function addLine(more: Partial<BarisForm> = {}): Promise<string> {
  const added = await createAddBaris(deps)(target(BAPPEDA), form(more))
  if (added?.ok !== true) throw new Error(JSON.stringify(added))
  return added.value
}
async function register(more: Partial<NewUsulan> = {}): Promise<{ id: string; nomor: string }> {
  const made = await planning.addUsulan(kit.db, PUPR, usulan(more))
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  return made.value
}
const accept = (nomor: string, barisId: string, actor = BAPPEDA) =>
  createDecide(deps)(actor, {
    nomor,
    form: { hasil: 'terima', barisId, alasanKode: '', alasan: '' },
  })
const lineOf = (id: string) =>
  oneRow(
    database.owner,
    sql<{
      revisi: number
      pagu: string
      uraian: string
    }>`select r.revisi, r.pagu::text as pagu, r.uraian
    from planning.rkpd_baris r where r.dokumen_id = ${draftId}::uuid and r.id = ${id}::uuid`,
  )
/** The plan of a year of its own, or the next change of it, submitted by Bappeda. */
async function submittedPlan(): Promise<string> {
  const tahun = year + 3
  const known = await findNewest(kit.db, { jenis: 'rkpd', tahun })
  const amended = known && (await createAmend(deps)(BAPPEDA, known.id))
  const id = amended?.ok === true ? amended.value : await beginPlan(tahun)
  expect(await createSubmit(deps)(BAPPEDA, id)).toEqual({ ok: true, value: 'submitted' })
  return id
}
async function beginPlan(tahun: number): Promise<string> {
  const begun = await createBegin(deps)(BAPPEDA, {
    jenis: 'rkpd',
    tahun: String(tahun),
    tahunSampai: '',
    skpd: '',
    judul: 'RKPD uji',
  })
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
  const added = await createAddBaris(deps)({ actor: BAPPEDA, dokumenId: begun.value }, form())
  expect(added).toMatchObject({ ok: true })
  return begun.value
}

describe('the door', () => {
  it('gives the lines in force, of the last enacted version, by ids that stay', async () => {
    const lines = await planning.rkpdBaris(kit.db, { tahun: year, skpdId: pupr.id })
    expect(lines.length).toBeGreaterThan(40)
    const versions = await rows(
      database.owner,
      sql<{
        kali: number
      }>`select count(*)::int as kali from planning.rkpd_baris r where r.id = ${lines[0]?.id ?? ''}::uuid`,
    )
    expect(versions).toEqual([{ kali: 2 }])
    const [view] = await rows(
      database.owner,
      sql<{
        pagu: string
      }>`select p.pagu::text as pagu from planning.pub_rkpd_baris p where p.id = ${lines[0]?.id ?? ''}::uuid`,
    )
    expect(view?.pagu).toBe((await lineInForce(lines[0]?.id ?? '')).pagu)
  })

  it('registers a proposal once per origin, with numbers that have no gaps', async () => {
    const asal = `musrenbang:${kit.newId()}`
    const [one, two] = [await register({ asal }), await register({ asal })]
    expect(one).toEqual(two)
    const many = await Promise.all(Array.from({ length: 8 }, () => register()))
    const serials = many
      .map(({ nomor }) => Number(nomor.split('-').at(-1)))
      .toSorted((a, b) => a - b)
    expect(serials.map((serial, at) => serial - at)).toEqual(serials.map(() => serials[0]))
  })

  it('refuses a proposal with every reason at once', async () => {
    const bad = usulan({ judul: 'x', lokasiKode: '11.01', volume: ukuranOf(0), skpdId: -1 })
    const refused = await planning.addUsulan(kit.db, PUPR, bad)
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual([
      'USULAN_JUDUL',
      'USULAN_LOKASI',
      'USULAN_SKPD',
      'USULAN_VOLUME',
    ])
  })

  it('shows the trace from proposal to line, both ways', async () => {
    const [edge] = await rows(
      database.owner,
      sql<{
        dari: string
        ke: string
      }>`select j.dari_id as dari, j.ke_id as ke from planning.pub_jejak j limit 1`,
    )
    const nodes = await rows(
      database.owner,
      sql<{ jenis: string; judul: string }>`select s.jenis, s.judul from planning.pub_jejak_simpul s
      where s.id in (${edge?.dari ?? ''}, ${edge?.ke ?? ''}) order by s.jenis desc`,
    )
    expect(nodes.map(({ jenis }) => jenis)).toEqual(['usulan', 'rkpd'])
  })
})

const lineInForce = (id: string) =>
  oneRow(
    database.owner,
    sql<{
      pagu: string
    }>`select r.pagu::text as pagu from planning.rkpd_baris r join planning.dokumen d on d.id = r.dokumen_id
    where r.id = ${id}::uuid and d.status = 'ditetapkan' order by d.versi desc limit 1`,
  )

describe('two planners at one line', () => {
  it('the second is told, keeps nothing stored, and can save again after looking', async () => {
    const id = await addLine()
    const save = (uraian: string, revisi: number) =>
      createSaveBaris(deps)(target(BAPPEDA), { id, revisi, form: form({ uraian }) })
    const both = await Promise.all([save('Versi satu', 1), save('Versi dua', 1)])
    expect(both.filter((one) => one?.ok)).toHaveLength(1)
    expect(both.find((one) => one?.ok === false)).toMatchObject({
      refusals: [{ code: 'SUDAH_BERUBAH' }],
    })
    expect((await lineOf(id)).revisi).toBe(2)
    expect(await save('Versi dua', 2)).toMatchObject({ ok: true })
    expect((await lineOf(id)).uraian).toBe('Versi dua')
  })

  it('of an SKPD write their own lines only', async () => {
    const own = await createAddBaris(deps)(target(PUPR), form())
    expect(own).toMatchObject({ ok: true })
    const kode = (await fiscal.kodefikasi(kit.db, year)).skpdOfUnit('dinkes')[0]?.kode ?? ''
    const other = await createAddBaris(deps)(target(PUPR), form({ skpd: kode }))
    expect(other).toMatchObject({ ok: false, refusals: [{ code: 'BARIS_SKPD', field: 'skpd' }] })
  })
})

describe('two planners at one node', () => {
  it('the second is told; moving puts it under another parent of the kind above, never elsewhere', async () => {
    const rpjmd = await findNewest(kit.db, { jenis: 'rpjmd', tahun: year })
    const amended = await createAmend(deps)(BAPPEDA, rpjmd?.id ?? '')
    if (amended?.ok !== true) throw new Error('no draft')
    const at = { actor: BAPPEDA, dokumenId: amended.value }
    const [visi, misi] = await rows(
      database.owner,
      sql<{
        id: string
      }>`select s.id from planning.simpul s where s.dokumen_id = ${amended.value}::uuid
        and s.jenis in ('visi', 'misi') order by s.jenis desc, s.urutan`,
    )
    const words = (uraian: string) => ({ uraian, kode: '', mendukungId: '', pagu: {} })
    const added = await createAddSimpul(deps)(at, {
      indukId: misi?.id ?? '',
      form: words('Tujuan baru'),
      skpd: '',
    })
    if (added?.ok !== true) throw new Error('not added')
    const save = (uraian: string) =>
      createSaveSimpul(deps)(at, { id: added.value, revisi: 1, form: words(uraian) })
    const both = await Promise.all([save('Satu tujuan'), save('Dua tujuan')])
    expect(both.filter((one) => one?.ok)).toHaveLength(1)
    const wrong = await createMoveSimpul(deps)(at, {
      id: added.value,
      ke: 'induk',
      indukId: visi?.id ?? '',
    })
    expect(wrong).toMatchObject({ ok: false, refusals: [{ code: 'SIMPUL_TEMPAT' }] })
    const hostile = sql`update planning.simpul set induk_id = ${visi?.id ?? ''}::uuid
      where dokumen_id = ${amended.value}::uuid and id = ${added.value}::uuid`
    await expect(run(database.owner, hostile)).rejects.toThrow(/does not stand under/)
  })
})

describe('an enacted document', () => {
  it('is enacted by another than who submitted it, told in the public log, and never changes', async () => {
    const id = await submittedPlan()
    const act = { id, jenis: 'perkada', nomor: '9 Tahun 2027', tanggal: kit.today() }
    expect(await createEnact(deps)(BAPPEDA, act)).toMatchObject({
      ok: false,
      refusals: [{ code: 'PENETAP_SAMA' }],
    })
    expect(await createEnact(deps)(SEKDA, act)).toEqual({ ok: true, value: 'enacted' })
    const told = await PLANNING_RECORDS.read(kit.db, [id])
    expect(told.get(id)?.document).toMatchObject({ baris: 1, jumlah: '250000000.00' })
    const attempts = [
      sql`update planning.rkpd_baris set pagu = pagu + 1 where dokumen_id = ${id}::uuid`,
      sql`delete from planning.rkpd_baris where dokumen_id = ${id}::uuid`,
      sql`update planning.dokumen set status = 'disusun' where id = ${id}::uuid`,
      sql`update planning.dokumen set judul = 'Lain' where id = ${id}::uuid`,
      sql`delete from planning.dokumen where id = ${id}::uuid`,
      sql`insert into planning.simpul (dokumen_id, id, jenis, urutan, uraian, diubah_oleh, diubah_at)
        values (${id}::uuid, ${kit.newId()}::uuid, 'visi', 1, 'Selundupan', 'x', now())`,
    ]
    for (const attempt of attempts) await expect(run(database.owner, attempt)).rejects.toThrow()
  })

  it('was enacted once when two enact it at the same moment', async () => {
    const id = await submittedPlan()
    const act = { id, jenis: 'perkada', nomor: '10', tanggal: kit.today() }
    const both = await Promise.all([createEnact(deps)(SEKDA, act), createEnact(deps)(SEKDA, act)])
    expect(both.filter((one) => one?.ok)).toHaveLength(1)
  })

  it('lets no edit slip in between submission and act', async () => {
    const id = await submittedPlan()
    const late = await createAddBaris(deps)({ actor: BAPPEDA, dokumenId: id }, form())
    expect(late).toMatchObject({ ok: false, refusals: [{ code: 'DOKUMEN_TIDAK_DISUSUN' }] })
    const hostile = sql`update planning.rkpd_baris set pagu = 1 where dokumen_id = ${id}::uuid`
    await expect(run(database.owner, hostile)).rejects.toThrow(/contents do not change/)
  })

  it('that was not submitted, or skips its checks, cannot be enacted', async () => {
    expect(
      await createEnact(deps)(SEKDA, {
        id: draftId,
        jenis: 'perkada',
        nomor: '1',
        tanggal: tanggal('2020-01-01'),
      }),
    ).toMatchObject({ ok: false, refusals: [{ code: 'DOKUMEN_BELUM_DIAJUKAN' }] })
    expect(await createSubmit(deps)(BAPPEDA, draftId)).toMatchObject({
      ok: false,
      refusals: [{ code: 'PEMERIKSAAN_MENAHAN' }],
    })
    const skipped = sql`update planning.dokumen set status = 'ditetapkan' where id = ${draftId}::uuid`
    await expect(run(database.owner, skipped)).rejects.toThrow()
  })

  it('is begun with every reason at once when its years or its agency make no sense', async () => {
    const begin = createBegin(deps)
    const wrong = { jenis: 'renstra', tahun: '2030', tahunSampai: '2030', skpd: '', judul: 'x' }
    const refused = await begin(BAPPEDA, wrong)
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual([
      'DOKUMEN_TAHUN_SAMPAI',
      'DOKUMEN_SKPD',
      'DOKUMEN_JUDUL',
    ])
    const again = { jenis: 'rkpd', tahun: String(year), tahunSampai: '', skpd: '', judul: 'RKPD' }
    expect(await begin(BAPPEDA, again)).toMatchObject({ refusals: [{ code: 'DOKUMEN_SUDAH_ADA' }] })
    expect(await begin(PUPR, again)).toMatchObject({ refusals: [{ code: 'BUKAN_WEWENANG' }] })
  })

  it('is changed as a next version with the same ids, of which there is one at a time', async () => {
    const plan = await findNewest(kit.db, { jenis: 'rkpd', tahun: year + 1 })
    const both = await Promise.all([
      createAmend(deps)(BAPPEDA, plan?.id ?? ''),
      createAmend(deps)(BAPPEDA, plan?.id ?? ''),
    ])
    const made = both.filter((one) => one?.ok)
    expect(made).toHaveLength(1)
    const [same] = await rows(
      database.owner,
      sql<{
        sama: boolean
      }>`select (select count(*) from planning.rkpd_baris r where r.dokumen_id = ${plan?.id ?? ''}::uuid)
        = (select count(*) from planning.rkpd_baris r join planning.rkpd_baris l on l.id = r.id and l.pagu = r.pagu
          and l.dokumen_id = ${plan?.id ?? ''}::uuid where r.dokumen_id <> ${plan?.id ?? ''}::uuid) as sama`,
    )
    expect(same?.sama).toBe(true)
  })
})

describe('a proposal', () => {
  it('is accepted into a line by another than who registered it, once', async () => {
    const barisId = await addLine({ sumber: 'musrenbang' })
    const { id, nomor } = await register()
    expect(await accept(nomor, barisId, PUPR)).toMatchObject({
      ok: false,
      refusals: [{ code: 'USULAN_PEMUTUS_SAMA' }],
    })
    const both = await Promise.all([accept(nomor, barisId), accept(nomor, barisId)])
    expect(both.filter((one) => one?.ok)).toHaveLength(1)
    expect((await planning.usulan(kit.db, id))?.barisIds).toEqual([barisId])
  })

  it('may stand in several lines, and a line may serve several', async () => {
    const [a, b] = [
      await addLine({ sumber: 'musrenbang' }),
      await addLine({ sumber: 'musrenbang' }),
    ]
    const [one, two] = [await register(), await register()]
    await accept(one.nomor, a)
    await accept(two.nomor, a)
    expect(await planning.link(kit.db, BAPPEDA, { usulanId: one.id, barisId: b })).toEqual({
      ok: true,
      value: 'linked',
    })
    expect((await planning.usulan(kit.db, one.id))?.barisIds.toSorted()).toEqual([a, b].toSorted())
    const waiting = await register()
    expect(
      await planning.link(kit.db, BAPPEDA, { usulanId: waiting.id, barisId: b }),
    ).toMatchObject({
      ok: false,
      refusals: [{ code: 'USULAN_BELUM_DITERIMA' }],
    })
  })

  it('that is accepted keeps its last line: the line cannot be taken away beneath it', async () => {
    const barisId = await addLine({ sumber: 'musrenbang' })
    const { nomor } = await register()
    await accept(nomor, barisId)
    expect(await createRemoveBaris(deps)(target(BAPPEDA), barisId)).toMatchObject({
      ok: false,
      refusals: [{ code: 'BARIS_BERUSULAN' }],
    })
    const hostile = sql`delete from planning.usulan_baris where baris_id = ${barisId}::uuid`
    await expect(run(database.owner, hostile)).rejects.toThrow(/agree with its lines/)
  })

  it('is refused only with a reason from the list and words for its proposer', async () => {
    const { nomor } = await register()
    const refuseWith = (alasanKode: string, alasan: string) =>
      createDecide(deps)(BAPPEDA, {
        nomor,
        form: { hasil: 'tolak', barisId: '', alasanKode, alasan },
      })
    expect(await refuseWith('ubah-pagu', 'pendek')).toMatchObject({
      refusals: [{ code: 'USULAN_ALASAN_KODE' }, { code: 'USULAN_ALASAN' }],
    })
    expect(await refuseWith('tolak-lahan', 'Status lahan belum jelas.')).toMatchObject({ ok: true })
    const bare = sql`update planning.usulan set alasan = null where nomor = ${nomor}`
    await expect(run(database.owner, bare)).rejects.toThrow()
  })

  it('accepted without a line, or decided by who registered it, is refused by the database', async () => {
    const { id } = await register()
    const attempts = [
      sql`update planning.usulan set status = 'diterima', diputus_oleh = 'lain', diputus_at = now() where id = ${id}::uuid`,
      sql`update planning.usulan set status = 'ditolak', alasan_kode = 'tolak-lahan', alasan = 'Belum jelas sekali',
        diputus_oleh = didaftarkan_oleh, diputus_at = now() where id = ${id}::uuid`,
    ]
    for (const attempt of attempts) await expect(run(database.owner, attempt)).rejects.toThrow()
  })
})

describe('an import', () => {
  const HEAD =
    'kode_skpd\tkode_sub_kegiatan\turaian\tkode_lokasi\tindikator\ttarget\tsatuan\tpagu\tsumber'
  const row = (more: Partial<BarisForm> = {}) => {
    const f = form(more)
    return [
      f.skpd,
      f.subKegiatan,
      f.uraian,
      f.lokasi,
      f.indikator,
      f.target,
      f.satuan,
      f.pagu,
      f.sumber,
    ].join('\t')
  }
  const take = (text: string, isStored: boolean) =>
    createImpor(deps)(target(BAPPEDA), { source: { kind: 'pasted', text }, isStored })
  const count = async () =>
    (
      await oneRow(
        database.owner,
        sql<{
          n: number
        }>`select count(*)::int as n from planning.rkpd_baris r where r.dokumen_id = ${draftId}::uuid`,
      )
    ).n

  it('names every row and column that cannot be taken, and stores nothing', async () => {
    const before = await count()
    const text = [
      HEAD,
      row(),
      row({ subKegiatan: '9.99', pagu: 'banyak' }),
      row({ lokasi: '11.01' }),
    ].join('\n')
    const looked = await take(text, true)
    expect(looked?.ok && looked.value.problems).toMatchObject([
      { row: 3, refusals: [{ column: 'kode_sub_kegiatan' }, { column: 'pagu' }] },
      { row: 4, refusals: [{ column: 'kode_lokasi' }] },
    ])
    expect(await count()).toBe(before)
  })

  it('that is right is stored whole, once asked to', async () => {
    const before = await count()
    const text = [HEAD, row(), row({ uraian: 'Baris kedua' })].join('\n')
    expect(await take(text, false)).toMatchObject({ ok: true, value: { stored: 0 } })
    expect(await count()).toBe(before)
    expect(await take(text, true)).toMatchObject({ ok: true, value: { stored: 2 } })
    expect(await count()).toBe(before + 2)
  })

  it('of hostile cells is refused row by row and breaks nothing', async () => {
    const text = [
      HEAD,
      row({ uraian: "'; drop table planning.usulan; --" }),
      row({ target: '1e9' }),
    ].join('\n')
    const looked = await take(text, true)
    expect(looked?.ok && looked.value.problems.map((one) => one.row)).toEqual([3])
    const bytes = new TextEncoder().encode(
      [HEAD, row({ uraian: 'Jalan\u0000 lingkar' })].join('\n'),
    )
    const stored = await createImpor(deps)(target(BAPPEDA), {
      source: { kind: 'file', bytes },
      isStored: true,
    })
    expect(stored).toMatchObject({ ok: true, value: { stored: 0 } })
    expect(stored?.ok && stored.value.problems.length).toBeGreaterThan(0)
  })
})

describe('a realisation', () => {
  it('is recorded with its evidence; the same quarter again is a correction beside it, never instead', async () => {
    const rpjmd = await findNewest(kit.db, { jenis: 'rpjmd', tahun: year })
    const [one] = await rows(
      database.owner,
      sql<{
        id: string
      }>`select i.id from planning.indikator i where i.dokumen_id = ${rpjmd?.id ?? ''}::uuid limit 1`,
    )
    const order = (nilai: string, bukti = 'Laporan triwulan, arsip Bappeda') => ({
      indikatorId: one?.id ?? '',
      dokumenId: rpjmd?.id ?? '',
      form: { periode: `${year - 1}-4`, nilai, bukti, buktiUrl: '', kendala: '' },
    })
    const record = createRecord(deps)
    expect(await record(BAPPEDA, order('banyak', 'x'))).toMatchObject({
      refusals: [{ code: 'UKURAN_TIDAK_TERBACA' }, { code: 'REALISASI_BUKTI' }],
    })
    expect(await record(PUPR, order('71'))).toMatchObject({
      refusals: [{ code: 'BUKAN_WEWENANG' }],
    })
    const both = await Promise.all([record(BAPPEDA, order('71,2')), record(BAPPEDA, order('71,4'))])
    expect(both.every((done) => done?.ok)).toBe(true)
    const kept = await rows(
      database.owner,
      sql<{
        urut: number
      }>`select r.urut from planning.realisasi r where r.indikator_id = ${one?.id ?? ''}::uuid
        and r.tahun = ${year - 1} and r.triwulan = 4 order by r.urut`,
    )
    expect(kept.map(({ urut }) => urut)).toEqual([1, 2, 3])
    const hostile = sql`update planning.realisasi set nilai = 100 where indikator_id = ${one?.id ?? ''}::uuid`
    await expect(run(database.owner, hostile)).rejects.toThrow(/written once/)
  })
})

describe('a Renja', () => {
  it('that is submitted closes the lines of its SKPD to its own planners', async () => {
    const renja = await findNewest(
      kit.db,
      { jenis: 'renja', skpdId: pupr.id, tahun: year + 2 },
      true,
    )
    await run(
      database.owner,
      sql`update planning.dokumen set status = 'diajukan', diajukan_oleh = 'uji', diajukan_at = now()
      where id = ${renja?.id ?? ''}::uuid`,
    )
    expect(await createAddBaris(deps)(target(PUPR), form())).toMatchObject({
      ok: false,
      refusals: [{ code: 'BARIS_SKPD' }],
    })
    expect(await createAddBaris(deps)(target(BAPPEDA), form())).toMatchObject({ ok: true })
  })
})

describe('the screens', () => {
  it('show documents, lines, checks and proposals to planners, and read-only to others', async () => {
    const planner = await signIn(app, 'bappeda')
    expect((await planner.get('/kerja/perencanaan')).body).toContain('RPJMD Kabupaten Jatiraya')
    const lines = await planner.get(`/kerja/perencanaan/${draftId}`)
    expect(lines.body).toContain('Tambah baris')
    expect((await planner.get(`/kerja/perencanaan/${draftId}/periksa`)).body).toContain('Menahan')
    const refused = await planner.post(`/kerja/perencanaan/${draftId}/baris`, {
      ...form({ pagu: 'banyak' }),
    })
    expect([refused.status, refused.body.includes('value="banyak"')]).toEqual([422, true])
    const council = await signIn(app, 'dprd')
    const seen = await council.get(`/kerja/perencanaan/${draftId}`)
    expect([seen.status, seen.body.includes('Tambah baris')]).toEqual([200, false])
    const tried = await council.post(`/kerja/perencanaan/${draftId}/baris`, { ...form() })
    expect(tried.status).toBe(403)
  })

  it('give a plan out in the columns the import takes, and in the shape of SIPD, marked unverified', async () => {
    const planner = await signIn(app, 'bappeda')
    const csv = await planner.get(`/kerja/perencanaan/${draftId}/ekspor.csv`)
    const source = { kind: 'file' as const, bytes: csv.bytes }
    const back = await createImpor(deps)(target(BAPPEDA), { source, isStored: false })
    expect(back?.ok && back.value.problems).toEqual([])
    expect(back?.ok && back.value.decided.length).toBeGreaterThan(200)
    const sipd = JSON.parse((await planner.get(`/kerja/perencanaan/${draftId}/sipd.json`)).body)
    expect(sipd).toMatchObject({ status_bentuk: 'belum diverifikasi', tahun: year + 2 })
  })

  it('tell citizens the enacted plan, where a line came from, and why a proposal was refused', async () => {
    const visitor = openVisitor(app)
    expect((await visitor.get('/rencana')).body).toContain(`/rencana/${year}`)
    expect((await visitor.get(`/rencana/${year}`)).body).toContain('/rencana/baris/')
    expect((await visitor.get(`/rencana/${year + 2}`)).status).toBe(404)
    const lines = async (query: string) =>
      [...(await visitor.get(`/rencana/${year}?${query}`)).body.matchAll(/rencana\/baris\//g)]
        .length
    expect(await lines('sumber=musrenbang')).toBeGreaterThan(0)
    expect(await lines('sumber=bukan-sumber')).toBe(await lines(''))
    expect(await lines('cari=tidak+ada+pekerjaan+begini')).toBe(0)
    expect(await lines("tempat=99.01.01&cari=%25'")).toBe(0)
    const [refused] = await rows(
      database.owner,
      sql<{
        nomor: string
        alasan: string
      }>`select u.nomor, u.alasan from planning.usulan u where u.status = 'ditolak' limit 1`,
    )
    const page = await visitor.get(`/rencana/usulan/${refused?.nomor}`)
    expect(page.body).toContain(refused?.alasan)
  })
})
