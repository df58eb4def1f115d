import { describe, expect, it } from 'vitest'
import { sendCase, signIn } from '../../../tests/support/case-house.ts'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { run, sql } from '../../platform/db/database.ts'

const { app, database, takeQueries } = await useRunningApp()

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('taking part', () => {
  it('shows every kind before anything was counted, in few statements', async () => {
    const visitor = createFormVisitor(app.server)
    await visitor.get('/ikut-serta')
    takeQueries()
    const { statusCode, payload: html } = await visitor.get('/ikut-serta')
    expect(statusCode).toBe(200)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    for (const href of [
      '/lapor',
      '/musrenbang',
      '/pendapat',
      '/pemungutan-suara',
      '/survei',
      '/skm',
    ])
      expect(html).toContain(`href="${href}"`)
    expect(html).toContain('Angka pertama muncul')
  })

  it('counts what came in, what was answered and what is overdue', async () => {
    await sendCase(app)
    await app.runJob('participation.count', {})
    const before = textOf((await createFormVisitor(app.server).get('/ikut-serta')).payload)
    await sendCase(app)
    await sendCase(app)
    await app.runJob('participation.count', {})
    const after = textOf((await createFormVisitor(app.server).get('/ikut-serta')).payload)
    const receivedIn = (text: string) => Number(/Laporan masalah (\d+) \d+ \d+/.exec(text)?.[1])
    // The second pair of the same kind, near and within minutes, may be joined to the first: it still came in.
    expect(receivedIn(after)).toBe(receivedIn(before) + 2)
  })

  it('has its counts held to sense by the database', async () => {
    await expect(
      run(
        database.owner,
        sql`insert into participation.hitungan (kode, diterima, dijawab, lewat, sejak, dihitung_at)
        values ('uji', 1, 2, 0, now(), now())`,
      ),
    ).rejects.toThrow(/check/)
    await expect(
      run(
        database.owner,
        sql`insert into participation.hasil (kode, href, judul, kata_id, kata_en, pada)
        values ('uji', '//tipuan.example', 'x', '', '', now())`,
      ),
    ).rejects.toThrow(/check/)
  })
})

describe("a person's own voices", () => {
  it('are those of this account alone, with number and state, page by page', async () => {
    const visitor = await signIn(app, 'warga')
    takeQueries()
    const first = await visitor.get('/akun/suara')
    expect(first.status).toBe(200)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    const numbers = (html: string) => [
      ...new Set([...html.matchAll(/href="\/laporan\/([A-Z]{3}-[^"]+)"/g)].map((one) => one[1])),
    ]
    const own = await visitor.get('/akun/laporan')
    expect(numbers(first.body).length).toBeGreaterThan(0)
    expect(numbers(own.body)).toEqual(expect.arrayContaining(numbers(first.body)))
    const stranger = await signIn(app, 'warga2')
    const theirs = await stranger.get('/akun/suara')
    for (const nomor of numbers(first.body)) expect(theirs.body).not.toContain(nomor)
  })

  it('are shown to nobody who is not signed in, and a broken key is the first page', async () => {
    const stranger = createFormVisitor(app.server)
    expect((await stranger.get('/akun/suara')).statusCode).toBe(303)
    const visitor = await signIn(app, 'warga')
    const whole = await visitor.get('/akun/suara')
    const broken = await visitor.get('/akun/suara?sesudah=999999999999999_x')
    expect([broken.status, textOf(broken.body)]).toEqual([200, textOf(whole.body)])
  })
})
