import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DAY_MS, MINUTE_MS, yearOf } from '../kernel/date.ts'
import type { Ring } from '../kernel/geo.ts'
import { uuidV4, uuidV7 } from '../kernel/id.ts'
import { hasVersi } from '../modules/budget/index.ts'
import {
  type CitizenReports,
  listPublished,
  loadCatalogues,
} from '../modules/citizen-reports/index.ts'
import type { Fiscal } from '../modules/fiscal/index.ts'
import type { DemoAccount, IdentityModule } from '../modules/identity/index.ts'
import type { Musrenbang } from '../modules/musrenbang/index.ts'
import type { PlanningModule } from '../modules/planning/index.ts'
import { loadPlaces, loadQueueHistory } from '../modules/queueing/index.ts'
import {
  importBatas,
  type Reference,
  readAreas,
  storeSketch,
  upsertUnits,
  upsertWilayah,
  type Wilayah,
  writeRegion,
} from '../modules/reference/index.ts'
import { hasApplications } from '../modules/services/index.ts'
import { MEASURE_CHAINS } from '../modules/trace/index.ts'
import { hasRkud } from '../modules/treasury/index.ts'
import { packageRoot } from '../package-root.ts'
import { type Tx, together, transaction } from '../platform/db/database.ts'
import { enqueue } from '../platform/jobs/jobs.ts'
import type { Kit } from '../platform/kit.ts'
import type { ApplicationsHouse } from './demo-application-steps.ts'
import { loadDemoApplications } from './demo-applications.ts'
import { type AssetsSeed, loadDemoAssets } from './demo-assets.ts'
import { type BallotsDemoHouse, loadDemoBallots } from './demo-ballots.ts'
import { loadDemoConsultations } from './demo-consultations.ts'
import { type FinanceHistory, loadBudgets, loadDemoFinance, loadTreasury } from './demo-finance.ts'
import { loadDemoForums } from './demo-forums.ts'
import { loadDemoMusrenbang } from './demo-musrenbang.ts'
import { loadDemoOpinions } from './demo-opinions.ts'
import type { History } from './demo-plan.ts'
import { seedPlanning } from './demo-planning.ts'
import { type DemoHouse, loadDemoReports } from './demo-reports.ts'
import { loadDemoSurvey } from './demo-skm.ts'
import { loadDemoSurveys } from './demo-surveys.ts'
import { createDice } from './dice.ts'
import { loadCalendar, readDataCsv } from './load-base.ts'

const folder = join(packageRoot, 'data')
export type DemoNeeds = Readonly<{
  kit: Kit
  reference: Reference
  identity: IdentityModule
  fiscal: Fiscal
  planning: PlanningModule
  musrenbang: Musrenbang
  accounting: AssetsSeed['accounting']
  assets: AssetsSeed['assets']
  citizenReports: CitizenReports
  history?: History
  /** Told to end: what is being loaded is given up, and the next start begins it again. */
  isEnding?: () => boolean
  /** The same program on a clock that the demo history turns. */
  houseAt: (
    clock: DemoClock,
  ) => Pick<DemoHouse, 'kit' | 'citizenReports'> &
    Pick<BallotsDemoHouse, 'ballots'> &
    Omit<ApplicationsHouse, 'identity' | 'reference' | 'setNow'> &
    Omit<FinanceHistory, 'setNow'> &
    Pick<Parameters<typeof loadDemoSurveys>[0], 'surveys'> &
    Pick<Parameters<typeof loadDemoOpinions>[0], 'opinions'> &
    Pick<Parameters<typeof loadDemoConsultations>[0], 'consultations'> &
    Pick<Parameters<typeof loadDemoForums>[0], 'forums'>
}>
export type DemoClock = Pick<Kit, 'db' | 'now' | 'newId' | 'newSecretId' | 'randomBytes'>

/**
 * Load the invented regency into an empty database: first the region, then its histories. A load that was cut off
 * goes on where it must at the next start.
 *
 * @returns false when everything, or another region, is there already
 */
export async function loadDemo(needs: DemoNeeds): Promise<boolean> {
  const { kit, reference, history = 'full' } = needs
  const isNew = reference.regionKode() === ''
  if (isNew) await loadRegion(needs)
  if (reference.regionKode() !== DEMO_KODE) return isNew
  const [hasReports, hasServices] = await together([
    listPublished(kit.db, { limit: 1 }).then((found) => found.length > 0),
    hasApplications(kit.db),
  ])
  // They share nothing, so they are loaded side by side, each in a transaction of its own.
  await together([
    !hasReports &&
      transaction(kit.db, (tx) => loadDemoReports(houseOf(needs, tx, REPORTS), history)),
    !hasServices && history === 'full' && transaction(kit.db, (tx) => loadServices(tx, needs)),
  ])
  if (!hasReports) await needs.citizenReports.counters.rebuild()
  return isNew || !hasReports
}

/**
 * Plans, budgets, goods and two years of money of the invented regency, each wholly or not at all; a load that was cut
 * off goes on where it must. Older goods first: what is bought in the years that are played joins them.
 */
export async function loadDemoMoney(needs: DemoNeeds): Promise<void> {
  const { kit, reference, history = 'full' } = needs
  if (history !== 'full' || reference.regionKode() !== DEMO_KODE) return
  await transaction(kit.db, (tx) => seedPlanning(tx, needs.planning))
  if (!(await hasVersi(kit.db)))
    await transaction(kit.db, (tx) => loadBudgets(tx, houseOf(needs, tx, BUDGETS)))
  await transaction(kit.db, (tx) => {
    const house = houseOf(needs, tx, GOODS)
    // Registers are taken over before the first year that is played.
    house.setNow(new Date(Date.UTC(yearOf(kit.today()) - 1, 0, 2, 2)))
    return loadDemoAssets(house)
  })
  await loadTreasuryOnce(needs)
  await transaction(kit.db, (tx) => loadDemoMusrenbang(tx, needs))
}

async function loadTreasuryOnce(needs: DemoNeeds): Promise<void> {
  const { kit } = needs
  if (await hasRkud(kit.db)) return
  await transaction(kit.db, async (tx) => {
    await loadTreasury(tx, houseOf(needs, tx, TREASURY))
    // Once the server knows how much there is: before that its plans read everything for every line.
    const runAt = new Date(kit.now().getTime() + MEASURED_AFTER_MS)
    await enqueue(tx, { task: MEASURE_CHAINS, payload: {}, options: { runAt } })
  })
  await needs.assets.periksa()
}

/** A minute passes between two looks of the server at how its tables grew. */
const MEASURED_AFTER_MS = 2 * MINUTE_MS
/** No region of the country has it. */
const DEMO_KODE = '99.01'

async function loadRegion({
  kit,
  reference,
  identity,
  fiscal,
  citizenReports,
}: DemoNeeds): Promise<void> {
  await loadWilayah(kit)
  await transaction(kit.db, loadCalendar)
  const accounts = JSON.parse(
    await readFile(join(folder, 'demo/akun.json'), 'utf8'),
  ) as DemoAccount[]
  await transaction(kit.db, async (tx) => {
    await upsertUnits(
      tx,
      z.array(UnitSchema).parse(JSON.parse(await readFile(join(folder, 'demo/unit.json'), 'utf8'))),
    )
    await loadCatalogues(tx, join(folder, 'laporan'))
    await identity.seedDemo(tx, accounts)
    await loadPlaces(kit, tx, join(folder, 'demo/antrean.json'))
    await writeRegion(tx, {
      kode: DEMO_KODE,
      name: 'Kabupaten Jatiraya',
      shortName: 'Jatiraya',
      domain: 'jatiraya.go.id',
      isDemo: true,
    })
    await loadDemoFinance(tx, { kit, fiscal })
  })
  await reference.refresh()
  citizenReports.katalog.forget()
}

/** Ids of demo rows are older than any real one, and the same at every load. */
const IDS_FROM_MS = Date.UTC(2020, 0, 1)
/** Histories that are loaded side by side count their ids in years of their own. */
const YEAR_MS = 366 * DAY_MS
const REPORTS = 0
const SERVICES = 1
const BUDGETS = 2
const TREASURY = 3
const GOODS = 4

/** Applications, what people said of services, votes, and waiting lines. */
async function loadServices(tx: Tx, needs: DemoNeeds): Promise<void> {
  const { kit, reference, identity } = needs
  const house = houseOf(needs, tx, SERVICES)
  await loadDemoApplications(tx, { ...house, identity })
  await loadDemoSurvey(house)
  await loadDemoBallots(house)
  await loadDemoSurveys(house)
  await loadDemoOpinions(house)
  await loadDemoConsultations(house)
  await loadDemoForums(house)
  await loadQueueHistory(tx, { today: kit.today(), calendar: reference.calendar() })
}

/** The program on a clock of its own, with ids that nobody else draws. */
function houseOf(
  { kit, reference, houseAt, isEnding = () => false }: DemoNeeds,
  tx: Tx,
  part: number,
) {
  let now = kit.now()
  let made = 0
  const dice = createDice(IDS_FROM_MS + part)
  const house = houseAt({
    db: tx,
    now: () => now,
    newId: () => {
      made += 1
      return uuidV7(IDS_FROM_MS + part * YEAR_MS + made, dice.bytes(10))
    },
    newSecretId: () => uuidV4(dice.bytes(16)),
    randomBytes: dice.bytes,
  })
  const setNow = (at: Date) => {
    if (isEnding()) throw new Error('told to end while the demo was loaded')
    now = at
  }
  return { ...house, reference, setNow }
}

const UnitSchema = z.object({
  kode: z.string(),
  nama: z.string(),
  singkatan: z.string(),
  indukKode: z.string().nullable(),
  wilayahKode: z.string().nullable(),
  alamat: z.string().nullable(),
  telepon: z.string().nullable(),
  jamLayanan: z.string().nullable(),
  isActive: z.boolean().default(true),
})

async function loadWilayah(kit: Kit): Promise<void> {
  const list = (await readDataCsv('demo/wilayah.csv')).map(
    (row) =>
      ({
        kode: row.kode,
        nama: row.nama,
        tingkat: row.tingkat,
        indukKode: row.induk_kode || null,
      }) as Wilayah,
  )
  await transaction(kit.db, (tx) => upsertWilayah(tx, list))
  const path = join(folder, 'demo/batas.geojson')
  const { problems } = await importBatas(kit.db, path)
  if (problems.length > 0) throw new Error(`data/demo/batas.geojson: ${problems[0]?.message}`)
  const areas = await readAreas(path)
  const lines = JSON.parse(await readFile(join(folder, 'demo/latar.geojson'), 'utf8')) as {
    features: { properties: { jenis: string }; geometry: { coordinates: Ring } }[]
  }
  const linesOf = (jenis: string) =>
    lines.features
      .filter((one) => one.properties.jenis === jenis)
      .map((one) => one.geometry.coordinates)
  await transaction(kit.db, (tx) =>
    storeSketch(tx, {
      kecamatan: areas.filter((area) => area.kode.split('.').length === 3),
      roads: linesOf('jalan'),
      rivers: linesOf('sungai'),
    }),
  )
}
