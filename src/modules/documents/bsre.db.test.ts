import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../tests/support/addresses.ts'
import { openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, rows, sql, transaction } from '../../platform/db/database.ts'
import { checkSignatures } from '../../platform/pdf/check-signatures.ts'
import { BSRE_PASSPHRASE, openBsre } from '../../stand-ins/bsre.ts'
import { type Fault, serveStandIn } from '../../stand-ins/index.ts'
import type { NewLetter, Secret } from './index.ts'
import { LURAH, letterOf } from './testing/letters.ts'

const folder = mkdtempSync(join(tmpdir(), 'pendopo-bsre-'))
const standIn = await openBsre(folder)
const certPath = join(folder, 'akar-bsre.pem')
writeFileSync(certPath, standIn.root())
const served = await serveStandIn(standIn, { port: await freePort() })
let now = Date.now()
const { app, database, logged } = await useRunningApp({
  env: {
    BSRE_URL: served.address,
    BSRE_USER: 'jatiraya',
    BSRE_KEY: 'kunci-uji-bsre',
    BSRE_CERT: certPath,
  },
  now: () => new Date(now),
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})
const { documents, kit } = app
const SECRET: Secret = { nik: '9901064107800001', passphrase: BSRE_PASSPHRASE }
const SEAL = { level: 'segel', nama: 'Kelurahan', jabatan: 'Kelurahan' } as const

const issue = (secret?: Secret, more: Partial<NewLetter> = {}) =>
  transaction(kit.db, (tx) => documents.issue(tx, LURAH, letterOf(more), secret))
const sign = (suratId: string, secret?: Secret) =>
  transaction(kit.db, (tx) =>
    documents.sign(tx, LURAH, { suratId, ...(secret === undefined ? {} : { secret }) }),
  )
async function issued(secret = SECRET): Promise<string> {
  const done = await issue(secret)
  if (!done.ok || 'menunggu' in done.value) throw new Error(JSON.stringify(done))
  return done.value.suratId
}
async function waiting(work: ReturnType<typeof issue>): Promise<string> {
  const done = await work
  if (!done.ok || !('menunggu' in done.value)) throw new Error(JSON.stringify(done))
  return done.value.suratId
}
const codesOf = async (
  work: Promise<Readonly<{ ok: boolean; refusals?: readonly { code: string }[] }>>,
) => ((await work).refusals ?? []).map(({ code }) => code)
const statusOf = (suratId: string) =>
  oneRow(
    database.owner,
    sql<{
      status: string
      nomor: string | null
      karena: string | null
    }>`select s.status, s.nomor, s.menunggu_karena as karena
      from documents.surat s where s.id = ${suratId}`,
  )
/** Until the breaker lets a try through again. */
const rest = () => {
  served.setFault(undefined)
  now += 10 * 60_000
}

describe('an official at BSrE', () => {
  it('signs with NIK and passphrase, and the letter says whose certificate it is', async () => {
    const suratId = await issued()
    const file = await transaction(kit.db, (tx) => documents.pdfOf(tx, suratId))
    const checked = checkSignatures(file?.pdf ?? Buffer.alloc(0), documents.deps.signers.anchors())
    expect(checked.ok && checked.signatures).toMatchObject([
      { state: 'valid', isTotal: true, isTrusted: true, isStampTrusted: true },
    ])
    expect(checked.ok && checked.signatures[0]?.signer?.subject).toContain('O=Tiruan BSrE')
    expect(await transaction(kit.db, (tx) => documents.overview(tx))).toMatchObject({
      penyelenggara: 'bsre',
      isAway: false,
    })
  })

  it('hears what is wrong with his word, and no number is used up', async () => {
    const wrong = { ...SECRET, passphrase: 'salah' }
    expect(await codesOf(issue(wrong))).toEqual(['FRASA_SANDI_SALAH'])
    expect(await codesOf(issue({ ...SECRET, nik: '123' }))).toEqual(['FRASA_SANDI_KOSONG'])
    expect(await codesOf(issue({ ...SECRET, nik: '9901010101709999' }))).toEqual([
      'SERTIFIKAT_TIDAK_AKTIF',
    ])
    const [one, two] = [await issued(), await issued()]
    const serials = await rows(
      database.owner,
      sql<{
        urut: number
      }>`select s.urut from documents.surat s where s.id in (${one}, ${two}) order by s.urut`,
    )
    expect((serials[1]?.urut ?? 0) - (serials[0]?.urut ?? 0)).toBe(1)
  })

  it('finds a letter waiting when nobody asked for his passphrase, and signs it at his desk', async () => {
    const suratId = await waiting(issue())
    expect(await statusOf(suratId)).toEqual({
      status: 'menunggu',
      nomor: null,
      karena: 'perlu-frasa-sandi',
    })
    const lurah = await signIn(app, 'lurah')
    expect((await lurah.get('/kerja')).body).toContain(`/kerja/surat/${suratId}`)
    const form = await lurah.get(`/kerja/surat/${suratId}`)
    expect(form.body).toContain('name="passphrase"')
    const path = `/kerja/surat/${suratId}/tanda-tangan`
    const wrong = await lurah.post(path, { nik: SECRET.nik ?? '', passphrase: 'keliru-sekali' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).not.toContain('keliru-sekali')
    const done = await lurah.post(path, { nik: SECRET.nik ?? '', passphrase: SECRET.passphrase })
    expect(done.status).toBe(303)
    expect((await statusOf(suratId)).status).toBe('berlaku')
  })

  it('leaves his passphrase in no table and in no log', async () => {
    const tables = await rows(
      database.owner,
      sql<{
        name: string
      }>`select format('%I.%I', t.table_schema, t.table_name) as name from information_schema.tables t
        where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema')`,
    )
    expect(tables.length).toBeGreaterThan(50)
    for (const { name } of tables) {
      const found = await oneRow(
        database.owner,
        sql<{
          n: number
        }>`select count(*)::int as n from ${sql.raw(name)} t where t::text like ${`%${BSRE_PASSPHRASE}%`} or t::text like '%keliru-sekali%'`,
      )
      expect([name, found.n]).toEqual([name, 0])
    }
    expect(logged()).not.toContain(BSRE_PASSPHRASE)
    expect(logged()).not.toContain('keliru-sekali')
    expect(logged()).not.toContain('kunci-uji-bsre')
  })
})

describe('BSrE that does not answer as it should', () => {
  it.each(['500', 'garbage', 'timeout', 'slow'] as const)(
    'makes letters wait without a number: %s',
    async (fault: Fault) => {
      rest()
      served.setFault(fault)
      const startedMs = performance.now()
      const suratId = await waiting(issue(SECRET))
      expect(performance.now() - startedMs).toBeLessThan(12_000)
      expect(await statusOf(suratId)).toMatchObject({
        nomor: null,
        karena: 'penanda-tak-terjangkau',
      })
    },
    30_000,
  )

  it('is left alone after three failures, and seals go on meanwhile', async () => {
    rest()
    served.setFault('500')
    for (const _ of [1, 2, 3]) await waiting(issue(SECRET))
    const calls = served.calls()
    const startedMs = performance.now()
    const suratId = await waiting(issue(SECRET))
    expect(served.calls()).toBe(calls)
    expect(performance.now() - startedMs).toBeLessThan(1_500)
    expect(await transaction(kit.db, (tx) => documents.overview(tx))).toMatchObject({
      isAway: true,
    })
    const status = (await openVisitor(app).get('/status')).body
    expect(status).toContain('Ditandatangani BSrE; segel dan stempel waktunya')
    expect(status).toMatch(/\d+ surat menunggu, terlama sejak/)
    expect(status).toContain('surat disimpan tanpa nomor, lalu ditandatangani setelah tersambung')
    expect(await codesOf(sign(suratId, SECRET))).toEqual(['PENANDA_TIDAK_MENJAWAB'])
    const sealed = await issue(undefined, { tanda: SEAL, nomorPola: 'SEGEL/{seq}/{tahun}' })
    expect(sealed).toMatchObject({
      ok: true,
      value: { nomor: expect.stringContaining('SEGEL/1/') },
    })
  })

  it('is asked again later: the letter then waits for its official, and gets its number from him', async () => {
    rest()
    await app.runJob('documents.sign-waiting', {})
    const left = await rows(
      database.owner,
      sql<{
        id: string
      }>`select s.id from documents.surat s where s.menunggu_karena = 'penanda-tak-terjangkau'`,
    )
    expect(left).toEqual([])
    const [first] = await rows(
      database.owner,
      sql<{
        id: string
      }>`select s.id from documents.surat s where s.status = 'menunggu' order by s.dibuat_at limit 1`,
    )
    expect(await sign(first?.id ?? '', SECRET)).toMatchObject({ ok: true })
    expect((await transaction(kit.db, (tx) => documents.overview(tx))).isAway).toBe(false)
  })
})
