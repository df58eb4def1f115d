import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { castFor, loadPungutan } from './actions/beri-suara.ts'
import { voteHouse } from './testing/vote-house.ts'

/** Fewest people among whom a ballot may be told, once that many have voted. */
const POOL = 32
const VOTERS = 90

const { app, database } = await useRunningApp()
const { kit } = app
const house = voteHouse(app)
const { deps } = house
const owner = database.owner

/** Ballots that all differ, so that whoever reads one knows whose it would be. */
const MARK = Array.from({ length: VOTERS }, (_, at) => {
  const bits = at + 1
  return Array.from({ length: 7 }, (_, bit) => String(bit + 1)).filter(
    (_, bit) => (bits >> bit) & 1,
  )
})
const OPTIONS = Array.from({ length: 7 }, (_, at) => ({
  nama: `Pilihan nomor ${at + 1}`,
  biaya: '1.000.000',
}))

type Row = Readonly<{ what: string; xmin: string; place: string; id: string }>

describe('somebody with the whole database', async () => {
  const nomor = await house.open({}, OPTIONS)
  const vote = await loadPungutan(kit.db, nomor)
  if (vote === undefined) throw new Error('no vote')
  const { id } = vote.pungutan
  const people: Readonly<{ key: string; mark: string; accountId: string; nik: string }>[] = []
  for (const [at, pilihan] of MARK.entries()) {
    const voter = await house.citizen(owner, at + 1)
    const done = await castFor(deps, voter, { ...vote, suara: { pilihan, poin: [] } })
    if (!done.ok) throw new Error(JSON.stringify(done.refusals))
    const nik = house.nikOf(voter.accountId)
    const key = Buffer.from(deps.personKey(id, nik)).toString('hex')
    people.push({ key, mark: pilihan.join(','), accountId: voter.accountId, nik })
  }
  const read = (table: string, what: string) =>
    rows(
      owner,
      sql<Row>`select ${sql.raw(what)} as what, xmin::text, ctid::text as place, ${sql.raw(
        table === 'suara' ? 'id::text' : `''`,
      )} as id from ${sql.raw(`ballots.${table}`)} where pungutan_id = ${id} order by ctid`,
    )
  const roll = await read('pemilih', `encode(kunci, 'hex')`)
  const ballots = await read('suara', `array_to_string(pilihan, ',')`)
  const orderOf = new Map(people.map(({ key }, at) => [key, at]))
  const castAt = new Map(people.map(({ mark }, at) => [mark, at]))

  it('finds every mark and every ballot', () => {
    expect(roll.map(({ what }) => what).toSorted()).toEqual(people.map(({ key }) => key).toSorted())
    expect(ballots.map(({ what }) => what).toSorted()).toEqual(
      people.map(({ mark }) => mark).toSorted(),
    )
  })

  it('finds no account, number or time beside either', async () => {
    const columns = await rows(
      owner,
      sql<{
        name: string
        kind: string
      }>`select c.table_name || '.' || c.column_name as name, c.data_type as kind
      from information_schema.columns c where c.table_schema = 'ballots'
        and c.table_name in ('pemilih', 'suara', 'token', 'tanda_terima')`,
    )
    expect(columns.filter(({ kind }) => /timestamp|date|inet|bigint|integer/.test(kind))).toEqual(
      [],
    )
    const { all } = await oneRow(
      owner,
      sql<{ all: string }>`select (select string_agg(m::text, ' ') from ballots.pemilih m)
        || (select string_agg(s::text, ' ') from ballots.suara s)
        || (select string_agg(a.isi::text, ' ') from (select c::text as isi from audit.catatan c) a) as all`,
    )
    for (const { accountId, nik } of people) {
      expect(all).not.toContain(nik)
      expect(all.split(accountId).length).toBe(1)
    }
  })

  it('learns from transactions no more than a pool of people', () => {
    const groups = (found: readonly Row[]) => {
      const by = new Map<string, Row[]>()
      for (const row of found) by.set(row.xmin, [...(by.get(row.xmin) ?? []), row])
      return by
    }
    for (const group of [...groups(roll).values(), ...groups(ballots).values()]) {
      expect(group.length).toBeGreaterThanOrEqual(POOL)
    }
    // The best guess: whose mark was written by the transaction that wrote the ballot. It leaves a pool of people.
    const rollBy = groups(roll)
    for (const { xmin } of ballots) {
      const suspects = rollBy.get(xmin) ?? roll
      expect(suspects.length).toBeGreaterThanOrEqual(POOL)
    }
  })

  it('learns nothing from where rows lie, or from their ids', () => {
    const marks = roll.map(({ what }) => orderOf.get(what) ?? 0)
    const cast = ballots.map(({ what }) => castAt.get(what) ?? 0)
    // Pairing by place, which would be right for all of them where nothing is shuffled, is right about once.
    const paired = marks.filter((at, place) => at === cast[place]).length
    expect(paired).toBeLessThan(8)
    const byId = ballots
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ what }) => castAt.get(what) ?? 0)
    expect(byId.filter((at, place) => at === place).length).toBeLessThan(8)
    expect(ballots.every(({ id: one }) => one[14] === '4')).toBe(true)
  })
})
