import { expect, it } from 'vitest'
import { tanggalIn } from '../src/kernel/date.ts'
import { rows, sql } from '../src/platform/db/database.ts'
import { loadDemoBallots } from '../src/seed/demo-ballots.ts'
import { useRunningApp } from './support/running-app.ts'

let now = new Date('2026-11-26T03:07:00Z')
const { app, database } = await useRunningApp({
  now: () => now,
  today: () => tanggalIn('Asia/Jakarta', now),
})

it('the demo has one vote that was counted with every step, and one that is open', async () => {
  const present = now
  await loadDemoBallots({
    ...app,
    setNow: (at) => {
      now = at
    },
  })
  expect(now).toEqual(present)
  const found = await rows(
    database.owner,
    sql<{ status: string; kertas: number; chosen: string[] | null }>`select p.status,
      k.suara_kertas as kertas, array(select jsonb_array_elements_text(h.hitungan::jsonb -> 'chosen')) as chosen
    from ballots.pungutan p join ballots.kotak k on k.pungutan_id = p.id
    left join ballots.hasil h on h.pungutan_id = p.id order by p.tutup_at`,
  )
  expect(found.map(({ status, kertas }) => [status, kertas])).toEqual([
    ['selesai', 60],
    ['buka', 0],
  ])
  // Both sides get something: neither takes the whole budget.
  const chosen = new Set(found[0]?.chosen)
  expect(['1', '2', '4'].some((kode) => chosen.has(kode))).toBe(true)
  expect(['5', '6', '7'].some((kode) => chosen.has(kode))).toBe(true)
}, 60_000)
