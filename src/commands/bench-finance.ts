import type { Command } from '../command.ts'
import { runFinanceBench } from './bench/finance/run.ts'
import { readPlan } from './bench/plan.ts'

const SIZES = '100000,1000000'

const usage = `pendopo bench finance [pilihan]

  --ukuran ${SIZES}   banyak baris jurnal, dan banyak SP2D, berurutan naik
  --putaran 5                 putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                   lama satu putaran beban
  --hanya posting,lra         hanya ukuran dengan awalan ini (posting lra neraca fold export sp2d)`

export const command: Command = {
  summary: 'Mengukur pembukuan sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const plan = readPlan(args, { bench: 'finance', sizes: SIZES, usage })
    if (typeof plan === 'number') return plan
    await runFinanceBench(plan)
    return 0
  },
}
