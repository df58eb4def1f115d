import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Sample } from '../domain/classify/train.ts'

const BankSchema = z.object({
  isian: z.record(z.string(), z.array(z.string())),
  daun: z.record(z.string(), z.array(z.object({ judul: z.string(), isi: z.string() }))),
})
const KategoriSchema = z.object({
  daun: z.array(
    z.object({
      kode: z.string(),
      nama: z.object({ id: z.string() }),
      kataKunci: z.array(z.string()),
    }),
  ),
})

/** Each text is told more than once, with other places and times, so that no place is learnt. */
const TELLINGS = 3

export type BankSamples = Readonly<{
  /** The catalogue's own words and the first texts of each subject. */
  train: readonly Sample[]
  /** The last text of each subject, which no other text repeats. */
  test: readonly Sample[]
  /** Share of the training samples that holds every telling of the last text of each subject. */
  validationShare: number
}>

/** Invented reports that came with the program, by subject: data/demo/laporan-bank.json. */
export async function readBankSamples(dataFolder: string): Promise<BankSamples> {
  const read = async (name: string) => JSON.parse(await readFile(join(dataFolder, name), 'utf8'))
  const { isian, daun } = BankSchema.parse(await read('demo/laporan-bank.json'))
  const catalogue = KategoriSchema.parse(await read('laporan/kategori.json')).daun
  const known = new Set(catalogue.map((leaf) => leaf.kode))
  const told = Object.entries(daun)
    .filter(([kode]) => known.has(kode))
    .map(([kode, texts]) => tell({ kode, texts, isian }))
  const words: readonly Sample[] = catalogue.flatMap(({ kode, nama, kataKunci }) => [
    { text: [nama.id, ...kataKunci].join(', '), label: kode },
    ...kataKunci.map((kata) => ({ text: `${nama.id} ${kata}`, label: kode })),
  ])
  const train = inTurns([...words, ...told.flatMap((one) => one.train)])
  return {
    train,
    test: told.flatMap((one) => one.test),
    validationShare: (told.length * TELLINGS) / train.length,
  }
}

type Telling = Readonly<{
  kode: string
  texts: readonly Readonly<{ judul: string; isi: string }>[]
  isian: Readonly<Record<string, readonly string[]>>
}>

/** All but the last text several times over for training; the last once for the test. */
function tell({ kode, texts, isian }: Telling): Omit<BankSamples, 'validationShare'> {
  const sampleOf = (index: number, telling: number): Sample => {
    const { judul, isi } = texts[index] ?? { judul: '', isi: '' }
    return { text: fill(`${judul}. ${isi}`, isian, index * 7 + telling), label: kode }
  }
  const last = texts.length > 1 ? texts.length - 1 : texts.length
  const train = Array.from({ length: last * TELLINGS }, (_, n) =>
    sampleOf(Math.floor(n / TELLINGS), n % TELLINGS),
  )
  return { train, test: last < texts.length ? [sampleOf(last, 0)] : [] }
}

/**
 * Subjects side by side, counted from the end: whatever is cut off the end holds the same number of
 * samples of each, and with TELLINGS per subject all tellings of one text.
 */
function inTurns(samples: readonly Sample[]): readonly Sample[] {
  const left = new Map<string, number>()
  return samples
    .toReversed()
    .map((sample) => {
      const turn = left.get(sample.label) ?? 0
      left.set(sample.label, turn + 1)
      return { sample, turn }
    })
    .toSorted((a, b) => b.turn - a.turn)
    .map(({ sample }) => sample)
}

function fill(
  text: string,
  isian: Readonly<Record<string, readonly string[]>>,
  index: number,
): string {
  return text.replace(/\{([a-z]+)\}/g, (_whole, name: string) => {
    const words = isian[name] ?? ['']
    return words[(index * 5) % words.length] ?? ''
  })
}
