import { exportJurnal } from '../../../modules/accounting/index.ts'
import { atMost, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { median, timed } from '../rounds.ts'
import type { LedgerHouse } from './house.ts'

/** A million lines in a second, ten million in three. */
const barOf = (size: number) => atMost(size > 1_000_000 ? 3 : 1)

/** The region's statements of a day in mid-month, all sums looked up anew each time. */
export async function measureStatements(
  { app, size, midMonth }: LedgerHouse,
  { rounds }: Effort,
): Promise<readonly Figure[]> {
  const { accounting, kit } = app
  const scope = { tanggal: midMonth, lingkup: 'daerah', skpdIds: undefined } as const
  const figures: Figure[] = []
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
