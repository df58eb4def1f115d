import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { present } from '../../../kernel/assert.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { TELL_FOLLOWERS } from '../actions/notices.ts'
import { insertLangganan } from '../store/langganan-store.ts'

const { app, database } = await useRunningApp()
const { kit, citizenReports } = app
const UNIT = 'pupr'
const [parent, child] = await rows(
  database.owner,
  sql<{ id: string; nomor: string }>`select l.id, l.nomor from citizen_reports.laporan l
  where l.is_publik and l.status = 'masuk' and l.induk_id is null order by l.diterima_at desc limit 2`,
)
const induk = present(parent, 'a new case')
const anak = present(child, 'another new case')

async function follow(laporanId: string, email: string): Promise<void> {
  await insertLangganan(kit.db, {
    id: kit.newId(),
    akunId: null,
    email,
    push: null,
    bahasa: 'id',
    laporanId,
    kecamatanKode: null,
    kategoriKode: null,
    unitKode: null,
    kodeHenti: Buffer.from(kit.randomBytes(18)).toString('base64url'),
    dikonfirmasiAt: kit.now(),
    dibuatAt: kit.now(),
  })
}

type Act = Parameters<typeof citizenReports.act>[2]
async function act(request: Act): Promise<void> {
  const done = await citizenReports.act(
    kit.db,
    {
      actor: {
        kind: 'officer',
        accountId: kit.newId(),
        name: 'Uji',
        grants: [{ role: 'penghubung-opd', unitKode: UNIT }, { role: 'operator-aduan' }],
      },
    },
    request,
  )
  if (!done.ok) throw new Error(done.refusals.map((one) => one.message).join(' '))
}

for (const { nomor } of [induk, anak]) {
  await act({ nomor, tindakan: 'disposisi', form: { unitKode: UNIT } })
  await act({ nomor, tindakan: 'terima', form: {} })
}

/** Run what waits for followers, twice: a batch that runs again must tell nobody again. */
async function tellAll(): Promise<void> {
  const jobs = await rows(
    database.owner,
    sql<{ payload: unknown }>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${TELL_FOLLOWERS}`,
  )
  for (const { payload } of [...jobs, ...jobs]) await app.runJob(TELL_FOLLOWERS, payload)
}

async function toldOf(event: string, email: string): Promise<number> {
  const [row] = await rows(
    database.owner,
    sql<{ n: number }>`select count(*)::int as n from notifications.pemberitahuan p
    where p.kejadian = ${event} and p.email = ${email}`,
  )
  return row?.n ?? 0
}

describe('one case with many subscribers', () => {
  it('tells followers of a merged duplicate of the parent’s steps, once, and gives them back when parted', async () => {
    await follow(induk.id, 'induk@contoh.id')
    await follow(anak.id, 'anak@contoh.id')
    await act({
      nomor: anak.nomor,
      tindakan: 'gabung',
      form: { indukNomor: induk.nomor },
    })
    await act({
      nomor: induk.nomor,
      tindakan: 'tindak_lanjut',
      form: { pesan: 'Material sudah dipesan.' },
    })
    await tellAll()
    expect(await toldOf('laporan.digabung', 'anak@contoh.id')).toBe(1)
    expect(await toldOf('laporan.tindak_lanjut', 'anak@contoh.id')).toBe(1)
    expect(await toldOf('laporan.tindak_lanjut', 'induk@contoh.id')).toBe(1)

    await act({ nomor: anak.nomor, tindakan: 'pisah', form: {} })
    await act({
      nomor: induk.nomor,
      tindakan: 'tindak_lanjut',
      form: { pesan: 'Pekerjaan dimulai besok.' },
    })
    await tellAll()
    expect(await toldOf('laporan.dipisah', 'anak@contoh.id')).toBe(1)
    expect(await toldOf('laporan.tindak_lanjut', 'induk@contoh.id')).toBe(2)
    // The duplicate stands alone again: its followers no longer hear of the other case.
    expect(await toldOf('laporan.tindak_lanjut', 'anak@contoh.id')).toBe(1)
  })

  it('shows parent and child to each other on their pages', async () => {
    await act({
      nomor: anak.nomor,
      tindakan: 'gabung',
      form: { indukNomor: induk.nomor },
    })
    const page = async (nomor: string) =>
      (await app.server.inject({ url: `/laporan/${nomor}`, headers: { accept: 'text/html' } })).body
    expect(await page(anak.nomor)).toContain(`href="/laporan/${induk.nomor}"`)
    expect(await page(induk.nomor)).toContain(`href="/laporan/${anak.nomor}"`)
  })

  it('leaves no address in the keys of notices', async () => {
    const [row] = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from notifications.pemberitahuan p where p.kunci like '%@%'`,
    )
    expect(row?.n).toBe(0)
  })
})
