import type { App } from '../../../src/app.ts'
import type { SignedIn } from '../../../src/kernel/actor.ts'
import { present } from '../../../src/kernel/assert.ts'
import {
  must,
  openBudgetHouse,
  openYear,
} from '../../../src/modules/budget/testing/budget-house.ts'
import { demoAccountId } from '../../../src/modules/identity/index.ts'
import { BAPPEDA } from '../../../src/modules/musrenbang/testing/rapat-house.ts'
import { createRemoveBaris } from '../../../src/modules/planning/actions/baris.ts'
import { createEnact, createSubmit } from '../../../src/modules/planning/actions/dokumen.ts'
import { runPeriksa } from '../../../src/modules/planning/actions/periksa.ts'
import { findNewest } from '../../../src/modules/planning/store/dokumen-store.ts'
import { oneRow, sql } from '../../../src/platform/db/database.ts'

const BUPATI: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('bupati'),
  name: 'bupati',
  grants: [{ role: 'bupati', unitKode: 'setda' }],
}

/**
 * The plan of a year is enacted, and its budget after it with one line for a proposal that stands in the plan, by the
 * acts officers press buttons for.
 *
 * @returns the agency whose DPA it is in, and the amount as pages write it
 */
export async function enactBudget(
  app: App,
  { nomor, tahun }: Readonly<{ nomor: string; tahun: number }>,
): Promise<Readonly<{ skpdId: number; rupiah: string }>> {
  const { kit, planning, musrenbang, fiscal } = app
  const plan = present(await findNewest(kit.db, { jenis: 'rkpd', tahun }, true), 'a draft plan')
  // Lines nobody's proposal was accepted for are taken out before it is submitted.
  for (const { kode, tempat } of await runPeriksa(planning.deps, kit.db, plan))
    if (kode === 'BARIS_TANPA_USULAN') {
      const target = { actor: BAPPEDA, dokumenId: plan.id }
      must(present(await createRemoveBaris(planning.deps)(target, tempat.id), 'a line'))
    }
  const submitted = await createSubmit(planning.deps)(BAPPEDA, plan.id)
  must(present(submitted, 'the plan'))
  const enacted = await createEnact(planning.deps)(BUPATI, {
    id: plan.id,
    jenis: 'perkada',
    nomor: `27 Tahun ${tahun - 1}`,
    tanggal: kit.today(),
  })
  must(present(enacted, 'the plan'))
  const usulan = present(await musrenbang.find(kit.db, nomor), 'the proposal')
  const { barisId } = await oneRow(
    kit.db,
    sql<{ barisId: string }>`select t.ke_id as "barisId" from planning.pub_jejak t
    where t.dari_jenis = 'usulan' and t.dari_id = ${usulan.rencanaId}`,
  )
  const lines = await planning.rkpdBaris(kit.db, { tahun })
  const line = present(
    lines.find(({ id }) => id === barisId),
    'its line is enacted',
  )
  const { nomenklatur } = await fiscal.kodefikasi(kit.db, tahun)
  const kode = present(nomenklatur.byId.get(line.subKegiatanId), 'a code of the year').kode
  const house = await openBudgetHouse(app, await openYear(app, tahun), kode)
  await house.enactBudget([
    house.change(
      { uraian: usulan.judul, volume: '1', satuan: 'paket', harga: '734.500.000' },
      { rkpdBarisId: barisId },
    ),
  ])
  return { skpdId: line.skpdId, rupiah: 'Rp734.500.000' }
}
