import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, sql, transaction } from '../../platform/db/database.ts'
import { issueLetter } from './actions/issue.ts'
import { signAllWaiting } from './actions/sign-waiting.ts'
import type { Signed } from './signers/signers.ts'
import { LURAH, letterOf } from './testing/letters.ts'

/** The program's statements are counted; the one that fails never reaches the server. */
const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { documents, kit } = app

const issue = (letter = letterOf()) =>
  transaction(kit.db, (tx) => documents.issue(tx, LURAH, letter))

/** Run it with its nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await digestTables(database.ownerUrl)
  for (let n = 1; n < 100; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await digestTables(database.ownerUrl)).toEqual(before)
  }
  throw new Error('never got through')
}

async function isIssued(work: ReturnType<typeof issue>): Promise<string> {
  const done = await work
  if (!done.ok || 'menunggu' in done.value) throw new Error('not issued')
  return done.value.suratId
}

describe('a statement that fails', () => {
  it('leaves nothing of a letter: no number, no file, no record', async () => {
    const failed = await failEach(() => isIssued(issue()))
    expect(failed).toBeGreaterThan(12)
    const { terakhir } = await oneRow(
      database.owner,
      sql<{ terakhir: number }>`select d.terakhir from documents.deret d`,
    )
    expect(terakhir).toBe(1)
  }, 120_000)

  it('leaves both letters as they were when one takes the place of another', async () => {
    const old = await isIssued(issue())
    const failed = await failEach(() => isIssued(issue(letterOf({ menggantikan: old }))))
    expect(failed).toBeGreaterThan(16)
  }, 120_000)

  it('leaves a letter in force when it was to be revoked', async () => {
    const suratId = await isIssued(issue())
    const order = { suratId, alasan: 'Data pemohon ternyata keliru' }
    const failed = await failEach(() =>
      transaction(kit.db, (tx) => documents.revoke(tx, LURAH, order)),
    )
    expect(failed).toBeGreaterThan(5)
  }, 120_000)
})

describe('a signer that does not answer', () => {
  let answer: Signed | undefined
  const local = documents.deps.signers
  const outside = {
    penyelenggara: 'setempat',
    needsSecret: false,
    sign: async (...given: Parameters<ReturnType<typeof local.of>['sign']>) =>
      answer ?? local.of('tte').sign(...given),
  } as const
  const deps = { ...documents.deps, signers: { ...local, of: () => outside } }
  const letter = letterOf({ nomorPola: 'TUNGGU/{seq}/{tahun}' })
  const order = () =>
    transaction(kit.db, (tx) => issueLetter(deps, tx, { actor: LURAH, letter, secret: undefined }))
  const stateOf = (suratId: string) =>
    oneRow(
      database.owner,
      sql<{
        status: string
        nomor: string | null
        kode: string | null
        berkas: number
        catatan: number
      }>`select s.status, s.nomor, s.kode,
        (select count(*)::int from documents.revisi r where r.surat_id = s.id) as berkas,
        (select count(*)::int from documents.peristiwa p where p.surat_id = s.id) as catatan
      from documents.surat s where s.id = ${suratId}`,
    )

  it('makes the letter wait without number, code, file and record, and takes no serial', async () => {
    answer = { kind: 'away', why: 'uji' }
    const waiting = await order()
    expect(waiting).toMatchObject({ ok: true, value: { menunggu: true } })
    const suratId = waiting.ok ? waiting.value.suratId : ''
    const empty = { nomor: null, kode: null, berkas: 0, catatan: 0 }
    expect(await stateOf(suratId)).toEqual({ status: 'menunggu', ...empty })
    expect(await transaction(kit.db, (tx) => documents.overview(tx))).toMatchObject({ menunggu: 1 })

    expect(await signAllWaiting(deps)).toBe(0)
    answer = undefined
    const direct = await order()
    expect(direct).toMatchObject({
      ok: true,
      value: { nomor: expect.stringMatching(/^TUNGGU\/1\//) },
    })

    expect(await signAllWaiting(deps)).toBe(1)
    expect(await stateOf(suratId)).toMatchObject({ status: 'berlaku', berkas: 1, catatan: 1 })
    expect((await stateOf(suratId)).nomor).toMatch(/^TUNGGU\/2\//)
    const told = await rows(
      database.owner,
      sql<{
        payload: { suratId: string; subject: unknown }
      }>`select o.payload from platform.outbox o where o.type = 'documents.surat-terbit.v1'`,
    )
    expect(told.map(({ payload }) => payload)).toMatchObject([{ suratId, subject: letter.subject }])
    expect(await signAllWaiting(deps)).toBe(0)
  })

  it('leaves one waiting whose predecessor was replaced meanwhile, and signs the others', async () => {
    const old = await isIssued(issue())
    answer = { kind: 'away', why: 'uji' }
    const late = { ...letter, menggantikan: old }
    const waiting = await transaction(kit.db, (tx) =>
      issueLetter(deps, tx, { actor: LURAH, letter: late, secret: undefined }),
    )
    await order()
    answer = undefined
    await isIssued(issue(letterOf({ menggantikan: old })))
    expect(await signAllWaiting(deps)).toBe(1)
    const suratId = waiting.ok ? waiting.value.suratId : ''
    expect(await stateOf(suratId)).toMatchObject({ status: 'menunggu', nomor: null })
  })

  it('that says no refuses the letter and leaves nothing of it', async () => {
    answer = { kind: 'refused', refusal: { code: 'FRASA_SANDI_SALAH', message: 'Salah.' } }
    const before = await digestTables(database.ownerUrl)
    expect(await order()).toMatchObject({ ok: false, refusals: [{ code: 'FRASA_SANDI_SALAH' }] })
    expect(await digestTables(database.ownerUrl)).toEqual(before)
  })
})
