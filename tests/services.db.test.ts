import { describe, expect, it } from 'vitest'
import type { SignedIn } from '../src/kernel/actor.ts'
import { addDays } from '../src/kernel/date.ts'
import { demoAccountId } from '../src/modules/identity/index.ts'
import type { Layanan } from '../src/modules/services/domain/definition/types.ts'
import { IZIN_UJI } from '../src/modules/services/testing/definitions.ts'
import { digestTables } from '../src/platform/db/backup.ts'
import { rows, run, sql, transaction } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'
import { createServiceDesk } from './support/service-desk.ts'

/**
 * The life of an application through the module's own functions on a real database: who may do what, what a
 * clock does, and that a step leaves everything or nothing.
 */
const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
// A Monday morning at nine in western Indonesia.
let now = new Date('2026-03-02T02:00:00Z')

const { app, database } = await useRunningApp({
  now: () => now,
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const desk = createServiceDesk(app)
await desk.publish(IZIN_UJI)
const { services, kit } = app
const actor = async (name: string): Promise<SignedIn> => {
  const found = await app.identity.actorOf(kit.db, demoAccountId(name))
  if (found === undefined) throw new Error(`${name} is no demo account`)
  return found
}
const warga = await actor('warga')
const petugas = await actor('petugas-dpmptsp')
const kepala = await actor('kadis-dpmptsp')
const dlh = await actor('layanan-dlh')
const pupr = await actor('layanan-pupr')
const act = (who: SignedIn, nomor: string, tindakan: string, more: object = {}) =>
  services.act(kit.db, { actor: who }, { nomor, tindakan, ...more })
const opine = (who: SignedIn, nomor: string, isSetuju = true) =>
  services.giveOpinion(
    kit.db,
    { actor: who },
    { nomor, isSetuju, alasan: 'Memenuhi syarat teknis.' },
  )
const standing = async (nomor: string) =>
  (
    await rows(
      kit.db,
      sql<{
        tahap: string
        akhir: string | null
        tenggatAt: Date | null
        version: number
        jamTotal: number | null
        jamBersih: number | null
        isTepatWaktu: boolean | null
      }>`
      select tahap, akhir, tenggat_at as "tenggatAt", version, jam_total as "jamTotal", jam_bersih as "jamBersih",
        is_tepat_waktu as "isTepatWaktu" from services.permohonan where nomor = ${nomor}`,
    )
  )[0]
const codes = (done: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  done.ok ? [] : (done.refusals ?? []).map((one) => one.code)
const day = (count: number) => {
  now = new Date(now.getTime() + count * 86_400_000)
}

async function toOpinions(): Promise<string> {
  const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung Sari', luas: '40' })
  expect((await act(petugas, nomor, 'lengkap')).ok).toBe(true)
  return nomor
}

async function toDecision(): Promise<string> {
  const nomor = await toOpinions()
  expect((await opine(dlh, nomor)).ok).toBe(true)
  expect((await opine(pupr, nomor)).ok).toBe(true)
  return nomor
}

describe('an application', () => {
  it('goes from hand to hand and ends with a signed letter', async () => {
    const nomor = await toDecision()
    expect(await standing(nomor)).toMatchObject({ tahap: 'putusan', akhir: null })
    expect((await act(kepala, nomor, 'setujui')).ok).toBe(true)
    expect(await standing(nomor)).toMatchObject({
      akhir: 'terbit',
      tenggatAt: null,
      isTepatWaktu: true,
    })
    const letters = await desk.letters(nomor)
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({ status: 'berlaku' })
    expect(letters[0]?.nomor).toMatch(/^\d{4}\/UJI\//)
  })

  it('waits for both opinions, and each agency gives one', async () => {
    const nomor = await toOpinions()
    expect(codes(await opine(petugas, nomor))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect((await opine(dlh, nomor, false)).ok).toBe(true)
    expect(await standing(nomor)).toMatchObject({ tahap: 'pendapat' })
    expect(codes(await opine(dlh, nomor))).toEqual(['PENDAPAT_SUDAH_ADA'])
    expect((await opine(pupr, nomor)).ok).toBe(true)
    expect(await standing(nomor)).toMatchObject({ tahap: 'putusan' })
  })

  it('does not exist for a stranger, another agency, or nobody', async () => {
    const nomor = await toOpinions()
    const others = [
      await actor('warga2'),
      await actor('kadis-dishub'),
      await actor('petugas-kauman'),
    ]
    for (const other of others)
      expect(codes(await act(other, nomor, 'lengkap'))).toEqual(['PERMOHONAN_TIDAK_DITEMUKAN'])
    expect(
      codes(
        await services.act(
          kit.db,
          { actor: { kind: 'anonymous' } },
          { nomor, tindakan: 'lengkap' },
        ),
      ),
    ).toEqual(['PERMOHONAN_TIDAK_DITEMUKAN'])
  })

  it('is not decided by who checked it, nor by who has no part in the stage', async () => {
    const nomor = await toDecision()
    expect(codes(await act(petugas, nomor, 'setujui'))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    expect(codes(await act(warga, nomor, 'setujui'))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
  })

  it('is refused with a reason or not at all', async () => {
    const nomor = await toDecision()
    expect(codes(await act(kepala, nomor, 'tolak', { alasan: 'pendek' }))).toEqual([
      'ALASAN_KOSONG',
    ])
    expect((await act(kepala, nomor, 'tolak', { alasan: 'Tidak sesuai tata ruang.' })).ok).toBe(
      true,
    )
    expect(await standing(nomor)).toMatchObject({ akhir: 'tolak' })
    expect(await desk.letters(nomor)).toEqual([])
    expect(codes(await act(kepala, nomor, 'setujui'))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
  })

  it('tells who acts on an older page that somebody was quicker', async () => {
    const nomor = await toOpinions()
    expect(codes(await act(petugas, nomor, 'lengkap', { version: 1 }))).not.toEqual([])
    const other = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung Dua', luas: '40' })
    expect(codes(await act(petugas, other, 'lengkap', { version: 7 }))).toEqual([
      'DATA_SUDAH_BERUBAH',
    ])
  })
})

describe('answers', () => {
  it('that nobody declared are refused, hidden ones are not kept, and rules are asked on the server', async () => {
    const draf = await desk.start(warga, 'UJI-IZIN')
    expect(
      codes(await desk.save(warga, draf, 'usaha', { nama: 'X', luas: '40', isAdmin: 'ya' })),
    ).toEqual(['ISIAN_TIDAK_DIKENAL'])
    await desk.save(warga, draf, 'usaha', { nama: 'Warung', luas: '40', alasan: 'tersembunyi' })
    const sent = await services.submit(kit.db, warga, { drafId: draf, kanal: 'web', bahasa: 'id' })
    if (!sent.ok) throw new Error(JSON.stringify(sent.refusals))
    expect(await desk.answers(sent.value.id)).toEqual({ nama: 'Warung', luas: 40, berbayar: false })
  })

  it('that break a rule keep the application from being handed in', async () => {
    const draf = await desk.start(warga, 'UJI-IZIN')
    await desk.save(warga, draf, 'usaha', { nama: 'Pabrik', luas: '5000' })
    const sent = await services.submit(kit.db, warga, { drafId: draf, kanal: 'web', bahasa: 'id' })
    expect(codes(sent)).toEqual(['SYARAT_TIDAK_TERPENUHI'])
  })

  it('are seen by a transaction that opened that very application, and by no other', async () => {
    const nomor = await toOpinions()
    const [mine] = await rows(
      kit.db,
      sql<{ id: string }>`select id from services.permohonan where nomor = ${nomor}`,
    )
    expect(await rows(kit.db, sql`select 1 from services.isian`)).toEqual([])
    await transaction(kit.db, async (tx) => {
      await rows(tx, sql`select set_config('pendopo.permohonan', ${mine?.id ?? ''}, true)`)
      expect(await rows(tx, sql`select permohonan_id from services.isian`)).toHaveLength(1)
    })
  })

  it('of a form sent many times at once make one application', async () => {
    const draf = await desk.start(warga, 'UJI-IZIN')
    await desk.save(warga, draf, 'usaha', { nama: 'Warung Serentak', luas: '40' })
    const sent = await Promise.all(
      Array.from({ length: 10 }, () =>
        services.submit(kit.db, warga, { drafId: draf, kanal: 'web', bahasa: 'id' }),
      ),
    )
    const numbers = new Set(sent.flatMap((one) => (one.ok ? [one.value.nomor] : [])))
    expect(numbers.size).toBe(1)
  })
})

describe('a fix list', () => {
  const butir = [{ kind: 'isian' as const, id: 'nama', catatan: 'Nama kurang lengkap' }]

  it('reopens what was ticked and nothing else, and stops the clock once per stage', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Wrg', luas: '40' })
    const due = (await standing(nomor))?.tenggatAt
    expect((await act(petugas, nomor, 'perbaiki', { butir })).ok).toBe(true)
    day(2)
    expect(codes(await desk.fix(warga, nomor, { luas: '900' }))).toEqual(['PERBAIKAN_TERTUTUP'])
    expect((await desk.fix(warga, nomor, { nama: 'Warung Sari Rasa' })).ok).toBe(true)
    const back = await standing(nomor)
    expect(back?.tahap).toBe('periksa')
    expect(back?.tenggatAt?.getTime()).toBeGreaterThan(due?.getTime() ?? 0)
    const stopped = back?.tenggatAt?.getTime()

    expect((await act(petugas, nomor, 'perbaiki', { butir })).ok).toBe(true)
    day(1)
    expect((await desk.fix(warga, nomor, { nama: 'Warung Sari Rasa Baru' })).ok).toBe(true)
    expect((await standing(nomor))?.tenggatAt?.getTime()).toBe(stopped)
    day(-3)
  })

  it('that cites no requirement never stops the clock', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung', luas: '40' })
    const due = (await standing(nomor))?.tenggatAt?.getTime()
    const lain = [{ kind: 'lain' as const, id: 'lain', catatan: 'Mohon datang ke kantor kami.' }]
    expect((await act(petugas, nomor, 'perbaiki', { butir: lain })).ok).toBe(true)
    day(1)
    expect((await desk.fix(warga, nomor, {})).ok).toBe(true)
    expect((await standing(nomor))?.tenggatAt?.getTime()).toBe(due)
    day(-1)
  })

  it('names only what the service asks for', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung', luas: '40' })
    const alien = [{ kind: 'isian' as const, id: 'gaji', catatan: '' }]
    expect(codes(await act(petugas, nomor, 'perbaiki', { butir: alien }))).toEqual([
      'PERBAIKAN_TIDAK_ADA',
    ])
    expect(codes(await act(petugas, nomor, 'perbaiki', { butir: [] }))).toEqual([
      'PERBAIKAN_KOSONG',
    ])
  })
})

describe('a promise that passes', () => {
  it('tells the head, who may then do the work of the stage', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung Lama', luas: '40' })
    expect(codes(await act(kepala, nomor, 'lengkap'))).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
    day(7)
    await app.runJob('services.clock', {})
    expect((await act(kepala, nomor, 'lengkap')).ok).toBe(true)
    day(-7)
  })

  it('approves by silence where the service says so, under the seal of the office and in the open', async () => {
    const nomor = await toDecision()
    day(12)
    await app.runJob('services.clock', {})
    await app.runJob('services.clock', {})
    expect(await standing(nomor)).toMatchObject({ akhir: 'terbit', isTepatWaktu: false })
    const [row] = await rows(
      kit.db,
      sql<{ fiktif: boolean; lines: number }>`select p.is_fiktif_positif as fiktif,
      (select count(*)::int from services.riwayat r where r.permohonan_id = p.id and r.kejadian = 'fiktif_positif') as lines
      from services.permohonan p where p.nomor = ${nomor}`,
    )
    expect(row).toEqual({ fiktif: true, lines: 1 })
    expect(await desk.letters(nomor)).toHaveLength(1)
    day(-12)
  })

  it('closes what the applicant never completed', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', { nama: 'Warung Sepi', luas: '40' })
    await act(petugas, nomor, 'perbaiki', { butir: [{ kind: 'isian', id: 'nama', catatan: '' }] })
    day(40)
    await app.runJob('services.clock', {})
    expect(await standing(nomor)).toMatchObject({ akhir: 'batal' })
    day(-40)
  })
})

describe('a fee', () => {
  it('is worked out, billed, and waited for until it is paid', async () => {
    const nomor = await desk.apply(warga, 'UJI-IZIN', {
      nama: 'Warung',
      luas: '40',
      berbayar: 'ya',
      alasan: 'uji',
    })
    expect((await act(petugas, nomor, 'lengkap')).ok).toBe(true)
    expect(await standing(nomor)).toMatchObject({ tahap: 'bayar' })
    const bill = await desk.bill(nomor)
    expect(bill?.jumlah).toBe(10_000_000n)
    await transaction(kit.db, (tx) => services.settlePaid(tx, desk.idOf(nomor)))
    await transaction(kit.db, (tx) => services.settlePaid(tx, desk.idOf(nomor)))
    expect(await standing(nomor)).toMatchObject({ tahap: 'pendapat' })
  })
})

describe('power of attorney', () => {
  it('lets family apply in another’s name, and not without it', async () => {
    const warga2 = await actor('warga2')
    const without = await desk.tryStart(warga2, 'UJI-IZIN', {
      cara: 'keluarga',
      untukAkunId: warga.accountId,
    })
    expect(codes(without)).toEqual(['KUASA_TIDAK_ADA'])
    await desk.give(warga, 'warga2', addDays(kit.today(), 30))
    const nomor = await desk.apply(
      warga2,
      'UJI-IZIN',
      { nama: 'Warung Titipan', luas: '40' },
      { cara: 'keluarga', untukAkunId: warga.accountId },
    )
    const [row] = await rows(
      kit.db,
      sql<{
        pemilik: string
        oleh: string
      }>`select pemilik_akun_id as pemilik, diajukan_oleh as oleh
      from services.permohonan where nomor = ${nomor}`,
    )
    expect(row).toEqual({ pemilik: warga.accountId, oleh: warga2.accountId })
  })
})

describe('a step', () => {
  it('leaves everything or nothing, whichever statement fails', async () => {
    const nomor = await toDecision()
    const before = await digestTables(database.ownerUrl)
    let failed = 0
    for (let n = 1; n < 200; n += 1) {
      failAt = n
      seen = 0
      const outcome = await act(kepala, nomor, 'setujui').then(
        (done) => (done.ok ? 'done' : JSON.stringify(done.refusals)),
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      if (outcome === 'done') break
      expect(outcome).toContain(FAILURE)
      expect(await digestTables(database.ownerUrl)).toEqual(before)
      failed += 1
    }
    expect(failed).toBeGreaterThan(15)
    expect(await standing(nomor)).toMatchObject({ akhir: 'terbit' })
  }, 120_000)

  it('taken by many at the same time is taken once', async () => {
    const nomor = await toDecision()
    const done = await Promise.all(Array.from({ length: 8 }, () => act(kepala, nomor, 'setujui')))
    expect(done.filter((one) => one.ok)).toHaveLength(1)
    expect(await desk.letters(nomor)).toHaveLength(1)
  })

  it('numbers letters without gap or double when many are signed at once', async () => {
    const list: string[] = []
    for (let count = 0; count < 6; count += 1) list.push(await toDecision())
    await Promise.all(list.map((nomor) => act(kepala, nomor, 'setujui')))
    const serials = (
      await rows(
        kit.db,
        sql<{
          nomor: string
        }>`select nomor from documents.surat where nomor like '%/UJI/%' order by nomor`,
      )
    ).map((row) => Number(row.nomor.slice(0, 4)))
    expect(serials).toEqual(serials.map((_, index) => index + 1))
  })
})

describe('an emergency', () => {
  it('has its hours by day and night, on a Saturday night too, and is measured by them', async () => {
    const { periksa, ...others } = IZIN_UJI.workflow.states
    const states = Object.fromEntries(
      Object.entries({ ...others, periksa }).map(([id, state]) => [
        id,
        state?.sla === undefined || state.pause === true
          ? state
          : { ...state, sla: { h24: 2, expire: 'eskalasi', to: 'kepala-opd' } },
      ]),
    ) as Layanan['workflow']['states']
    await desk.publish({
      ...IZIN_UJI,
      code: 'UJI-DARURAT',
      workflow: { ...IZIN_UJI.workflow, states },
    })
    now = new Date('2026-03-07T16:00:00Z')
    const nomor = await desk.apply(warga, 'UJI-DARURAT', { nama: 'Warung', luas: '40' })
    expect((await standing(nomor))?.tenggatAt).toEqual(new Date('2026-03-07T18:00:00Z'))
    now = new Date('2026-03-07T17:30:00Z')
    const reason = { alasan: 'Di luar kewenangan kabupaten.' }
    for (const [who, step] of [
      [petugas, 'lengkap'],
      [kepala, 'tolak'],
    ] as const) {
      if (step === 'tolak') {
        await opine(dlh, nomor)
        await opine(pupr, nomor)
      }
      expect((await act(who, nomor, step, step === 'tolak' ? reason : {})).ok).toBe(true)
    }
    expect(await standing(nomor)).toMatchObject({ akhir: 'tolak', jamTotal: 2, isTepatWaktu: true })
    now = new Date('2026-03-09T02:00:00Z')
  })
})

describe('a published definition', () => {
  it('cannot be changed, not by the database’s owner’s own program either', async () => {
    await expect(
      run(
        kit.db,
        sql`update services.definisi set isi = jsonb_set(isi, '{summary}', '"lain"') where kode = 'UJI-IZIN'`,
      ),
    ).rejects.toThrow('never changes')
  })
})
