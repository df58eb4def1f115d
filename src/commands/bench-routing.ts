import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from '../command.ts'
import {
  encodeModel,
  readBankSamples,
  runExperiment,
  type Split,
  splitByTime,
} from '../modules/citizen-reports/index.ts'
import { packageRoot } from '../package-root.ts'
import { type LabelledText, readLabelledTexts } from './labelled-texts.ts'
import { readArguments } from './with-installation.ts'

const SHARED = '../shared/data/indonesia/pengaduan'
const SURABAYA = 'surabaya_mediacenter_dev.csv.gz'
const LAPOR = 'lapor_2017_dev.csv.gz'
/** Everything before is for training, everything from here on for the test. */
const SURABAYA_CUT = '2023-01-01'

type Contest = Readonly<{
  data: string
  split: string
  load: (folder: string) => Promise<Split>
  /** File under the folder of real texts; absent for what ships with the program. */
  file?: string
}>

const CONTESTS: readonly Contest[] = [
  {
    data: 'bank laporan contoh, jenis masalah',
    split: 'teks terakhir tiap jenis untuk menguji',
    load: () => readBankSamples(join(packageRoot, 'data')),
  },
  surabaya('instansi (27 kelas)', 'instansi_kelas'),
  surabaya('topik (302 kelas)', 'topik'),
  {
    data: 'LAPOR 2017, sektor',
    split: '15 % terakhir menurut urutan berkas untuk menguji; berkas ini tanpa waktu',
    file: LAPOR,
    load: async (folder) =>
      splitByTime(
        await readLabelledTexts(join(folder, LAPOR), { text: ['judul', 'teks'], label: 'sektor' }),
      ),
  },
]

function surabaya(target: string, label: string): Contest {
  return {
    data: `Surabaya 2022-2023, ${target}`,
    split: `latih sebelum ${SURABAYA_CUT}, uji sesudahnya`,
    file: SURABAYA,
    load: async (folder) => {
      const columns = { text: ['teks'], label, time: 'tanggal_lapor' }
      const texts = await readLabelledTexts(join(folder, SURABAYA), columns)
      const isNew = (one: LabelledText) => one.time >= SURABAYA_CUT
      return { train: texts.filter((one) => !isNew(one)), test: texts.filter(isNew) }
    },
  }
}

export const command: Command = {
  summary: 'Mengukur pengarah pada laporan nyata (bila ada) dan pada bank laporan contoh',
  usage: `pendopo bench routing [--data <map berkas pengaduan>]   (bawaan: ${SHARED})`,
  run: async (args) => {
    const { flags } = readArguments(args, ['data'])
    const folder = typeof flags.data === 'string' ? flags.data : resolve(packageRoot, SHARED)
    for (const contest of CONTESTS) {
      if (contest.file !== undefined && !existsSync(join(folder, contest.file))) {
        process.stderr.write(`Dilewati: ${contest.data}; ${contest.file} tidak ada di ${folder}.\n`)
        continue
      }
      for (const line of await runContest(contest, folder))
        process.stdout.write(`${JSON.stringify(line)}\n`)
    }
    return 0
  },
}

async function runContest(contest: Contest, folder: string): Promise<readonly object[]> {
  const split = await contest.load(folder)
  const { train, test } = split
  const { model, figures, baselines, trainSeconds, msPerText, classes } = runExperiment(split, {
    withPlain: true,
  })
  const about = {
    bench: 'routing',
    data: contest.data,
    split: contest.split,
    train: train.length,
    test: test.length,
    classes,
  }
  const card = {
    target: 'kategori' as const,
    madeAt: '',
    source: '',
    sourceSha256: null,
    samples: train.length,
    classes,
    split: null,
    figures: null,
    baselines: {},
  }
  return [
    ...Object.entries(baselines).map(([method, reached]) => ({
      ...about,
      method,
      ...rounded(reached),
    })),
    {
      ...about,
      method: 'pendopo',
      ...rounded(figures),
      trainSeconds: round(trainSeconds, 1),
      msPerText: round(msPerText, 3),
      modelBytes: encodeModel({ card, model }).length,
    },
  ]
}

function rounded(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value, 4)]))
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
