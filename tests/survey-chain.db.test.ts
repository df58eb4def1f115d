import { describe, expect, it } from 'vitest'
import { permohonanSelesai } from '../src/modules/services/index.ts'
import { oneRow, rows, sql, transaction } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

const { app, database } = await useRunningApp()
const { kit } = app
const ACCOUNT = '00000000-0000-4000-8000-0000000000e1'

/** An application ends, and what waits for that is handed over as the worker would. */
async function finish(id: string, akhir: 'terbit' | 'tolak' | 'batal'): Promise<void> {
  await transaction(kit.db, (tx) =>
    kit.emit(tx, permohonanSelesai, {
      permohonanId: id,
      nomor: `PMH-2026-${id}`,
      kode: 'DUKCAPIL-KIA-BARU',
      versi: 1,
      tahap: 'selesai',
      at: kit.now().toISOString(),
      akhir,
      unitKode: 'dukcapil',
      pemilikAkunId: ACCOUNT,
      kanal: 'web',
      bahasa: 'en',
    }),
  )
  const waiting = await rows(
    database.owner,
    sql<{
      payload: unknown
      task: string
    }>`select j.payload, t.identifier as task from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  )
  for (const { task, payload } of waiting)
    if (task.includes('deliver')) await app.runJob(task, payload)
}

const invited = () =>
  rows(
    database.owner,
    sql<{
      subjek: string
      nama: string
      gratis: boolean
    }>`select u.subjek_id as subjek, l.nama, u.is_gratis as gratis
    from satisfaction.undangan u join satisfaction.layanan l on l.kode = u.layanan_kode order by u.id`,
  )

describe('an application that ends', () => {
  it('asks its applicant once how it was, also when it was refused, but not when they withdrew it', async () => {
    await finish('satu', 'terbit')
    await finish('dua', 'tolak')
    await finish('tiga', 'batal')
    expect(await invited()).toEqual([
      { subjek: 'satu', nama: 'Kartu Identitas Anak baru', gratis: true },
      { subjek: 'dua', nama: 'Kartu Identitas Anak baru', gratis: true },
    ])
    const { tautan } = await oneRow(
      database.owner,
      sql<{ tautan: string }>`select p.tautan from notifications.pemberitahuan p
      where p.akun_id = ${ACCOUNT}::uuid and p.nilai ->> 'nomor' = 'PMH-2026-satu'`,
    )
    const page = await app.server.inject({ url: `${tautan}?bahasa=id` })
    expect(page.statusCode).toBe(200)
    expect(page.payload).toContain('Kartu Identitas Anak baru')
  })
})
