import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { ok, refuse } from '../../kernel/result.ts'
import { oneRow, run, sql, together, transaction, transactionUnlessRefused } from './database.ts'

const { owner, db, takeQueries } = await useTestDatabase()
await run(owner, sql`create table public.uji_bersama (n int)`)
/** One other waits at it until the end of a transaction that holds it. */
const lock = sql`select pg_advisory_xact_lock(${7_003}::int)`
const add = (tx: typeof owner, n: number) =>
  run(tx, sql`insert into public.uji_bersama values (${n})`)
const count = async () =>
  (await oneRow(owner, sql<{ n: number }>`select count(*)::int as n from public.uji_bersama`)).n

describe('work of one transaction that goes together', () => {
  it('gives back every answer in its place', async () => {
    const answers = await transaction(owner, (tx) =>
      together([add(tx, 1), 'no statement', add(tx, 2), undefined]),
    )
    expect(answers).toEqual([1, 'no statement', 1, undefined])
    expect(await count()).toBe(2)
  })

  it('is sent whole before the first is answered', async () => {
    takeQueries()
    const sent: string[] = []
    await transaction(owner, async (holder) => {
      await run(holder, lock)
      const waiting = transaction(db, (tx) =>
        together([
          run(tx, lock),
          run(tx, sql`select ${2}::int`),
          run(tx, sql`select ${3}::bigint`),
        ]),
      )
      while (!sent.some((text) => text.includes('::bigint'))) {
        await setTimeout(5)
        sent.push(...takeQueries().map(({ text }) => text))
      }
      return { waiting }
    }).then(({ waiting }) => waiting)
    expect(sent).toHaveLength(4)
  })

  it('leaves nothing when one fails, whatever the others still send', async () => {
    const before = await count()
    const failing = transaction(owner, (tx) =>
      together([
        add(tx, 3),
        Promise.reject(new Error('planned')),
        setTimeout(50).then(() => add(tx, 4)),
      ]),
    )
    await expect(failing).rejects.toThrow('planned')
    await setTimeout(100)
    expect(await count()).toBe(before)
  })

  it('tells the first failure when the server refuses one and with it those behind', async () => {
    const before = await count()
    const failing = transaction(owner, (tx) =>
      together([
        add(tx, 5),
        run(tx, sql`insert into public.tabel_yang_tidak_ada values (${1})`),
        add(tx, 6),
      ]),
    )
    await expect(failing).rejects.toThrow('tabel_yang_tidak_ada')
    expect(await count()).toBe(before)
  })
})

describe('a transaction that a refusal takes back', () => {
  const refused = refuse({ code: 'UJI', message: 'Tidak jadi.' })
  const addThen = (n: number, isRefused: boolean) => (tx: typeof owner) =>
    add(tx, n).then(() => (isRefused ? refused : ok(n)))

  it('keeps what was done, or nothing of it', async () => {
    const before = await count()
    expect((await transactionUnlessRefused(owner, addThen(7, false))).ok).toBe(true)
    expect((await transactionUnlessRefused(owner, addThen(8, true))).ok).toBe(false)
    expect(await count()).toBe(before + 1)
  })

  it('is a part of the one its caller is in, which goes on with what it wrote itself', async () => {
    const before = await count()
    await transaction(owner, async (tx) => {
      await add(tx, 9)
      expect((await transactionUnlessRefused(tx, addThen(10, true))).ok).toBe(false)
      expect((await transactionUnlessRefused(tx, addThen(11, false))).ok).toBe(true)
      // Nobody else sees any of it yet.
      expect(await count()).toBe(before)
    })
    expect(await count()).toBe(before + 2)
  })

  it('goes with its caller when that fails later', async () => {
    const before = await count()
    const failing = transaction(owner, async (tx) => {
      await transactionUnlessRefused(tx, addThen(12, false))
      throw new Error('planned')
    })
    await expect(failing).rejects.toThrow('planned')
    expect(await count()).toBe(before)
  })
})

describe('the beginning of a transaction', () => {
  it('covers a first statement that changes, one that looks, and one that calls a function', async () => {
    const before = await count()
    for (const first of [
      (tx: typeof owner) => add(tx, 7),
      (tx: typeof owner) => run(tx, sql`select u.n from public.uji_bersama u limit 1`),
      (tx: typeof owner) => run(tx, sql`select pg_catalog.set_config('uji.kata', 'a', true)`),
    ]) {
      const failing = transaction(owner, async (tx) => {
        await together([first(tx), add(tx, 8)])
        throw new Error('planned')
      })
      await expect(failing).rejects.toThrow('planned')
    }
    expect(await count()).toBe(before)
  })

  it('keeps statements in order while it waits', async () => {
    await run(owner, sql`create table public.uji_urut (n int, at int generated always as identity)`)
    await transaction(owner, (tx) =>
      together([1, 2, 3].map((n) => run(tx, sql`insert into public.uji_urut (n) values (${n})`))),
    )
    const { kata } = await oneRow(
      owner,
      sql<{
        kata: string
      }>`select string_agg(u.n::text, '' order by u.at) as kata from public.uji_urut u`,
    )
    expect(kata).toBe('123')
  })
})
