import { run, sql } from '../../../platform/db/database.ts'
import { measureCosts } from '../page-costs.ts'
import { openVisitor } from '../visitor.ts'
import type { House } from './house.ts'
import { listPages } from './pages.ts'

/** What every page of reports costs whose reading could grow. */
export async function measureReportPages(house: House, loadMs: number) {
  const citizen = openVisitor(house.app)
  await citizen.get('/lapor')
  return measureCosts({
    house,
    pages: await listPages(house),
    visitors: { citizen, officer: house.officer },
    forgetKept: (owner) =>
      run(owner, sql`update citizen_reports.rekap_keadaan set versi = versi + 1 where id = 1`),
    loadMs,
  })
}
