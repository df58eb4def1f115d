import { tanggal as civil, type Tanggal } from '../../../kernel/date.ts'
import { exportJurnal } from '../../../modules/accounting/index.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { atMost, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { median, timed } from '../rounds.ts'
import type { LedgerHouse } from './ledger.ts'

/** A million lines in a second, ten million in three. */
const barOf = (size: number) => atMost(size > 1_000_000 ? 3 : 1)

/** The region's statements of a day in mid-month, all sums looked up anew each time. */
export async function measureStatements(
  house: LedgerHouse,
  { rounds }: Effort,
): Promise<readonly Figure[]> {
  const { app, size, midMonth, tahun } = house
  const { accounting, kit } = app
  const scope = { tanggal: midMonth, lingkup: 'daerah', skpdIds: undefined } as const
  const figures: Figure[] = []
  for (const day of [midMonth, civil(`${tahun}-03-31`)]) await refuseOtherSums(house, day)
  for (const jenis of ['lra', 'neraca'] as const) {
    const seconds: number[] = []
    for (let round = 0; round < rounds; round += 1)
      seconds.push(await timed(() => accounting.statements.laporan(kit.db, jenis, scope)))
    figures.push({
      name: `${jenis} setahun`,
      about: `${jenis.toUpperCase()} daerah per tanggal di tengah bulan, dengan pembanding tahun lalu`,
      size,
      unit: 's',
      ours: median(seconds),
      bar: barOf(size),
      rounds,
    })
  }
  return figures
}

/** What statements are made of equals the lines themselves, to the sen. */
async function refuseOtherSums({ app, owner, tahun }: LedgerHouse, day: Tanggal): Promise<void> {
  const { accounting, kit } = app
  const scope = { tanggal: day, lingkup: 'daerah', skpdIds: undefined } as const
  const told = new Map<string, bigint>()
  for (const { kode, debit, kredit } of await accounting.statements.sums(kit.db, scope))
    told.set(kode, (told.get(kode) ?? 0n) + debit - kredit)
  const counted = await rows(
    owner,
    sql<{
      kode: string
      sen: string
    }>`select r.kode, (sum(b.debit - b.kredit) * 100)::bigint::text as sen
    from accounting.jurnal_baris b join fiscal.rekening r on r.id = b.rekening_id
    where b.tahun = ${tahun} and b.tanggal <= ${day}::date group by r.kode`,
  )
  const wrong = counted.filter(({ kode, sen }) => told.get(kode) !== BigInt(sen))
  if (wrong.length > 0 || counted.length !== told.size)
    throw new Error(`statements of ${day} are not the sums of their lines: ${wrong[0]?.kode}`)
}

/** Lines folded a second, from a year nobody has folded yet. */
export async function measureFold({ app, size }: LedgerHouse): Promise<Figure> {
  const seconds = await timed(() => app.runJob('accounting.fold', {}))
  return {
    name: 'fold',
    about: 'baris jurnal per detik dilipat ke rekap, dari awal',
    size,
    unit: 'baris/s',
    ours: size / seconds,
  }
}

/** Lines written a second as plain text, and the memory that took. */
export async function measureExport({ app, size }: LedgerHouse): Promise<Figure> {
  let peak = 0
  const before = process.memoryUsage().rss
  const seconds = await timed(async () => {
    const pieces = exportJurnal(app.accounting.deps, app.jobDb, {
      bentuk: 'hledger',
      tahun: undefined,
    })
    for await (const _ of pieces) peak = Math.max(peak, process.memoryUsage().rss)
  })
  const megabytes = Math.round((peak - before) / 1_048_576)
  return {
    name: 'export',
    about: `baris jurnal per detik sebagai teks hledger; memori bertambah ${megabytes} MB`,
    size,
    unit: 'baris/s',
    ours: size / seconds,
  }
}
