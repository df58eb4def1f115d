// Trains the model that ships, on the invented reports in data/demo only, and writes it to data/model.
// The same data give the same file: a test compares the SHA-256 in its card with the data of today.
//   npx tsx scripts/make-model.ts
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  finishModel,
  readBankSamples,
  runExperiment,
  saveModel,
} from '../src/modules/citizen-reports/index.ts'

const data = join(import.meta.dirname, '../data')
const hash = createHash('sha256')
for (const name of ['demo/laporan-bank.json', 'laporan/kategori.json'])
  hash.update(readFileSync(join(data, name)))

const split = await readBankSamples(data)
const experiment = runExperiment(split)
const stored = finishModel([...split.train, ...split.test], experiment, {
  target: 'kategori',
  source:
    'data/demo/laporan-bank.json dan data/laporan/kategori.json: teks rekaan, bukan laporan orang',
  sourceSha256: hash.digest('hex'),
  // Not the day of the run: the same data must give the same file.
  madeAt: new Date(0),
  // The texts held back for the test come last, and no other text repeats them.
  validationShare: split.test.length / (split.train.length + split.test.length),
})
const bytes = await saveModel(join(data, 'model'), stored)
process.stdout.write(`${JSON.stringify(stored.card, undefined, 2)}\n${bytes} bytes\n`)
