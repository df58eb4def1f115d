import { expect, it } from 'vitest'
import { tanggalIn } from '../src/kernel/date.ts'
import { oneRow, sql } from '../src/platform/db/database.ts'
import { loadDemoForums } from '../src/seed/demo-forums.ts'
import { createFormVisitor } from './support/form-visitor.ts'
import { useRunningApp } from './support/running-app.ts'

let now = new Date('2026-11-27T03:07:00Z')
const { app, database } = await useRunningApp({
  now: () => now,
  today: () => tanggalIn('Asia/Jakarta', now),
})

it('the demo has three forums with everything a visitor should see once', async () => {
  const present = now
  await loadDemoForums({
    ...app,
    setNow: (at) => {
      now = at
    },
  })
  expect(now).toEqual(present)
  const found = await oneRow(
    database.owner,
    sql<Record<string, number>>`select (select count(*)::int from forums.forum) as forum,
      (select count(*)::int from forums.topik) as topik,
      (select count(*)::int from forums.kiriman) as kiriman,
      (select count(*)::int from forums.kiriman k where k.status = 'sembunyi') as sembunyi,
      (select count(*)::int from forums.perkara p where p.status = 'terbuka') as terbuka,
      (select count(*)::int from forums.putusan_banding v where v.hasil = 'dikabulkan') as kabul,
      (select count(*)::int from forums.topik t where t.lambat_sampai > ${now}) as lambat,
      (select count(*)::int from forums.topik t where t.dieskalasi_at is not null) as lewat,
      (select count(*)::int from forums.topik t where t.dijawab_at is not null) as dijawab,
      (select count(*)::int from forums.terbitan) as terbit`,
  )
  expect(found).toMatchObject({
    forum: 3,
    topik: 12,
    sembunyi: 2,
    terbuka: 1,
    kabul: 1,
    lambat: 1,
    lewat: 1,
    dijawab: 1,
    terbit: 1,
  })
  expect(found.kiriman).toBeGreaterThanOrEqual(50)
  const visitor = createFormVisitor(app.server)
  const { payload } = await visitor.get('/forum/kauman-jati/1')
  expect(payload).toContain('Disembunyikan karena aturan 1')
  expect(payload).not.toContain('bodoh semua')
  expect((await visitor.get('/forum')).payload).toContain(
    '3 pertanyaan diterima, 1 dijawab, 1 lewat',
  )
}, 60_000)
