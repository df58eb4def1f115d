import { randomUUID } from 'node:crypto'
import type { App } from '../../../src/app.ts'
import { yearOf } from '../../../src/kernel/date.ts'
import {
  must,
  openTreasuryHouse,
  rupiah,
} from '../../../src/modules/treasury/testing/treasury-house.ts'
import { type Db, rows, run, sql } from '../../../src/platform/db/database.ts'

export type FinanceRule = Readonly<{
  matches: (pattern: string, name: string) => boolean
  value: string
}>
const at = (start: string, name: string, value: string): FinanceRule => ({
  matches: (pattern, asked) => pattern.startsWith(start) && asked === name,
  value,
})

/** A budget in force with a payment that went through, a plan, and what other systems said: one of each thing. */
export async function makeFinanceObjects(app: App, owner: Db): Promise<readonly FinanceRule[]> {
  const { kit } = app
  const tahun = yearOf(kit.today())
  const one = async (query: ReturnType<typeof sql<{ v: string }>>) =>
    (await rows(owner, query))[0]?.v ?? 'tidak-ada'
  const house = await openTreasuryHouse(app)
  must(await house.release(rupiah(50_000_000)))
  const paid = must(await house.submit(house.form(1_000_000)))
  await house.toSpm(paid.id)
  must(await house.issue(paid.id))
  must(await house.pay(paid.id))
  const waiting = must(await house.submit(house.form(2_000_000)))
  const versi = await one(
    sql<{
      v: string
    }>`select v.id::text as v from budget.versi v where v.tahun = ${tahun} and v.status = 'berlaku'`,
  )
  const jurnal = await one(sql<{ v: string }>`select max(j.id)::text as v from accounting.jurnal j`)
  const muatan = randomUUID()
  await run(
    owner,
    sql`insert into exchange.muatan (id, bentuk_kode, tahun, berkas, sha256, baris, nilai, oleh, waktu)
    values (${muatan}::uuid, 'sipd-sp2d', ${tahun}, 'uji.csv', ${'a'.repeat(64)}, 1, 1, 'uji', now())`,
  )
  const skpd = String(house.pupr.id)
  const mata = house.mata[0] ?? 'tidak-ada'
  return [
    at('/kerja/kode/', 'tabel', 'rekening'),
    at('/kerja/anggaran/versi/', 'id', versi),
    at('/kerja/anggaran/versi/', 'skpd', skpd),
    at('/kerja/anggaran/versi/', 'sub', String(house.sub.id)),
    at('/anggaran/', 'posisi', mata),
    at('/kerja/akuntansi/laporan/', 'jenis', 'lra'),
    at('/kerja/akuntansi/jurnal/', 'id', jurnal),
    at('/kerja/perbendaharaan/spp/', 'id', waiting.id),
    at('/jejak/', 'id', `mata-anggaran.${mata}`),
    at('/kerja/pertukaran/', 'id', muatan),
    at('/pimpinan/serapan/', 'skpd', skpd),
  ]
}
