import { join } from 'node:path'
import { readCatalogue } from '../src/modules/services/definition-file/read-catalogue.ts'

/** Check the catalogue of services as publishing would: every definition with its golden cases. */
const folder = process.argv[2] ?? join(import.meta.dirname, '../data/layanan')
const { layanan, rujukan, problems } = await readCatalogue(folder)
for (const { file, path, about } of problems)
  console.error(`${file.slice(folder.length + 1)}: ${path}: ${about}`)
const weights = layanan.map((one) => JSON.stringify(one).length)
console.log(
  `${layanan.length} services (largest ${Math.max(0, ...weights)} bytes), ${rujukan.length} referrals, ${problems.length} problems`,
)
if (problems.length > 0) process.exitCode = 1
