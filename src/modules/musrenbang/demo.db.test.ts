import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { yearOf } from '../../kernel/date.ts'
import { rows, sql } from '../../platform/db/database.ts'
import { FOLLOW_PLANS } from './index.ts'

const { app, database } = await useRunningApp({ hasMoney: true })
const year = yearOf(app.kit.today())
const statesOf = async (tahun: number) => {
  const found = await rows(
    database.owner,
    sql<{
      status: string
      jumlah: number
    }>`select u.status, count(*)::int as jumlah from musrenbang.usulan u
    where u.tahun = ${tahun} group by u.status`,
  )
  return new Map(found.map(({ status, jumlah }) => [status, jumlah]))
}

describe('the demo region', () => {
  it('has a round that goes on with proposals in every state of the meetings', async () => {
    const running = await statesOf(year + 2)
    for (const status of ['diterima', 'dibahas', 'digabung', 'belum'])
      expect([status, (running.get(status) ?? 0) > 0]).toEqual([status, true])
    const all = [...(await statesOf(year)), ...(await statesOf(year + 1)), ...running]
    expect(all.reduce((sum, [, jumlah]) => sum + jumlah, 0)).toBeGreaterThan(130)
  })

  it('follows what went into the plan: nothing that was decided there still waits here', async () => {
    await app.runJob(FOLLOW_PLANS, {})
    const over = await statesOf(year)
    expect(over.get('rencana') ?? 0).toBe(0)
  })
})
