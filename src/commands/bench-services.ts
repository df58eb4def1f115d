import type { Command } from '../command.ts'
import { readPlan } from './bench/plan.ts'
import { runServicesBench } from './bench/services/run.ts'

const SIZES = '10000,100000'

const usage = `pendopo bench services [pilihan]

  --ukuran ${SIZES}   banyak permohonan, berurutan naik; pertumbuhan dihitung terhadap yang pertama
  --putaran 5              putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2                lama satu putaran beban
  --hanya search,queue     hanya ukuran dengan awalan ini (search expr P2 P14 page queue own G1 G3 p95 growth cycles letters)`

export const command: Command = {
  summary: 'Mengukur layanan sebagai perbandingan, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const plan = readPlan(args, { bench: 'services', sizes: SIZES, usage })
    if (typeof plan === 'number') return plan
    await runServicesBench(plan)
    return 0
  },
}
