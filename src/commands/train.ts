import { join } from 'node:path'
import type { Command } from '../command.ts'
import type { Installation } from '../installation.ts'
import {
  type Experiment,
  finishModel,
  listSamples,
  lostTo,
  runExperiment,
  SAMPLES_MIN,
  type Sample,
  saveModel,
  splitByTime,
  TARGETS,
  type Target,
} from '../modules/citizen-reports/index.ts'
import { readLabelledTexts, sha256Of } from './labelled-texts.ts'
import { readArguments, withInstallation, wrongUsage } from './with-installation.ts'

const VALUED = ['target', 'dari', 'teks', 'label', 'waktu'] as const
const KNOWN = new Set<string>([...VALUED, 'ukur-saja'])
/** The newest of an installation's own cases that are read. */
const SAMPLES_MOST = 50_000

export const command: Command = {
  summary: 'Melatih pengarah dari laporan yang sudah diputuskan petugas, atau dari berkas',
  usage: `pendopo train [--target kategori|unit] [--dari berkas.csv[.gz]] [--ukur-saja]

  --target     yang disarankan: jenis masalah atau perangkat daerah; tanpa ini keduanya
  --dari       berkas CSV, bukan laporan di pemasangan ini
  --teks       kolom teks pada berkas itu, beberapa dipisahkan koma (bawaan: teks)
  --label      kolom kode jenis masalah atau kode perangkat daerah (bawaan: label)
  --waktu      kolom waktu untuk mengurutkan; tanpa ini urutan berkas yang dipakai
  --ukur-saja  hanya mengukur, tidak memasang model

Yang terbaru disisihkan untuk menguji. Model yang kalah dari cara sederhana tidak dipasang.`,
  run: async (args) => {
    const { flags } = readArguments(args, VALUED)
    const stranger = Object.keys(flags).find((name) => !KNOWN.has(name))
    if (stranger !== undefined) return wrongUsage(`Pilihan --${stranger} tidak dikenal.`)
    const targets = TARGETS.filter((one) => flags.target === undefined || flags.target === one)
    const file = typeof flags.dari === 'string' ? flags.dari : undefined
    if (targets.length === 0) return wrongUsage('--target harus kategori atau unit.')
    if (file !== undefined && targets.length !== 1)
      return wrongUsage('Sebutkan --target bila melatih dari berkas.')
    const order: Order = { isTestOnly: flags['ukur-saja'] === true, ...readSource(flags, file) }
    return withInstallation((installation) => trainAll(installation, targets, order))
  },
}

type Order = Readonly<{
  isTestOnly: boolean
  file?: string
  columns: Readonly<{ text: readonly string[]; label: string; time?: string }>
}>

function readSource(
  flags: Readonly<Record<string, string | true>>,
  file: string | undefined,
): Pick<Order, 'file' | 'columns'> {
  const text = (name: string, fallback: string) =>
    typeof flags[name] === 'string' ? (flags[name] as string) : fallback
  return {
    columns: {
      text: text('teks', 'teks').split(','),
      label: text('label', 'label'),
      ...(typeof flags.waktu === 'string' ? { time: flags.waktu } : {}),
    },
    ...(file === undefined ? {} : { file }),
  }
}

async function trainAll(
  installation: Installation,
  targets: readonly Target[],
  order: Order,
): Promise<number> {
  const codes: number[] = []
  for (const target of targets) codes.push(await trainOne(installation, target, order))
  return Math.max(...codes)
}

async function trainOne(
  { app, env }: Installation,
  target: Target,
  { isTestOnly, file, columns }: Order,
): Promise<number> {
  const samples =
    file === undefined
      ? await listSamples(app.jobDb, target, SAMPLES_MOST)
      : await readLabelledTexts(file, columns)
  const refused = await refuseSamples({ app, target, samples, isTestOnly })
  if (refused !== undefined) return say(process.stderr, 1, `${target}: ${refused}`)

  const experiment = runExperiment(splitByTime(samples))
  process.stdout.write(describe(target, experiment))
  const winners = lostTo(experiment)
  if (winners.length > 0) {
    const sentence = `${target}: model tidak dipasang, karena ${winners.join(' dan ')} sama baik atau lebih baik.`
    return say(process.stderr, 1, sentence)
  }
  if (isTestOnly) return 0
  const stored = finishModel(samples, experiment, {
    target,
    source: file === undefined ? 'laporan di pemasangan ini' : 'berkas',
    sourceSha256: file === undefined ? null : await sha256Of(file),
    madeAt: app.kit.now(),
  })
  const bytes = await saveModel(join(env.DATA_DIR, 'model'), stored)
  const sentence = `${target}: model dipasang, ${Math.ceil(bytes / 1024)} kB. Peladen yang sedang berjalan memakainya dalam beberapa detik.`
  return say(process.stdout, 0, sentence)
}

function say(stream: NodeJS.WriteStream, code: number, sentence: string): number {
  stream.write(`${sentence}\n`)
  return code
}

type Checking = Readonly<{
  app: Installation['app']
  target: Target
  samples: readonly Sample[]
  isTestOnly: boolean
}>

/** @returns why these samples cannot be used */
async function refuseSamples({
  app,
  target,
  samples,
  isTestOnly,
}: Checking): Promise<string | undefined> {
  if (samples.length < SAMPLES_MIN)
    return `baru ada ${samples.length} contoh yang sudah diputuskan; perlu sedikitnya ${SAMPLES_MIN}.`
  const labels = new Set(samples.map((sample) => sample.label))
  if (labels.size < 2) return 'semua contoh sama putusannya; tidak ada yang dapat dipelajari.'
  if (isTestOnly) return undefined
  const { kategori } = await app.citizenReports.katalog.get()
  const isKnown = (label: string) =>
    target === 'kategori' ? kategori.has(label) : app.reference.findUnit(label) !== undefined
  const strange = [...labels].filter((label) => !isKnown(label))
  return strange.length === 0
    ? undefined
    : `${strange.length} label bukan kode ${target} di pemasangan ini, misalnya "${strange[0]?.slice(0, 40)}". Samakan dahulu, atau pakai --ukur-saja.`
}

function describe(target: Target, experiment: Experiment): string {
  const { train, test, classes, figures, baselines, trainSeconds, msPerText } = experiment
  const rows = [...Object.entries(baselines), ['model ini', figures] as const].map(
    ([name, reached]) =>
      `  ${name.padEnd(12)} ${share(reached.accuracy)}  ${share(reached.macroF1)}  ${share(reached.top3)}  ${share(reached.ece)}`,
  )
  return [
    `${target}: ${train} contoh tertua untuk melatih, ${test} terbaru untuk menguji, ${classes} kelas`,
    '  cara          tepat  F1     3 besar  galat yakin',
    ...rows,
    `  ${trainSeconds.toFixed(1)} detik melatih, ${msPerText.toFixed(2)} ms per teks`,
    '',
  ].join('\n')
}

function share(value: number): string {
  return value.toFixed(3)
}
