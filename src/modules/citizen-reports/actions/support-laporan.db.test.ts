import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { ANONYMOUS } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { listPublished } from '../store/list-store.ts'
import { followLaporan, supportLaporan, withdrawSupport } from './support-laporan.ts'

const { app, database } = await useRunningApp()
const { deps } = app.citizenReports
const open = (await listPublished(app.kit.db, { limit: 100 })).filter(
  (row) => row.caraTutup === null,
)
const nomor = present(open[0], 'the demo has open cases').nomor
const other = present(open[1], 'the demo has open cases').nomor
const device = (deviceId: string) => ({ actor: ANONYMOUS, deviceId })

async function shownCount(of: string): Promise<number> {
  const [row] = await rows(
    database.owner,
    sql<{
      n: number
    }>`select l.jumlah_dukungan as n from citizen_reports.laporan l where l.nomor = ${of}`,
  )
  return row?.n ?? -1
}

describe('support', () => {
  it('of fifty requests at once from one browser counts one', async () => {
    const before = await shownCount(nomor)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => supportLaporan(deps, device('satu-peramban'), nomor)),
    )
    expect(answers.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1)
    expect(await shownCount(nomor)).toBe(before + 1)
  })

  it('of twenty browsers at once counts twenty', async () => {
    const before = await shownCount(other)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        supportLaporan(deps, device(`peramban-${index}`), other),
      ),
    )
    expect(await shownCount(other)).toBe(before + 20)
  })

  it('is taken back once, however often that is asked', async () => {
    const before = await shownCount(nomor)
    await Promise.all(
      Array.from({ length: 10 }, () => withdrawSupport(deps, device('satu-peramban'), nomor)),
    )
    expect(await shownCount(nomor)).toBe(before - 1)
  })

  it('keeps no device id, only a digest of it', async () => {
    await supportLaporan(deps, device('peramban-rahasia'), nomor)
    const [row] = await rows(
      database.owner,
      sql<{ all: string }>`select string_agg(d::text, ' ') as all from citizen_reports.dukungan d`,
    )
    expect(row?.all).not.toContain('peramban-rahasia')
  })

  it('of a number that does not exist is refused', async () => {
    const answer = await supportLaporan(deps, device('x'), 'ADU-2026-999999-A')
    expect(answer).toMatchObject({ ok: false, refusals: [{ code: 'LAPORAN_TIDAK_DITEMUKAN' }] })
  })
})

describe('following by e-mail', () => {
  const follow = (email: string, of = nomor) =>
    followLaporan(deps, device('x'), { nomor: of, email, lang: 'id' })
  const stored = async (email: string) =>
    rows(
      database.owner,
      sql<{
        isConfirmed: boolean
      }>`select s.dikonfirmasi_at is not null as "isConfirmed" from citizen_reports.langganan s where s.email = ${email}`,
    )

  it('asks the address first, and stores it once however often it is asked', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => follow('Warga.Satu@contoh.id')),
    )
    expect(answers.every((answer) => answer.ok && answer.value.state === 'asked')).toBe(true)
    expect(await stored('warga.satu@contoh.id')).toEqual([{ isConfirmed: false }])
  })

  it('refuses what is no address, at the field', async () => {
    for (const email of ['', 'warga', 'a@b', 'a b@contoh.id', `${'x'.repeat(300)}@contoh.id`])
      expect(await follow(email)).toMatchObject({
        ok: false,
        refusals: [{ code: 'SUREL_TIDAK_SAH', field: 'email' }],
      })
  })

  it('stops asking an address that was asked five times in a day', async () => {
    const answers = []
    for (const one of open.slice(0, 7)) answers.push(await follow('korban@contoh.id', one.nomor))
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, true, true, false, false])
    expect(answers[5]).toMatchObject({ refusals: [{ code: 'KONFIRMASI_TERLALU_BANYAK' }] })
  })
})
