import { tanggalIn } from './kernel/date.ts'
import { fromDecimalString, subtractSen } from './kernel/money.ts'
import {
  type AccountingModule,
  accountingParts,
  createAccounting,
  JOURNAL_RECORDS,
  listRealisasi,
} from './modules/accounting/index.ts'
import {
  ASSET_RECORDS,
  type AssetsModule,
  assetsParts,
  createAssets,
  type Spending,
} from './modules/assets/index.ts'
import type { Audit } from './modules/audit/index.ts'
import {
  BUDGET_RECORDS,
  type BudgetModule,
  budgetParts,
  createBudget,
  versiBerlaku,
} from './modules/budget/index.ts'
import { exchangeParts } from './modules/exchange/index.ts'
import { createFiscal, type Fiscal, fiscalParts } from './modules/fiscal/index.ts'
import { leadershipParts } from './modules/leadership/index.ts'
import {
  createMusrenbang,
  MUSRENBANG_DATA,
  MUSRENBANG_RECORDS,
  type Musrenbang,
  type MusrenbangNeeds,
  musrenbangParts,
} from './modules/musrenbang/index.ts'
import { tagihanLunas } from './modules/payments/index.ts'
import {
  createPlanning,
  PLANNING_RECORDS,
  type PlanningModule,
  planningParts,
} from './modules/planning/index.ts'
import type { PublicLog } from './modules/public-log/index.ts'
import type { Reference } from './modules/reference/index.ts'
import { traceParts } from './modules/trace/index.ts'
import {
  type BarisModal,
  createTreasury,
  TREASURY_RECORDS,
  type TreasuryModule,
  treasuryParts,
} from './modules/treasury/index.ts'
import type { Tx } from './platform/db/database.ts'
import { subscribe } from './platform/events/outbox.ts'
import type { Kit, ModuleParts } from './platform/kit.ts'
import type { WorkSource } from './platform/work.ts'

/** What the public log tells of these modules, and what they hold about an account. */
export const FINANCE = {
  records: [
    BUDGET_RECORDS,
    PLANNING_RECORDS,
    ASSET_RECORDS,
    TREASURY_RECORDS,
    JOURNAL_RECORDS,
    MUSRENBANG_RECORDS,
  ],
  data: [MUSRENBANG_DATA],
}

export type FinanceHouse = Readonly<{
  fiscal: Fiscal
  planning: PlanningModule
  musrenbang: Musrenbang
  budget: BudgetModule
  accounting: AccountingModule
  assets: AssetsModule
  treasury: TreasuryModule
}>

type Needs = Readonly<{ audit: Audit; publicLog: PublicLog; reference: Reference }> &
  Pick<MusrenbangNeeds, 'notifications' | 'issueLetter'>

/** The modules that plan, spend and account for the region's money, in the order of their arrows. */
export function openFinanceHouse(kit: Kit, needs: Needs): FinanceHouse {
  const fiscal = createFiscal(kit, needs)
  const planning = createPlanning(kit, { ...needs, fiscal })
  const budget = createBudget(kit, {
    ...needs,
    fiscal,
    standar: standardsOf(fiscal),
    rkpd: planning.rkpdBaris,
    realisasiOf: listRealisasi,
  })
  const accounting = createAccounting(kit, { ...needs, fiscal })
  const treasury = createTreasury(kit, { ...needs, fiscal, budget, accounting })
  const assets = createAssets(kit, { ...needs, fiscal, accounting, treasury: spendingOf(treasury) })
  const musrenbang = createMusrenbang(kit, { ...needs, fiscal, planning })
  return { fiscal, planning, musrenbang, budget, accounting, treasury, assets }
}

/** What the readers among them ask of other modules. */
export type FinanceNeeds = Readonly<{
  audit: Audit
  /** A citizen's report that everybody may read, by its number as people type it. */
  findLaporan: (typed: string) => Promise<string | undefined>
  /** What waits for an officer, from every module. */
  work: () => readonly WorkSource[]
}>

/** Their pages, jobs and work, for the composition root. */
export function financeParts(
  house: FinanceHouse,
  kits: Readonly<{ kit: Kit; jobKit: Kit }>,
  needs: FinanceNeeds,
): readonly ModuleParts[] {
  const { kit, jobKit } = kits
  const { fiscal } = house
  return [
    fiscalParts(kit, house.fiscal),
    planningParts(house.planning),
    musrenbangParts(house.musrenbang, jobKit),
    budgetParts(house.budget),
    accountingParts(house.accounting, jobKit, [
      subscribe(versiBerlaku, 'accounting:versi-berlaku', house.accounting.syncBudget),
    ]),
    assetsParts(house.assets, jobKit),
    treasuryParts(house.treasury, jobKit, [
      subscribe(tagihanLunas, 'treasury:tagihan-lunas', (tx, paid) =>
        house.treasury.takeSettlement(tx, {
          acuan: `tagihan:${paid.tagihanId}`,
          kodeBayar: paid.kodeBayar,
          pungutan: paid.pungutan,
          unitKode: paid.unitKode,
          akunRekening: paid.akunRekening,
          jumlah: fromDecimalString(paid.jumlah),
          tanggal: tanggalIn(zoneOf(house), new Date(paid.dibayarAt ?? paid.at)),
        }),
      ),
    ]),
    traceParts(kit, jobKit, {
      ...needs,
      fiscal,
      barisLaporan: house.accounting.barisLaporan,
    }),
    exchangeParts(kit, { ...needs, fiscal }),
    leadershipParts(kit, { ...needs, fiscal }),
  ]
}

const zoneOf = ({ treasury }: FinanceHouse) => treasury.deps.reference.calendar().zone

/** Price standards as budget lines name them. */
function standardsOf(fiscal: Fiscal) {
  return {
    byKode: fiscal.standarDariKode,
    search: (tx: Tx, { cari, ...rest }: Readonly<{ tahun: number; cari: string; limit: number }>) =>
      fiscal.cariStandar(tx, { ...rest, kata: cari }),
  }
}

const LINES_SHOWN = 100

/** Capital spending as assets take it up. */
function spendingOf(treasury: TreasuryModule): Spending {
  const withLeft = (line: BarisModal) => ({
    ...line,
    sisaSen: subtractSen(line.jumlahSen, line.tercatatSen),
  })
  return {
    belanjaModal: async (tx, question) => {
      const lines = await treasury.belanjaModalBelumTercatat(tx, {
        ...question,
        limit: LINES_SHOWN,
      })
      const last = lines.length === LINES_SHOWN ? lines.at(-1)?.barisId : undefined
      return { rows: lines.map(withLeft), nextCursor: last }
    },
    barisModal: async (tx, ids) => (await treasury.barisModal(tx, ids)).map(withLeft),
    linkAset: treasury.linkAset,
  }
}
