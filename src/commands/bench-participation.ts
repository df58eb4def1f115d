import type { Command } from '../command.ts'
import { runParticipationBench } from './bench/participation/run.ts'
import { readPlan } from './bench/plan.ts'

const SIZES = '10000,100000'

const usage = `pendopo bench participation [pilihan]

  --ukuran ${SIZES}   banyak surat suara, berurutan naik
  --putaran 5             putaran bergantian tiap perbandingan; yang dicatat mediannya
  --detik 2               lama satu putaran beban
  --hanya hitung,suara    hanya ukuran dengan awalan ini (hitung suara)`

export const command: Command = {
  summary:
    'Mengukur hitungan bagian setara dan penerimaan suara, pada basis data sementara miliknya sendiri',
  usage,
  run: async (args) => {
    const plan = readPlan(args, { bench: 'participation', sizes: SIZES, usage })
    if (typeof plan === 'number') return plan
    await runParticipationBench(plan)
    return 0
  },
}
