import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { DAY_MS } from '../../kernel/date.ts'
import { digestTables } from '../../platform/db/backup.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { answerSurvey } from './actions/answer.ts'
import { formOf, surveyHouse } from './testing/survey-house.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
let now = new Date('2026-11-26T03:07:00Z')
const { app, database, logged } = await useRunningApp({
  now: () => now,
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { satisfaction, kit } = app
const { deps } = satisfaction
const house = surveyHouse(app)
const codesOf = (done: Awaited<ReturnType<typeof answerSurvey>>) =>
  done.ok ? [] : done.refusals.map(({ code }) => code)
const countAnswers = async (): Promise<number> =>
  (
    await oneRow(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from satisfaction.jawaban`,
    )
  ).n

describe('a token', () => {
  it('takes one answer, of a hundred sent at once', async () => {
    const token = await house.invite()
    const before = await countAnswers()
    const sent = await Promise.all(
      Array.from({ length: 100 }, () => answerSurvey(deps, token, formOf(4))),
    )
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(sent.filter(({ ok }) => !ok).flatMap(codesOf))).toEqual(
      new Set(['SURVEI_SUDAH_DIJAWAB']),
    )
    expect(await countAnswers()).toBe(before + 1)
  }, 60_000)

  it('is told once per subject, however often and from wherever it is asked for', async () => {
    const subject = { kind: 'permohonan', id: 'sekali', nomor: 'PMH-2026-000999-A' }
    const invite = () =>
      transaction(kit.db, (tx) =>
        satisfaction.invite(tx, {
          subject,
          layananKode: 'dukcapil.kk',
          layananNama: 'Kartu keluarga',
          unitKode: 'dukcapil',
          bahasa: 'id',
          kanal: 'loket',
        }),
      )
    const invited = await Promise.all(Array.from({ length: 8 }, invite))
    expect(invited.filter(({ token }) => token !== undefined)).toHaveLength(1)
    const { diundang } = await oneRow(
      database.owner,
      sql<{ diundang: number }>`select r.diundang from satisfaction.rekap r
      where r.sisi = 'layanan' and r.layanan_kode = 'dukcapil.kk'`,
    )
    expect(diundang).toBe(1)
  })

  it('has 128 random bits, of which only a digest is kept', async () => {
    const token = await house.invite()
    expect(Buffer.from(token, 'base64url')).toHaveLength(16)
    const [row] = await rows(
      database.owner,
      sql<{ all: string }>`select string_agg(u::text, ' ') as all from satisfaction.undangan u`,
    )
    expect(row?.all).not.toContain(token)
    expect(row?.all).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  })

  it.each(['', 'x', 'a'.repeat(22), `${'a'.repeat(22)}'--`, '../../../../etc', 'AAAA%00'])(
    'that was never given out opens nothing: %j',
    async (token) =>
      expect(codesOf(await answerSurvey(deps, token, formOf(4)))).toEqual(['SURVEI_TIDAK_DIKENAL']),
  )

  it('dies after its sixty days', async () => {
    const token = await house.invite()
    const begun = now
    now = new Date(begun.getTime() + 60 * DAY_MS - 1)
    expect(codesOf(await answerSurvey(deps, token, {}))).toContain('UNSUR_KOSONG')
    now = new Date(begun.getTime() + 60 * DAY_MS)
    expect(codesOf(await answerSurvey(deps, token, formOf(4)))).toEqual(['SURVEI_KEDALUWARSA'])
    now = begun
  })

  it('is not used up by a form that is refused', async () => {
    const token = await house.invite()
    expect(codesOf(await answerSurvey(deps, token, { ...formOf(4), u3: '9' }))).toEqual([
      'UNSUR_KOSONG',
    ])
    expect((await answerSurvey(deps, token, formOf(4))).ok).toBe(true)
  })
})

describe('an answer whose nth statement fails', () => {
  it('leaves nothing behind, and the token unused, for every n', async () => {
    const token = await house.invite({ pemohonAkunId: '00000000-0000-4000-8000-0000000000c1' })
    const before = await digestTables(database.ownerUrl)
    let n = 1
    for (; n < 60; n += 1) {
      failAt = n
      seen = 0
      const outcome = await answerSurvey(deps, token, formOf(3)).then(
        () => 'done',
        (error: Error) => error.message,
      )
      failAt = Number.POSITIVE_INFINITY
      if (outcome === 'done') break
      expect(outcome).toContain(FAILURE)
      expect(await digestTables(database.ownerUrl)).toEqual(before)
    }
    expect(n).toBeGreaterThan(6)
    expect(n).toBeLessThan(60)
  }, 120_000)
})

describe('an answer', () => {
  it('cannot be joined to its invitation: no value, transaction or order is shared', async () => {
    const tokens: string[] = []
    for (let index = 0; index < 12; index += 1)
      tokens.push(
        await house.invite({
          layananKode: 'privasi',
          layananNama: 'Layanan untuk uji privasi',
          pemohonAkunId: '00000000-0000-4000-8000-0000000000c2',
        }),
      )
    // Each gives marks of its own, so that the rows can be told apart here.
    for (const [index, token] of tokens.entries()) {
      const marks = Array.from({ length: 9 }, (_, unsur) => 1 + ((index >> unsur) & 1))
      expect((await answerSurvey(deps, token, formOf(marks))).ok).toBe(true)
    }
    await app.runJob('satisfaction.shuffle', {})

    const facts = await rows(
      database.owner,
      sql<{
        row: Record<string, unknown>
        xmin: string
      }>`select to_jsonb(j) as row, j.xmin::text as xmin
      from satisfaction.jawaban j where j.layanan_kode = 'privasi' order by j.ctid`,
    )
    const invited = await rows(
      database.owner,
      sql<{
        row: Record<string, unknown>
        xmin: string
      }>`select to_jsonb(u) as row, u.xmin::text as xmin
      from satisfaction.undangan u where u.layanan_kode = 'privasi' order by u.ctid`,
    )
    expect(facts).toHaveLength(12)
    const open = new Set(['layanan_kode', 'unit_kode', 'kanal', 'triwulan'])
    const secretsOf = (row: Record<string, unknown>) =>
      Object.entries(row).flatMap(([name, value]) =>
        open.has(name) || typeof value === 'boolean' || value === null ? [] : [String(value)],
      )
    const told = new Set(facts.flatMap(({ row }) => secretsOf(row)))
    expect(invited.flatMap(({ row }) => secretsOf(row)).filter((value) => told.has(value))).toEqual(
      [],
    )
    expect(invited.every(({ row }) => row.akun_id === null && row.is_terpakai === true)).toBe(true)
    // One transaction wrote all invitations, another all answers: neither tells pairs.
    expect(new Set(invited.map(({ xmin }) => xmin)).size).toBe(1)
    expect(new Set(facts.map(({ xmin }) => xmin)).size).toBe(1)
    const marksInOrder = facts.map(({ row }) => JSON.stringify(row.skala))
    const marksAsSent = tokens.map((_, index) =>
      JSON.stringify(Array.from({ length: 9 }, (_one, unsur) => 1 + ((index >> unsur) & 1))),
    )
    expect(marksInOrder.toSorted()).toEqual(marksAsSent.toSorted())
    expect(marksInOrder).not.toEqual(marksAsSent)
  })

  it('leaves no row anywhere that names both its moment and its invitation', async () => {
    const token = await house.invite({ layananKode: 'jejak', layananNama: 'Layanan jejak' })
    await answerSurvey(deps, token, formOf(2))
    const { id } = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select u.id::text as id from satisfaction.undangan u where u.layanan_kode = 'jejak'`,
    )
    const trail = await rows(
      database.owner,
      sql<{
        tindakan: string
      }>`select c.tindakan from audit.catatan c where c.objek_id = ${id} order by c.waktu`,
    )
    expect(trail.map(({ tindakan }) => tindakan)).toEqual(['skm.undang'])
    const { waktu } = await oneRow(
      database.owner,
      sql<{
        waktu: Date
      }>`select j.waktu from satisfaction.jawaban j where j.layanan_kode = 'jejak'`,
    )
    expect(waktu.getTime() % (15 * 60_000)).toBe(0)
  })

  it('is nobody’s in the download of one’s data, and the invitation is until it is used', async () => {
    const accountId = '00000000-0000-4000-8000-0000000000c3'
    const { SKM_DATA } = await import('./index.ts')
    const token = await house.invite({ pemohonAkunId: accountId })
    const collect = () => SKM_DATA.collect(kit.db, accountId) as Promise<{ undangan: unknown[] }>
    expect((await collect()).undangan).toHaveLength(1)
    await answerSurvey(deps, token, formOf(4))
    expect((await collect()).undangan).toHaveLength(0)
    await house.invite({ pemohonAkunId: accountId })
    await SKM_DATA.erase?.(kit.db, accountId)
    expect((await collect()).undangan).toHaveLength(0)
  })

  it('cannot be changed by the program, nor an invitation be removed', async () => {
    await expect(
      run(kit.db, sql`update satisfaction.jawaban set unit_kode = 'lain'`),
    ).rejects.toThrow('permission denied')
    await expect(run(kit.db, sql`delete from satisfaction.undangan`)).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('the page of a token', () => {
  const visitor = createFormVisitor(app.server)

  it('asks nine questions, keeps what was typed when something is missing, and thanks', async () => {
    const url = `/skm/${await house.invite({ isGratis: true, layananKode: 'gratis', layananNama: 'Layanan gratis' })}`
    const page = await visitor.get(url)
    expect(page.statusCode).toBe(200)
    expect(page.payload.match(/class="skm-baris"/g)).toHaveLength(9)
    expect(page.payload).toContain('Layanan ini gratis')
    expect(page.headers['cache-control']).toContain('no-store')
    const { u5: _u5, ...most } = formOf(2)
    const refused = await visitor.post(url, {
      ...most,
      umur: '26-35',
      catatan: 'Antrean <b>panjang',
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.payload).toContain('href="#f-u5"')
    expect(refused.payload.match(/type="radio"[^>]*checked/g)).toHaveLength(8)
    expect(refused.payload).toContain('Antrean &lt;b>panjang')
    const done = await visitor.post(url, { ...formOf(2), catatan: 'Telepon 0811-2345-6789' })
    expect([done.statusCode, done.headers.location]).toEqual([303, '/skm/terima-kasih'])
    const again = await visitor.get(url)
    expect(again.statusCode).toBe(410)
    expect(again.payload).toContain('sudah dijawab')
    const { catatan } = await oneRow(
      database.owner,
      sql<{
        catatan: string
      }>`select j.catatan from satisfaction.jawaban j where j.layanan_kode = 'gratis'`,
    )
    expect(catatan).toBe('Telepon [nomor telepon disamarkan]')
  })

  it('speaks the language of the application to who never chose one, once', async () => {
    const token = await house.invite({ bahasa: 'en' })
    const stranger = createFormVisitor(app.server)
    const sent = await stranger.get(`/skm/${token}`)
    expect(sent.headers.location).toBe(`/skm/${token}?bahasa=en`)
    expect((await stranger.get(`/skm/${token}?bahasa=en`)).payload).toContain('Judge our service')
    const cookieless = await app.server.inject({ url: `/skm/${token}?bahasa=en` })
    expect(cookieless.statusCode).toBe(200)
  })

  it('slows down who tries links', async () => {
    const tries: number[] = []
    for (let index = 0; index < 32; index += 1) {
      const answer = await app.server.inject({
        url: `/skm/${String(index).padStart(22, 'z')}`,
        remoteAddress: '203.0.113.77',
      })
      tries.push(answer.statusCode)
    }
    expect(tries.slice(0, 30).every((status) => status === 404)).toBe(true)
    expect(tries.slice(-2)).toEqual([429, 429])
  })

  it('writes no token into the log of the program', async () => {
    const token = await house.invite()
    await visitor.get(`/skm/${token}`)
    failAt = seen + 1
    await visitor.get(`/skm/${token}`)
    failAt = Number.POSITIVE_INFINITY
    expect(logged()).not.toContain(token)
  })
})
