import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import { applyForBench, keepCardForBench } from './actions/apply-for-bench.ts'
import { beginFrom } from './actions/design-create.ts'
import {
  createDraft,
  type DraftKey,
  editDraft,
  insertDraft,
  stepDraft,
} from './actions/design-draft.ts'
import { effectOnCases } from './actions/design-effect.ts'
import { importDefinitions } from './actions/design-import.ts'
import { moveRunning } from './actions/design-move.ts'
import { publishDraft, sendBack, submitForReview } from './actions/design-review.ts'
import { digestOf } from './actions/load-catalogue.ts'
import type { Layanan } from './domain/definition/types.ts'
import { definition } from './testing/definition.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database, logged } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { kit, services } = app
const { deps } = services
const { db } = kit
const { owner } = database

const designer = (username: string): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name: username,
  grants: [{ role: 'perancang-layanan', unitKode: 'bag-organisasi' }],
})
const AUTHOR = designer('perancang')
const REVIEWER = designer('penelaah')

const codesOf = (done: Result<unknown>) => (done.ok ? ['ok'] : done.refusals.map((one) => one.code))
const told = <T>(done: Result<T>): T => {
  if (!done.ok) throw new Error(done.refusals.map((one) => one.message).join(' '))
  return done.value
}
let made = 0
/** A sound draft under a code of its own. */
async function draft(more: Partial<Layanan> = {}): Promise<DraftKey> {
  made += 1
  const isi = definition({ code: `UJI-RANCANG-${made}`, version: 1, ...more })
  return told(await createDraft(deps, db, AUTHOR, { isi }))
}
const isiOf = async (key: DraftKey) =>
  (
    await oneRow(
      owner,
      sql<{
        isi: Layanan
      }>`select d.isi from services.definisi d where d.kode = ${key.kode} and d.versi = ${key.versi}`,
    )
  ).isi
const statusOf = async ({ kode, versi }: DraftKey) =>
  (
    await oneRow(
      owner,
      sql<{
        status: string
      }>`select d.status from services.definisi d where d.kode = ${kode} and d.versi = ${versi}`,
    )
  ).status
const shaOf = async (key: DraftKey) => digestOf(await isiOf(key)).toString('hex')
const rename = (name: string) => (isi: Layanan) => ({ ...isi, name })
const edit = (key: DraftKey, base: number, name: string, actor = AUTHOR) =>
  editDraft(deps, db, actor, { key, base, change: rename(name) })
async function publish(key: DraftKey): Promise<void> {
  told(await submitForReview(deps, db, AUTHOR, key))
  told(await publishDraft(deps, db, REVIEWER, { key, sha: await shaOf(key) }))
}

/** Run with the nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<Result<unknown>>): Promise<number> {
  const before = await digestTables(database.ownerUrl)
  for (let n = 1; n < 100; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      (done) => codesOf(done).join(),
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'ok') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await digestTables(database.ownerUrl)).toEqual(before)
  }
  throw new Error('never got through')
}

describe('a draft', () => {
  it('keeps every save as a row, and undo and redo go both ways over them', async () => {
    const key = await draft()
    expect(told(await edit(key, 1, 'Satu')).revisi).toBe(2)
    expect(told(await edit(key, 2, 'Dua')).revisi).toBe(3)
    const step = async (base: number, what: 'urung' | 'ulang') =>
      told(await stepDraft(deps, db, AUTHOR, { key, base, step: what }))
    expect((await step(3, 'urung')).isi.name).toBe('Satu')
    const first = await step(4, 'urung')
    expect(first.isi.name).toEqual(definition().name)
    expect(codesOf(await stepDraft(deps, db, AUTHOR, { key, base: 5, step: 'urung' }))).toEqual([
      'RANCANGAN_TAK_BISA_MUNDUR',
    ])
    expect((await step(5, 'ulang')).isi.name).toBe('Satu')
    expect((await step(6, 'ulang')).isi.name).toBe('Dua')
    const back = told(await stepDraft(deps, db, AUTHOR, { key, base: 7, step: { ke: 2 } }))
    expect(back.isi.name).toBe('Satu')
    expect(await isiOf(key)).toMatchObject({ name: 'Satu' })
  })

  it('says in words what a save changed', async () => {
    const key = await draft()
    told(
      await editDraft(deps, db, AUTHOR, {
        key,
        base: 1,
        change: (isi) => ({
          ...isi,
          documents: isi.documents.map((doc) => ({ ...doc, required: false })),
        }),
      }),
    )
    const { perubahan } = await oneRow(
      owner,
      sql<{
        perubahan: { id: string; en: string }[]
      }>`select r.perubahan from services.revisi_definisi r
      where r.kode = ${key.kode} and r.nomor = 2`,
    )
    expect(perubahan[0]).toEqual({
      id: 'Berkas ‘Pengantar RT/RW’ tidak lagi wajib',
      en: 'Document ‘Letter of the neighbourhood head’ is no longer required',
    })
  })

  it('refuses the later save of an older revision and keeps both, also when they come at once', async () => {
    const key = await draft()
    const [one, two] = await Promise.all([edit(key, 1, 'Awal'), edit(key, 1, 'Akhir', REVIEWER)])
    expect([...codesOf(one), ...codesOf(two)].toSorted()).toEqual(['RANCANGAN_BERTABRAKAN', 'ok'])
    const kept = await rows(
      owner,
      sql<{
        jenis: string
        nama: string
      }>`select r.jenis, r.isi ->> 'name' as nama from services.revisi_definisi r
      where r.kode = ${key.kode} and r.nomor > 1 order by r.jenis`,
    )
    expect(kept.map((row) => row.jenis)).toEqual(['tertahan', 'ubah'])
    expect(kept.map((row) => row.nama).toSorted()).toEqual(['Akhir', 'Awal'])
  })

  it.each([
    ['an unknown key', (isi: Layanan) => ({ ...isi, skrip: 'x' })],
    [
      'a key that reaches into objects',
      (isi: Layanan) => JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(isi).slice(1)}`),
    ],
    [
      'ten thousand fields',
      (isi: Layanan) => ({
        ...isi,
        form: [
          {
            id: 'a',
            title: 'a',
            fields: Array.from({ length: 10_000 }, (_, n) => ({
              id: `f${n}`,
              type: 'teks',
              label: 'x',
            })),
          },
        ],
      }),
    ],
    ['another schema', (isi: Layanan) => ({ ...isi, schema: 'layanan/2' })],
    ['nothing at all', () => null],
  ])('never takes %s', async (_, change) => {
    const key = await draft()
    const done = await editDraft(deps, db, AUTHOR, { key, base: 1, change })
    expect(done.ok).toBe(false)
    expect(await isiOf(key)).toEqual(JSON.parse(JSON.stringify(definition({ code: key.kode }))))
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  it('is saved whole or not at all, whichever statement fails', async () => {
    const key = await draft()
    expect(await failEach(() => edit(key, 1, 'Utuh'))).toBeGreaterThan(4)
    expect(await isiOf(key)).toMatchObject({ name: 'Utuh' })
  }, 120_000)

  it('begins as the next version of a published one, and only once', async () => {
    const key = told(await beginFrom(deps, db, AUTHOR, { asal: 'DESA-SKCK' }))
    expect(key).toEqual({ kode: 'DESA-SKCK', versi: 2 })
    expect(codesOf(await beginFrom(deps, db, AUTHOR, { asal: 'DESA-SKCK' }))).toEqual([
      'RANCANGAN_SUDAH_DISUSUN',
    ])
    expect(
      codesOf(await beginFrom(deps, db, AUTHOR, { asal: 'DESA-SKCK', kode: 'DESA-DOMISILI' })),
    ).toEqual(['RANCANGAN_KODE_DIPAKAI'])
  })
})

describe('review and publication', () => {
  it('takes a second person: nobody who had a hand in it publishes', async () => {
    const key = await draft()
    told(await edit(key, 1, 'Disunting penelaah', REVIEWER))
    told(await submitForReview(deps, db, AUTHOR, key))
    const sha = await shaOf(key)
    expect(codesOf(await publishDraft(deps, db, AUTHOR, { key, sha }))).toEqual([
      'RANCANGAN_PENULIS',
    ])
    expect(codesOf(await publishDraft(deps, db, REVIEWER, { key, sha }))).toEqual([
      'RANCANGAN_PENULIS',
    ])
    told(await publishDraft(deps, db, designer('orang-ketiga'), { key, sha }))
    expect(await statusOf(key)).toBe('terbit')
  })

  it('refuses what is broken, at the request and at the publication', async () => {
    const key = await draft({ tests: [] })
    expect(codesOf(await submitForReview(deps, db, AUTHOR, key))).toEqual(['RANCANGAN_MASALAH'])
    await run(owner, sql`update services.definisi set status = 'ditinjau' where kode = ${key.kode}`)
    const sha = await shaOf(key)
    expect(codesOf(await publishDraft(deps, db, REVIEWER, { key, sha }))).toEqual([
      'RANCANGAN_MASALAH',
    ])
    expect(await statusOf(key)).toBe('ditinjau')
  })

  it('publishes only what the reviewer saw', async () => {
    const key = await draft()
    told(await submitForReview(deps, db, AUTHOR, key))
    const done = await publishDraft(deps, db, REVIEWER, { key, sha: 'f'.repeat(64) })
    expect(codesOf(done)).toEqual(['RANCANGAN_BERUBAH'])
  })

  it('sends it back with reasons, and is edited again', async () => {
    const key = await draft()
    told(await submitForReview(deps, db, AUTHOR, key))
    expect(codesOf(await edit(key, 1, 'Saat ditinjau'))).toEqual(['RANCANGAN_BUKAN_DRAF'])
    expect(codesOf(await sendBack(deps, db, REVIEWER, { key, alasan: 'tidak' }))).toEqual([
      'RANCANGAN_ALASAN',
    ])
    told(await sendBack(deps, db, REVIEWER, { key, alasan: 'Lengkapi dasar hukumnya.' }))
    told(await edit(key, 1, 'Sesudah kembali'))
  })

  it('lets one of two who publish at once win, and one version of a service is in force', async () => {
    const key = await draft()
    told(await submitForReview(deps, db, AUTHOR, key))
    const sha = await shaOf(key)
    const both = await Promise.all(
      ['penelaah', 'orang-ketiga'].map((name) =>
        publishDraft(deps, db, designer(name), { key, sha }),
      ),
    )
    expect(both.flatMap(codesOf).toSorted()).toEqual(['RANCANGAN_BUKAN_TELAAH', 'ok'])
    const next = told(await beginFrom(deps, db, AUTHOR, { asal: key.kode }))
    await publish(next)
    expect([await statusOf(key), await statusOf(next)]).toEqual(['ditarik', 'terbit'])
    const kept = await rows(
      owner,
      sql<{ isi: string }>`select convert_from(d.isi, 'utf8') as isi from public_log.dokumen d
      where convert_from(d.isi, 'utf8') like ${`%"${key.kode}"%`}`,
    )
    expect(kept).toHaveLength(2)
  })

  it('never changes what was published, whoever asks', async () => {
    const key = await draft()
    await publish(key)
    const change = run(
      owner,
      sql`update services.definisi set isi = jsonb_set(isi, '{name}', '"Lain"') where kode = ${key.kode}`,
    )
    await expect(change).rejects.toThrow(/published definition never changes/)
    expect(codesOf(await edit(key, 1, 'Lain'))).toEqual(['RANCANGAN_BUKAN_DRAF'])
  })

  it('is all or nothing, whichever statement fails', async () => {
    const key = await draft()
    told(await submitForReview(deps, db, AUTHOR, key))
    const sha = await shaOf(key)
    await deps.layanan.katalog()
    const failures = await failEach(() => publishDraft(deps, db, REVIEWER, { key, sha }))
    expect(failures).toBeGreaterThan(6)
    expect(await statusOf(key)).toBe('terbit')
  }, 120_000)
})

describe('the catalogue', () => {
  it('is served without a row that is no definition', async () => {
    await run(
      owner,
      sql`insert into services.definisi (kode, versi, jenis, status, isi, sha256, berlaku_mulai, dibuat_at, diubah_at, terbit_at)
      values ('UJI-RUSAK', 1, 'layanan', 'terbit', '{"code":"UJI-RUSAK","version":1,"form":"bukan formulir"}', decode(repeat('00', 32), 'hex'),
        '2026-01-01', now(), now(), now())`,
    )
    await run(owner, sql`update services.katalog_versi set nomor = nomor + 1`)
    deps.layanan.forget()
    const { layanan } = await deps.layanan.katalog()
    expect(layanan.has('UJI-RUSAK')).toBe(false)
    expect(layanan.size).toBeGreaterThan(100)
    expect(logged()).toContain('UJI-RUSAK@1')
  })
})

describe('running applications', () => {
  const CITIZEN: SignedIn = {
    kind: 'citizen',
    accountId: demoAccountId('warga'),
    name: 'Wahyuni',
    tier: 'face-to-face',
    grants: [],
  }

  it('are judged again without leaving a trace, moved by the map, and keep their promise', async () => {
    const card = await keepCardForBench(services, db, CITIZEN, 'KARTU KELUARGA')
    const nomor = await applyForBench(services, db, CITIZEN, { desaKode: '99.01.06.1001', card })
    const before = await oneRow(
      owner,
      sql<{
        tahap: string
        tenggat: Date
        versi: number
      }>`select p.tahap, p.tenggat_at as tenggat, p.versi
      from services.permohonan p where p.nomor = ${nomor}`,
    )
    const key = told(await beginFrom(deps, db, AUTHOR, { asal: 'DESA-DOMISILI' }))
    const isi = await isiOf(key)
    const stricter: Layanan = {
      ...isi,
      documents: isi.documents.map((doc) => ({ ...doc, required: true })),
      eligibility: [
        ...isi.eligibility,
        { id: 'tertutup', when: false, else: 'tolak', message: 'Layanan ditutup.' },
      ],
    }
    const state = await digestTables(database.ownerUrl)
    const effect = await effectOnCases(deps, db, stricter)
    expect(await digestTables(database.ownerUrl)).toEqual(state)
    expect(effect.changed.eligible).toContain(nomor)
    expect(effect.changed.fee).toEqual([])
    expect(JSON.stringify(effect)).not.toContain('Lumbung')

    const { [before.tahap]: stage, ...others } = isi.workflow.states
    if (stage === undefined) throw new Error('no stage')
    const renamed = JSON.parse(
      JSON.stringify({
        ...isi,
        running: { migrate: {} },
        workflow: { ...isi.workflow, states: { ...others, [before.tahap]: stage } },
      })
        .replaceAll(`"to":"${before.tahap}"`, '"to":"tahapBaru"')
        .replaceAll(`"start":"${before.tahap}"`, '"start":"tahapBaru"')
        .replaceAll(`"${before.tahap}":{"`, '"tahapBaru":{"')
        .replaceAll(`"state":"${before.tahap}"`, '"state":"tahapBaru"'),
    ) as Layanan
    const save = (running: Layanan['running'], base: number) =>
      editDraft(deps, db, AUTHOR, { key, base, change: () => ({ ...renamed, running }) })
    told(await save({ migrate: { lain: 'tahapBaru' } }, 1))
    told(await submitForReview(deps, db, AUTHOR, key))
    const refused = await publishDraft(deps, db, REVIEWER, { key, sha: await shaOf(key) })
    expect(new Set(codesOf(refused))).toEqual(new Set(['RANCANGAN_PETA_TAHAP']))
    told(await sendBack(deps, db, REVIEWER, { key, alasan: 'Lengkapi peta tahap.' }))
    const running = await rows(
      owner,
      sql<{
        tahap: string
      }>`select distinct p.tahap from services.permohonan p where p.kode = 'DESA-DOMISILI' and p.akhir is null`,
    )
    const map = Object.fromEntries(
      running.map(({ tahap }) => [tahap, tahap === before.tahap ? 'tahapBaru' : tahap]),
    )
    told(await save({ migrate: map }, 2))
    await publish(key)
    await moveRunning(deps)
    await moveRunning(deps)
    const after = await oneRow(
      owner,
      sql<{
        tahap: string
        tenggat: Date
        versi: number
      }>`select p.tahap, p.tenggat_at as tenggat, p.versi
      from services.permohonan p where p.nomor = ${nomor}`,
    )
    expect(after).toEqual({ tahap: 'tahapBaru', tenggat: before.tenggat, versi: key.versi })
    const lines = await rows(
      owner,
      sql<{
        kejadian: string
      }>`select r.kejadian from services.riwayat r join services.permohonan p on p.id = r.permohonan_id
      where p.nomor = ${nomor} order by r.urutan`,
    )
    expect(lines.filter((row) => row.kejadian === 'pindah_versi')).toHaveLength(1)
    const work = await rows(
      owner,
      sql<{
        tahap: string
      }>`select t.tahap from services.tugas t join services.permohonan p on p.id = t.permohonan_id
      where p.nomor = ${nomor}`,
    )
    expect(work.map((row) => row.tahap)).toEqual(['tahapBaru'])
  }, 120_000)
})

describe('import of definitions', () => {
  const take = (files: readonly { name: string; text: string }[], isDryRun = false) =>
    importDefinitions(deps, db, AUTHOR, { files, pola: new Map(), isDryRun })
  const file = (isi: unknown, name = 'a.json') => ({ name, text: JSON.stringify(isi) })

  it('makes the next version of a known code, never a second service, and nothing of what is the same', async () => {
    const { layanan } = await deps.layanan.katalog()
    const one = layanan.get('DESA-HIBAH')
    if (one === undefined) throw new Error('no such service')
    expect(told(await take([file(one)]))).toEqual({ drafts: [], same: ['DESA-HIBAH'] })
    const changed = file({ ...one, summary: 'Ringkasan lain.' })
    expect(told(await take([changed], true)).drafts).toEqual([
      { kode: 'DESA-HIBAH', versi: one.version + 1 },
    ])
    expect(told(await take([changed])).drafts).toEqual([
      { kode: 'DESA-HIBAH', versi: one.version + 1 },
    ])
    expect(codesOf(await take([changed]))).toEqual(['RANCANGAN_IMPOR'])
  })

  it('stores nothing of a folder in which a single file is wrong', async () => {
    const good = file(definition({ code: 'UJI-IMPOR-A' }))
    const done = await take([
      good,
      { name: 'b.json', text: '{"code": ' },
      file({ ...definition(), name: '' }, 'c.json'),
    ])
    expect(done.ok ? [] : done.refusals.map((one) => one.message.split(':')[0])).toEqual([
      'b.json',
      'c.json name',
    ])
    const found = await rows(
      owner,
      sql`select 1 from services.definisi d where d.kode = 'UJI-IMPOR-A'`,
    )
    expect(found).toEqual([])
  })

  it('survives what is nested out of all measure', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(
      codesOf(await take([{ name: 'dalam.json', text: `{"schema":"layanan/1","form":${deep}}` }])),
    ).toEqual(['RANCANGAN_IMPOR'])
  })
})

describe('a designer', () => {
  it('is the only one its pages open for', async () => {
    const tried = await transaction(db, (tx) =>
      insertDraft(deps, tx, AUTHOR, { isi: definition({ code: 'UJI-RANCANG-1' }), jenis: 'baru' }),
    )
    expect(codesOf(tried)).toEqual(['RANCANGAN_KODE_DIPAKAI'])
    const answer = await app.server.inject({ method: 'GET', url: '/kerja/perancang' })
    expect(answer.statusCode).toBe(303)
  })
})
