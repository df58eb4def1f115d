import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { yearOf } from '../../kernel/date.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import { notifySteps } from './actions/kabar.ts'
import { followPlans, markOverdue } from './actions/pantau.ts'
import { createPeriksa, createVerifikasi } from './actions/periksa.ts'
import { createHadirQr } from './actions/rapat.ts'
import { createAjukan, createDukung, serupaOf } from './actions/usulan.ts'
import { MUSRENBANG_DATA, MUSRENBANG_RECORDS } from './index.ts'
import { listLangkah } from './store/langkah-store.ts'
import { findRapat, listBerkas, sumHadir } from './store/rapat-store.ts'
import { findUsulan, listUsulan } from './store/usulan-store.ts'
import {
  BAPPEDA,
  CAMAT,
  DESA,
  DPRD,
  KADES,
  okOf,
  PERKIM,
  rapatHouse,
  usulanForm,
  WARGA,
} from './testing/rapat-house.ts'

let seen = 0
let failAt = Number.POSITIVE_INFINITY
const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error('statement refused by the test')
  },
})
const { kit } = app
const { deps } = app.musrenbang
const house = rapatHouse(app)
const tahun = yearOf(kit.today()) + 2
const TIERS = [
  [KADES, { jenjang: 'desa', wilayah: DESA }],
  [CAMAT, { jenjang: 'kecamatan', wilayah: '99.01.02' }],
  [PERKIM, { jenjang: 'forum', unit: 'perkim' }],
  [BAPPEDA, { jenjang: 'kabupaten' }],
] as const
const find = async (nomor: string) => {
  const found = await findUsulan(kit.db, nomor)
  if (found === undefined) throw new Error(`${nomor} is not there`)
  return found
}
const codes = (
  done: Awaited<ReturnType<typeof house.write>> | Awaited<ReturnType<typeof house.close>>,
) => (done === undefined ? ['none'] : done.ok ? [] : done.refusals.map(({ code }) => code))
const agree = async (
  id: string,
  actor: Parameters<typeof house.write>[0],
  nomor: string,
  more = {},
) => okOf(await house.write(actor, id, { tindakan: 'putus', hasil: 'sepakat', nomor, ...more }))

const CHANGED = { volume: '100', alasanKode: 'volume', alasan: 'Diukur ulang, panjangnya 50 m.' }

/** A tier agrees to all it has before it; the district changes the one. */
async function climbOne([actor, form]: (typeof TIERS)[number], changed: string): Promise<void> {
  const meeting = await house.begin(actor, form)
  const { jenjang } = form
  const here = await listUsulan(kit.db, { tahun, jenjang, status: 'dibahas', limit: 100 })
  const mine = here.filter(({ unitKode }) => jenjang !== 'forum' || unitKode === 'perkim')
  for (const { nomor } of mine)
    await agree(meeting, actor, nomor, jenjang === 'kecamatan' && nomor === changed ? CHANGED : {})
  okOf(await house.close(actor, meeting))
}

beforeAll(() => house.open(tahun))

describe('a proposal', () => {
  it('gets a number, a cost from the price standard, an owner and a day', async () => {
    const usulan = await house.submit()
    expect(usulan.nomor).toMatch(/^UMB-\d{4}-\d{5}$/)
    // 120 m2 of HSPK.0007 at Rp196.500.
    expect(usulan.biaya).toBe(2_358_000_000n)
    expect(await find(usulan.nomor)).toMatchObject({
      status: 'diterima',
      rw: '003',
      pemilikJenis: 'wilayah',
      pemilikKode: DESA,
      unitKode: 'perkim',
      hargaKode: 'HSPK.0007',
    })
    expect((await find(usulan.nomor)).tenggat).not.toBeNull()
  })

  it('is refused after so many from one account, and with what is wrong at its field', async () => {
    const many = { ...WARGA, accountId: demoAccountId('warga2') }
    for (let at = 0; at < 5; at += 1) await house.submit({ judul: `Usulan ke ${at + 1}` }, many)
    const sixth = await createAjukan(deps)(many, { form: usulanForm(), sumber: 'musrenbang' })
    expect(codes(sixth as never)).toEqual(['USULAN_TERLALU_BANYAK'])
    const wrong = await createAjukan(deps)(WARGA, {
      form: usulanForm({ wilayah: '99.01.02', volume: "1'; drop table musrenbang.usulan; --" }),
      sumber: 'musrenbang',
    })
    expect(codes(wrong as never)).toEqual(['TEMPAT_TIDAK_ADA', 'USULAN_VOLUME'])
  })

  it('is supported once per account whatever is sent at once, and the support can be taken back', async () => {
    const { nomor } = await house.submit({ rw: '9' })
    const support = (isDukung: boolean, who = WARGA) => createDukung(deps)(who, { nomor, isDukung })
    await Promise.all(Array.from({ length: 6 }, () => support(true)))
    await support(true, CAMAT)
    expect((await find(nomor)).pendukung).toBe(2)
    await Promise.all(Array.from({ length: 6 }, () => support(false)))
    expect((await find(nomor)).pendukung).toBe(1)
  })

  it('is shown beside those it is like', async () => {
    const one = await house.submit({ rw: '7', judul: 'Saluran air Gang Kenanga', kamus: 'saluran' })
    const two = await house.submit({
      rw: '7',
      judul: 'Saluran air gang kenanga RW 7',
      kamus: 'saluran',
    })
    const alike = await serupaOf(deps, kit.db, two)
    expect(alike.map(({ usulan }) => usulan.nomor)).toContain(one.nomor)
    expect(alike.map(({ usulan }) => usulan.nomor)).not.toContain(two.nomor)
  })

  it('is checked by its owner alone, and never turned down without a reason', async () => {
    const { nomor } = await house.submit({ rw: '8' })
    const check = (actor: typeof KADES, form: object) =>
      createPeriksa(deps)(actor, {
        nomor,
        form: { hasil: 'belum', alasanKode: '', alasan: '', gabung: '', ...form },
      })
    expect(codes((await check(CAMAT, {})) as never)).toEqual(['BUKAN_WEWENANG'])
    expect(codes((await check(KADES, {})) as never)).toEqual([
      'PUTUSAN_ALASAN_KODE',
      'PUTUSAN_ALASAN',
    ])
    okOf(await check(KADES, { alasanKode: 'lahan', alasan: 'Tanahnya masih milik pribadi.' }))
    const steps = await listLangkah(kit.db, (await find(nomor)).id)
    expect(steps.map(({ status, alasanKode }) => [status, alasanKode])).toEqual([
      ['diterima', null],
      ['belum', 'lahan'],
    ])
    expect(codes((await check(KADES, { hasil: 'dibahas' })) as never)).toEqual([
      'USULAN_SUDAH_BERJALAN',
    ])
  })

  it('gets its cost from the technical unit where that works it out', async () => {
    const { nomor } = await house.submit({ rw: '8', judul: 'Paving Gang Dahlia' }, KADES)
    const verify = createVerifikasi(deps)
    const form = {
      hasil: 'layak',
      catatan: 'Diukur di lapangan bersama ketua RW.',
      biaya: '30.000.000',
    }
    expect(codes((await verify(CAMAT, { nomor, form })) as never)).toEqual(['BUKAN_WEWENANG'])
    okOf(await verify(PERKIM, { nomor, form }))
    expect((await find(nomor)).biaya).toBe(3_000_000_000n)
  })

  it('of the council enters at its own tier and on the same clocks', async () => {
    const sent = okOf(
      await createAjukan(deps)(DPRD, {
        form: usulanForm({
          wilayah: '99.01.02',
          rw: '',
          judul: 'Lampu jalan dapil',
          kamus: 'pju',
          volume: '10',
        }),
        sumber: 'pokir',
      }),
    )
    expect(sent).toMatchObject({ sumber: 'pokir', jenjang: 'forum', pemilikJenis: 'perencana' })
    okOf(
      await createPeriksa(deps)(BAPPEDA, {
        nomor: sent.nomor,
        form: { hasil: 'dibahas', alasanKode: '', alasan: '', gabung: '' },
      }),
    )
    expect(await find(sent.nomor)).toMatchObject({ pemilikJenis: 'unit', pemilikKode: 'dishub' })
  })
})

describe('a meeting', () => {
  it('is called once per tier and place, by who leads it there', async () => {
    const form = { jenjang: 'rw', rw: '21' }
    await expect(house.call(CAMAT, form)).rejects.toThrow('BUKAN_WEWENANG')
    await house.call(KADES, form)
    await expect(house.call(KADES, form)).rejects.toThrow('RAPAT_SUDAH_ADA')
  })

  it('takes nothing before it starts, and each form once however often it is sent', async () => {
    const id = await house.call(KADES, { rw: '22' })
    const sheet = { tindakan: 'hadir', jumlah: '20', kunci: randomUUID() }
    expect(codes(await house.write(KADES, id, sheet))).toEqual(['RAPAT_BELUM_DIBUKA'])
    okOf(await house.write(KADES, id, { tindakan: 'buka' }))
    const sent = await Promise.all(Array.from({ length: 5 }, () => house.write(KADES, id, sheet)))
    expect(sent.every((one) => one?.ok === true)).toBe(true)
    expect((await sumHadir(kit.db, id)).jumlah).toBe(20)
    const paper = {
      ...usulanForm({ judul: 'Talud sungai' }),
      tindakan: 'usulan',
      kamus: 'talud',
      kunci: randomUUID(),
    }
    const made = await Promise.all([1, 2, 3].map(() => house.write(KADES, id, paper)))
    expect(new Set(made.map((one) => okOf(one).nomor)).size).toBe(1)
    expect(await find(okOf(made[0]).nomor)).toMatchObject({
      status: 'dibahas',
      rw: '022',
      pengusulAkun: null,
    })
  })

  it('counts one phone once, only while it goes on, and keeps nothing that tells whose', async () => {
    const id = await house.call(KADES, { rw: '23' })
    const kode = (await findRapat(kit.db, id))?.kode ?? ''
    const here = (device: string) =>
      createHadirQr(deps)(device, { kode, flags: new Set(['perempuan', 'muda', 'jumlah']) })
    expect(codes((await here('ponsel-1')) as never)).toEqual(['HADIR_TERTUTUP'])
    okOf(await house.write(KADES, id, { tindakan: 'buka' }))
    const twice = await Promise.all([here('ponsel-1'), here('ponsel-1'), here('ponsel-2')])
    expect(twice.filter((one) => one?.ok === true)).toHaveLength(2)
    expect(await sumHadir(kit.db, id)).toMatchObject({ jumlah: 2, perempuan: 2, muda: 2, qr: 2 })
    const [row] = await rows(
      database.owner,
      sql<object>`select h.oleh, h.foto_sha256 from musrenbang.hadir h where h.musyawarah_id = ${id}::uuid`,
    )
    expect(row).toEqual({ oleh: null, foto_sha256: null })
    expect(await here('x')).toBeDefined()
    expect(await createHadirQr(deps)('x', { kode: 'tidak-ada', flags: new Set() })).toBeUndefined()
  })

  it('keeps ranks whole when two officers rank at once', async () => {
    const id = await house.begin(KADES, { rw: '24' })
    const nomors: string[] = []
    for (let at = 0; at < 6; at += 1) {
      const paper = { ...usulanForm({ judul: `Usulan peringkat ${at}` }), tindakan: 'usulan' }
      nomors.push(okOf(await house.write(KADES, id, paper)).nomor)
    }
    await Promise.all(nomors.map((nomor) => agree(id, KADES, nomor)))
    await Promise.all(
      nomors.flatMap((nomor, at) => [
        house.write(KADES, id, { tindakan: at % 2 === 0 ? 'naik' : 'turun', nomor }),
        house.write(KADES, id, {
          tindakan: 'putus',
          hasil: 'sepakat',
          nomor,
          peringkat: String(at + 1),
        }),
      ]),
    )
    const ranks = await rows(
      database.owner,
      sql<{
        peringkat: number
      }>`select k.peringkat from musrenbang.keputusan k where k.musyawarah_id = ${id}::uuid order by k.peringkat`,
    )
    expect(ranks.map(({ peringkat }) => peringkat)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('does not close with too few people or an unanswered proposal, and then not twice', async () => {
    const id = await house.call(KADES, { rw: '25' })
    okOf(await house.write(KADES, id, { tindakan: 'buka' }))
    const paper = { ...usulanForm({ judul: 'Posyandu RW 25' }), tindakan: 'usulan' }
    const { nomor } = okOf(await house.write(KADES, id, paper))
    expect(codes(await house.close(KADES, id))).toEqual(['KUORUM_KURANG', 'BELUM_DIPUTUS'])
    okOf(await house.write(KADES, id, { tindakan: 'hadir', jumlah: '15' }))
    await agree(id, KADES, nomor)
    const closed = await Promise.all([1, 2, 3].map(() => house.close(KADES, id)))
    expect(closed.filter((one) => one?.ok === true)).toHaveLength(1)
    expect(closed.flatMap(codes)).toEqual(['RAPAT_SUDAH_DITUTUP', 'RAPAT_SUDAH_DITUTUP'])
    expect(codes(await house.write(KADES, id, { tindakan: 'hadir', jumlah: '5' }))).toEqual([
      'RAPAT_SUDAH_DITUTUP',
    ])
    const steps = await listLangkah(kit.db, (await find(nomor)).id)
    expect(steps.map(({ status, jenjang }) => `${status} ${jenjang}`)).toEqual([
      'dibahas rw',
      'dibahas desa',
    ])
    expect([...(await listBerkas(kit.db, id)).keys()]).toEqual([1, 2, 3, 4])
    const found = await MUSRENBANG_RECORDS.read(kit.db, [id])
    expect(found.get(id)).toMatchObject({
      isOpen: true,
      document: { sepakat: 1, hadir: { jumlah: 15 } },
    })
    expect(await MUSRENBANG_RECORDS.list(kit.db, { limit: 500 })).toContain(id)
  })

  it('is wholly closed or not at all, whichever statement fails', async () => {
    const id = await house.begin(KADES, { rw: '26' })
    const paper = { ...usulanForm({ judul: 'Saluran RW 26' }), tindakan: 'usulan' }
    const { nomor } = okOf(await house.write(KADES, id, paper))
    await agree(id, KADES, nomor)
    const before = await find(nomor)
    let failures = 0
    for (let nth = 1; nth < 200; nth += 1) {
      failAt = seen + nth
      const done = await house.close(KADES, id).catch(() => 'failed' as const)
      failAt = Number.POSITIVE_INFINITY
      if (done !== 'failed') {
        okOf(done)
        break
      }
      failures += 1
      expect((await findRapat(kit.db, id))?.status).toBe('berlangsung')
      expect(await find(nomor)).toEqual(before)
      expect((await listBerkas(kit.db, id)).size).toBe(0)
    }
    expect(failures).toBeGreaterThan(15)
    expect(await find(nomor)).toMatchObject({ jenjang: 'desa', urutan: before.urutan + 1 })
  })

  it('leaves its contents as they were, for the owner of the database too', async () => {
    const { id } = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select m.id from musrenbang.musyawarah m where m.status = 'ditutup' limit 1`,
    )
    for (const change of [
      sql`update musrenbang.musyawarah set tempat = 'lain' where id = ${id}::uuid`,
      sql`delete from musrenbang.musyawarah where id = ${id}::uuid`,
      sql`delete from musrenbang.keputusan where musyawarah_id = ${id}::uuid`,
      sql`update musrenbang.hadir set is_batal = true where musyawarah_id = ${id}::uuid`,
    ])
      await expect(run(database.owner, change)).rejects.toThrow(/closed|never removed/)
    await expect(
      run(database.owner, sql`update musrenbang.langkah set alasan = 'lain'`),
    ).rejects.toThrow('only ever added')
    await expect(
      transaction(database.owner, (tx) =>
        run(tx, sql`update musrenbang.usulan set tenggat = '2030-01-01' where tenggat is not null`),
      ),
    ).rejects.toThrow('no step of it led')
    await expect(
      run(
        database.owner,
        sql`update musrenbang.usulan set status = 'selesai', tenggat = null, pemilik_jenis = null where status = 'dibahas'`,
      ),
    ).rejects.toThrow('does not go from')
  })
})

describe('the climb', () => {
  it('goes through five tiers, changed once, into the plan exactly once, and everybody is told', async () => {
    const id = await house.begin(KADES, { rw: '31' })
    const paper = { ...usulanForm({ judul: 'Paving Gang Anggrek RW 31' }), tindakan: 'usulan' }
    const { nomor } = okOf(await house.write(KADES, id, paper))
    const other = okOf(
      await house.write(KADES, id, {
        ...usulanForm({ judul: 'Paving Gang Anggrek' }),
        tindakan: 'usulan',
      }),
    )
    okOf(await createDukung(deps)(WARGA, { nomor, isDukung: true }))
    await agree(id, KADES, nomor)
    okOf(
      await house.write(KADES, id, {
        tindakan: 'putus',
        hasil: 'gabung',
        nomor: other.nomor,
        gabung: nomor,
      }),
    )
    expect(okOf(await house.close(KADES, id))).toEqual({ sepakat: 1 })
    expect(await find(other.nomor)).toMatchObject({
      status: 'digabung',
      gabungKe: (await find(nomor)).id,
    })
    for (const tier of TIERS) await climbOne(tier, nomor)
    const climbed = await find(nomor)
    expect(climbed).toMatchObject({
      status: 'rencana',
      pemilikJenis: 'perencana',
      biaya: 1_965_000_000n,
    })
    const planned = await app.planning.usulan(kit.db, climbed.rencanaId ?? '')
    expect(planned).toMatchObject({
      asal: `musrenbang:${climbed.id}`,
      sumber: 'musrenbang',
      pendukung: 1,
      perkiraan: 1_965_000_000n,
      status: 'diajukan',
    })
    const steps = await listLangkah(kit.db, climbed.id)
    expect(steps.map(({ jenjang, status }) => `${jenjang} ${status}`)).toEqual([
      'rw dibahas',
      'desa dibahas',
      'kecamatan dibahas',
      'forum dibahas',
      'kabupaten dibahas',
      'kabupaten rencana',
    ])
    expect(steps[3]).toMatchObject({
      alasanKode: 'volume',
      alasan: 'Diukur ulang, panjangnya 50 m.',
    })
    const twice = await oneRow(
      database.owner,
      sql<{
        kali: number
      }>`select count(*)::int as kali from planning.usulan u where u.asal = ${`musrenbang:${climbed.id}`}`,
    )
    expect(twice.kali).toBe(1)
    for (const step of steps)
      for (const _twice of [1, 2])
        await transaction(kit.db, (tx) =>
          notifySteps(deps, tx, [{ usulanId: climbed.id, urutan: step.urutan }]),
        )
    const told = await rows(
      database.owner,
      sql<object>`select p.id from notifications.pemberitahuan p where p.tautan = ${`/usulan/${nomor}`} and p.akun_id = ${WARGA.accountId}::uuid`,
    )
    expect(told).toHaveLength(steps.length)
  })

  it('is answered from the plan: refused there with its reason, told here', async () => {
    const [usulan] = await listUsulan(kit.db, { tahun, status: 'rencana', limit: 1 })
    if (usulan === undefined) throw new Error('the climb left nothing in the plan')
    await run(
      database.owner,
      sql`update planning.usulan set status = 'ditolak', alasan_kode = 'tolak-lahan', alasan = 'Tanahnya belum dihibahkan.',
        diputus_oleh = 'x', diputus_at = now() where id = ${usulan.rencanaId}::uuid`,
    )
    expect(await followPlans(deps)).toBe(1)
    expect(await followPlans(deps)).toBe(0)
    expect(await find(usulan.nomor)).toMatchObject({ status: 'belum', tenggat: null })
    const steps = await listLangkah(kit.db, usulan.id)
    expect(steps.at(-1)).toMatchObject({
      alasanKode: 'tolak-lahan',
      alasan: 'Tanahnya belum dihibahkan.',
      acuan: usulan.rencanaNomor,
    })
  })
})

describe('what is late', () => {
  it('is marked once for each step and stays counted', async () => {
    const late = { ...deps, kit: { ...kit, today: () => `${tahun + 3}-01-01` as never } }
    const marked = await markOverdue(late)
    expect(marked).toBeGreaterThan(5)
    expect(await markOverdue(late)).toBe(0)
  })
})

describe('personal data', () => {
  it('is told to its owner and goes with the account, while the proposal stays', async () => {
    const sent = await house.submit({ rw: '12', judul: 'Data saya sendiri' }, CAMAT)
    okOf(await createDukung(deps)(CAMAT, { nomor: sent.nomor, isDukung: true }))
    const held = (await MUSRENBANG_DATA.collect(kit.db, CAMAT.accountId)) as { usulan: object[] }
    expect(held.usulan).toHaveLength(1)
    await MUSRENBANG_DATA.erase?.(kit.db, CAMAT.accountId)
    expect(await find(sent.nomor)).toMatchObject({ pengusulAkun: null, pendukung: 0 })
  })
})
