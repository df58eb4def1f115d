import type { Command } from '../command.ts'
import { runLogBench } from './bench/log/run.ts'
import { readPlan } from './bench/plan.ts'

const SIZES = '10000,1000000'

const usage = `pendopo bench log [pilihan]

  --ukuran ${SIZES}   banyak daun, berurutan naik; pertumbuhan dihitung terhadap yang pertama
  --putaran 5              putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                lama satu putaran beban
  --hanya P7,P8            hanya ukuran dengan awalan ini (check fill P7 P8 P9 act audit http)`

export const command: Command = {
  summary: 'Mengukur log publik sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const plan = readPlan(args, { bench: 'log', sizes: SIZES, usage })
    if (typeof plan === 'number') return plan
    await runLogBench(plan)
    return 0
  },
}
