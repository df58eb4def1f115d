import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import type { ClassifierModel } from '../domain/classify/model.ts'

/** What a model is asked for: the subject of a report, or the unit it goes to. */
export const TARGETS = ['kategori', 'unit'] as const
export type Target = (typeof TARGETS)[number]

const FiguresSchema = z.object({
  texts: z.number(),
  accuracy: z.number(),
  macroF1: z.number(),
  top3: z.number(),
  ece: z.number(),
})

const CardSchema = z.object({
  target: z.enum(TARGETS),
  madeAt: z.string(),
  /** Where the texts came from, in words. */
  source: z.string(),
  /** SHA-256 of the training data where that is a file. */
  sourceSha256: z.string().nullable(),
  samples: z.number(),
  classes: z.number(),
  /** How the test was cut off, in words; null when there was no test. */
  split: z.string().nullable(),
  figures: FiguresSchema.nullable(),
  baselines: z.record(z.string(), FiguresSchema),
})

/** Where a model comes from and what it is good for; kept inside the model file and beside it. */
export type ModelCard = Readonly<z.infer<typeof CardSchema>>
export type StoredModel = Readonly<{ card: ModelCard; model: ClassifierModel }>

const MAGIC = 'PENDOPO-MODEL'
/** Raised when features or layout change: an older file is then refused, never misread. */
const VERSION = 1
const BYTES_MAX = 64 * 1024 * 1024
const IDF_STEPS = 4_096
const HEADER_BYTES_MAX = 1024 * 1024

const HeaderSchema = z.object({
  card: CardSchema,
  labels: z.array(z.string()).max(65_535),
  temperature: z.number().positive(),
  features: z.number().int().nonnegative(),
  weights: z.number().int().nonnegative(),
})

/** One file: a line that names the format, the header as JSON, then columns of numbers, all compressed. */
export function encodeModel({ card, model }: StoredModel): Buffer {
  const { vocabulary, rowStart } = model
  const header = JSON.stringify({
    card,
    labels: model.labels,
    temperature: model.temperature,
    features: vocabulary.hashes.length,
    weights: model.weights.length,
  })
  const idf = Uint16Array.from(vocabulary.idf, (value) => Math.round(value * IDF_STEPS))
  const parts = [
    bytesOf(vocabulary.hashes),
    bytesOf(idf),
    bytesOf(rowStart),
    bytesOf(model.classOf),
    bytesOf(model.weights),
    bytesOf(model.scale),
    bytesOf(model.bias),
  ]
  const body = Buffer.concat([Buffer.from(`${Buffer.byteLength(header)}\n${header}`), ...parts])
  const packed = brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
  return Buffer.concat([Buffer.from(`${MAGIC} ${VERSION}\n`), packed])
}

function bytesOf(array: ArrayBufferView): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

/** Read a model file. Anything that is not whole and of this version throws with the reason. */
export function decodeModel(file: Uint8Array): StoredModel {
  const first = Buffer.from(`${MAGIC} ${VERSION}\n`)
  if (!first.equals(file.subarray(0, first.length)))
    throw new Error(`not a model file of version ${VERSION}`)
  const body = brotliDecompressSync(file.subarray(first.length), { maxOutputLength: BYTES_MAX })
  const lineEnd = body.subarray(0, 20).indexOf(10)
  const headerBytes = Number(body.subarray(0, lineEnd).toString())
  if (lineEnd < 1 || !(headerBytes > 0 && headerBytes <= HEADER_BYTES_MAX))
    throw new Error('the header of the model file is broken')
  const start = lineEnd + 1 + headerBytes
  const header = HeaderSchema.parse(JSON.parse(body.subarray(lineEnd + 1, start).toString()))
  const read = createReader(body, start)
  const classes = header.labels.length
  const hashes = read(Uint32Array, header.features)
  const idf = Float32Array.from(read(Uint16Array, header.features), (step) => step / IDF_STEPS)
  const model: ClassifierModel = {
    labels: header.labels,
    vocabulary: { hashes, idf },
    rowStart: read(Uint32Array, header.features + 1),
    classOf: read(Uint16Array, header.weights),
    weights: read(Int8Array, header.weights),
    scale: read(Float32Array, classes),
    bias: read(Float32Array, classes),
    temperature: header.temperature,
  }
  assertWhole(model)
  return { card: header.card, model }
}

type Column<T> = { new (buffer: ArrayBuffer): T; readonly BYTES_PER_ELEMENT: number }

/** Columns are copied out, so that each begins where its type may begin. */
function createReader(body: Buffer, start: number) {
  let at = start
  return <T>(column: Column<T>, length: number): T => {
    const end = at + length * column.BYTES_PER_ELEMENT
    if (end > body.length) throw new Error('the model file is cut short')
    const copy = new ArrayBuffer(end - at)
    new Uint8Array(copy).set(body.subarray(at, end))
    at = end
    return new column(copy)
  }
}

function assertWhole({ rowStart, classOf, weights, labels }: ClassifierModel): void {
  let before = 0
  for (const start of rowStart) {
    if (start < before || start > weights.length) throw new Error('the model file is inconsistent')
    before = start
  }
  for (const c of classOf)
    if (c >= labels.length) throw new Error('the model file names a class it does not have')
}
