import type { Command } from '../command.ts'
import { readPlan } from './bench/plan.ts'
import { runReportsBench } from './bench/reports/run.ts'

const SIZES = '10000,100000'

const usage = `pendopo bench reports [pilihan]

  --ukuran ${SIZES}   banyak laporan, berurutan naik; pertumbuhan dihitung terhadap yang pertama
  --putaran 5              putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                lama satu putaran beban
  --hanya P1,G1            hanya ukuran dengan awalan ini (P1 P2 P3 P12 P14 P16 G1 G3 G4 p95 submit)`

export const command: Command = {
  summary:
    'Mengukur laporan warga sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const plan = readPlan(args, { bench: 'reports', sizes: SIZES, usage })
    if (typeof plan === 'number') return plan
    await runReportsBench(plan)
    return 0
  },
}
