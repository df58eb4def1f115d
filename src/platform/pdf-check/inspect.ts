/**
 * Looks through a PDF before it is kept: is it whole, may everybody open it, does it do anything by itself,
 * how many pages has it. The bytes are never changed: a signed document stays signed.
 *
 * Time and memory are bounded whatever the bytes say: every loop is counted, streams are unpacked with a
 * bound, and other requests get their turn between the pieces of work.
 */
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import { createGate } from '../photo/gate.ts'
import { containsVirusSample, containsZipDirectory } from '../photo/hidden.ts'
import { type Danger, findDangers } from './dangers.ts'
import { countDecoded, type Decoded } from './decode.ts'
import {
  MAX_CONCURRENT,
  MAX_PDF_BYTES,
  MAX_PICTURE_PIXELS,
  MAX_TAIL_BYTES,
  MAX_VALUES,
  MAX_WAITING,
  SLICE_MS,
  TIMEOUT_MS,
} from './limits.ts'
import { type PdfRefusalCode, pdfRefusals } from './messages/id.ts'
import {
  type Body,
  type Breather,
  filtersOf,
  findObjects,
  numberIn,
  openObjectStreams,
  rawOf,
  streamOf,
} from './objects.ts'
import { type Pages, readPages } from './pages.ts'
import { runsInCircle } from './tables.ts'
import { type Allowance, isSpace, isSpent } from './values.ts'

export type PdfFacts = Readonly<{
  pages: number
  /** Numbers from 1 of pages that show nothing; one file of nothing but those is refused. */
  blankPages: readonly number[]
  /** Pages that are one photo each, the first few: whoever needs legible ones looks at them. */
  scans: Pages['scans']
}>

export type InspectOptions = Readonly<{
  /** Form field the refusals are linked to. */
  field?: string
  timeoutMs?: number
}>

const gate = createGate(MAX_CONCURRENT, MAX_WAITING)

/** Does it begin as a PDF? By content, never by name. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
}

/**
 * @refuses PDF_TERLALU_BESAR, PDF_RUSAK, PDF_TERKUNCI, PDF_BERISI_SKRIP, PDF_BERTINDAK, PDF_BERISI_LAMPIRAN,
 * PDF_FORMULIR_XFA, PDF_BERISI_BERKAS_LAIN, PDF_BERBAHAYA, PDF_MENGEMBANG, PDF_GAMBAR_TERLALU_BESAR,
 * PDF_TERLALU_RUMIT, PDF_TIDAK_DAPAT_DIPERIKSA, PDF_TERLALU_LAMA, PDF_KOSONG, PDF_ANTREAN_PENUH
 */
export async function inspectPdf(
  bytes: Uint8Array,
  options: InspectOptions = {},
): Promise<Result<PdfFacts>> {
  const outcome = await gate.run(1, () => inspect(bytes, options.timeoutMs ?? TIMEOUT_MS))
  const result = outcome === 'full' ? refuseWith('PDF_ANTREAN_PENUH') : outcome
  if (result.ok || options.field === undefined) return result
  const { field } = options
  return refuse(result.refusals.map((refusal) => ({ ...refusal, field })))
}

async function inspect(bytes: Uint8Array, timeoutMs: number): Promise<Result<PdfFacts>> {
  const outside = refuseOutside(bytes)
  if (outside.length > 0) return refuse(outside)
  const breathe = createBreather(timeoutMs)
  const allowance: Allowance = { values: MAX_VALUES, bytes: 3 * bytes.length + 1_000_000 }
  const decoded: Decoded = { bytes: 0, isBomb: false }
  const outer = await findObjects(bytes, allowance, breathe)
  if (outer === undefined) return giveUp(breathe.isOver())
  const body = await openObjectStreams(outer, { allowance, decoded, breathe })
  // An encrypted file keeps its objects closed as well: say that, not that it cannot be read.
  if (body === 'unreadable')
    return refuse(dangersOf(outer, decoded.isBomb ? 'PDF_MENGEMBANG' : 'PDF_TIDAK_DAPAT_DIPERIKSA'))
  if (body === undefined || isSpent(allowance)) return giveUp(breathe.isOver())
  const refusals = [...dangersOf(body), ...refuseGiants(body)]
  if (refusals.length > 0) return refuse(refusals)
  if (!(await unpackAll(body, decoded, breathe)))
    return decoded.isBomb ? refuseWith('PDF_MENGEMBANG') : giveUp(true)
  if (runsInCircle(body)) return refuseWith('PDF_RUSAK')
  const pages = await readPages(body, decoded, breathe)
  if (pages === undefined) return refuseWith('PDF_RUSAK')
  if (breathe.isOver()) return giveUp(true)
  if (pages.blank.length === pages.count) return refuseWith('PDF_KOSONG')
  return ok({ pages: pages.count, blankPages: pages.blank, scans: pages.scans })
}

function refuseWith(code: PdfRefusalCode): ReturnType<typeof refuse> {
  return refuse(refusal(code))
}

const refusal = (code: PdfRefusalCode): Refusal => ({ code, message: pdfRefusals[code] })

const giveUp = (isLate: boolean): ReturnType<typeof refuse> =>
  refuseWith(isLate ? 'PDF_TERLALU_LAMA' : 'PDF_TERLALU_RUMIT')

/** What is told by the first and the last bytes alone. */
function refuseOutside(bytes: Uint8Array): readonly Refusal[] {
  if (bytes.length > MAX_PDF_BYTES) return [refusal('PDF_TERLALU_BESAR')]
  const codes: PdfRefusalCode[] = []
  if (containsVirusSample(bytes)) codes.push('PDF_BERBAHAYA')
  if (containsZipDirectory(bytes)) codes.push('PDF_BERISI_BERKAS_LAIN')
  if (codes.length === 0 && (!isPdf(bytes) || !hasEnd(bytes))) codes.push('PDF_RUSAK')
  return codes.map(refusal)
}

/** The end mark, and nothing but a little padding behind it. */
function hasEnd(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = view.lastIndexOf('%%EOF')
  if (at === -1) return false
  const tail = bytes.subarray(at + 5)
  return tail.length <= MAX_TAIL_BYTES || tail.every((byte) => isSpace(byte))
}

const CODES: Readonly<Record<Danger, PdfRefusalCode>> = {
  script: 'PDF_BERISI_SKRIP',
  action: 'PDF_BERTINDAK',
  attachment: 'PDF_BERISI_LAMPIRAN',
  xfa: 'PDF_FORMULIR_XFA',
  encrypted: 'PDF_TERKUNCI',
}

function dangersOf(body: Body, otherwise?: PdfRefusalCode): readonly Refusal[] {
  const dangers = findDangers(body)
  // Locked bytes read as noise: what else seems to be in them means nothing.
  const told: readonly Danger[] = dangers.has('encrypted') ? ['encrypted'] : [...dangers].sort()
  if (told.length === 0 && otherwise !== undefined) return [refusal(otherwise)]
  return told.map((danger) => refusal(CODES[danger]))
}

/** A picture that says it has more points than any paper: opening it takes the reader's memory. */
function refuseGiants(body: Body): readonly Refusal[] {
  const isGiant = body.objects.some(({ value }) => {
    if (value.kind !== 'dict') return false
    const width = numberIn(body, value, 'Width') ?? 0
    const height = numberIn(body, value, 'Height') ?? 0
    return width * height > MAX_PICTURE_PIXELS
  })
  return isGiant ? [refusal('PDF_GAMBAR_TERLALU_BESAR')] : []
}

/** Unpack every stream once, keeping nothing. @returns false when it is a bomb or time is up */
async function unpackAll(body: Body, decoded: Decoded, breathe: Breather): Promise<boolean> {
  for (const object of body.objects) {
    const stream = streamOf(body, object)
    if (stream === undefined) continue
    if (decoded.isBomb || !(await breathe())) return false
    await countDecoded(rawOf(body, stream), filtersOf(body, stream.dict), decoded)
  }
  return !decoded.isBomb
}

/** Gives way to other requests now and then. @returns false when time is up */
function createBreather(timeoutMs: number): Breather & Readonly<{ isOver: () => boolean }> {
  const endsAt = performance.now() + timeoutMs
  let since = performance.now()
  const isOver = () => performance.now() > endsAt
  const breathe = async () => {
    if (performance.now() - since > SLICE_MS) {
      await new Promise((next) => setImmediate(next))
      since = performance.now()
    }
    return !isOver()
  }
  return Object.assign(breathe, { isOver })
}
