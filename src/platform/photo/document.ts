/**
 * From a photo of a document to the picture that may be kept: checked like every photo, upright, without
 * metadata, large enough for small print, and measured for whether anybody can read it.
 */
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts'
import { decodePixels, encodeWithin, greyWithin, type Step, startDeadline } from './codec.ts'
import type { PhotoFormat, PhotoHeader } from './headers.ts'
import { type Legibility, measureLegibility } from './legibility.ts'
import { type KeptPicture, sha256Of, throughGate } from './prepare.ts'
import { photoRefusal } from './refusals.ts'
import { sniffPhoto } from './sniff.ts'

export type DocumentPhoto = Readonly<{
  photo: KeptPicture
  original: Readonly<{ sha256: string; format: PhotoFormat; widthPx: number; heightPx: number }>
  legibility: Legibility
}>

/** What the eye was asked of the pictures in tests/support/papers.ts, and what these measures said of them. */
export const LEGIBILITY = {
  /** Below the first nobody reads it, below the second with effort. */
  sharpness: { refuse: 0.15, warn: 0.25 },
  paper: { refuse: 60, warn: 110 },
  contrast: { refuse: 12, warn: 40 },
} as const

/** Small print of a family card on A4 stays nine pixels high. */
const DOCUMENT_EDGE_PX = 2000
const MEASURED_EDGE_PX = 1600
const MAX_DOCUMENT_BYTES = 700_000
const STEPS: readonly Step[] = [
  { edgePx: DOCUMENT_EDGE_PX, quality: 80, isQuick: true },
  { edgePx: DOCUMENT_EDGE_PX, quality: 66, isQuick: true },
  { edgePx: 1600, quality: 66, isQuick: true },
  { edgePx: 1600, quality: 50, isQuick: true },
  { edgePx: 1280, quality: 45, isQuick: true },
]

/** @refuses everything of sniffPhoto, FOTO_RUSAK, FOTO_TERLALU_LAMA, FOTO_ANTREAN_PENUH */
export async function prepareDocument(
  bytes: Uint8Array,
  field: string,
): Promise<Result<DocumentPhoto>> {
  const sniffed = sniffPhoto(bytes)
  const outcome = sniffed.ok
    ? await throughGate(sniffed.value, () => prepare(bytes, sniffed.value))
    : sniffed
  if (outcome.ok) return outcome
  return refuse(outcome.refusals.map((refusal): Refusal => ({ ...refusal, field })))
}

/**
 * The same measures of a picture that is not kept by itself: a scanned page inside a PDF.
 *
 * @refuses what prepareDocument refuses
 */
export async function readLegibility(bytes: Uint8Array): Promise<Result<Legibility>> {
  const sniffed = sniffPhoto(bytes)
  if (!sniffed.ok) return sniffed
  return throughGate(sniffed.value, async () => {
    const pixels = await decodePixels(bytes, MEASURED_EDGE_PX)
    return ok(measureLegibility(await greyWithin(pixels, MEASURED_EDGE_PX)))
  })
}

async function prepare(bytes: Uint8Array, header: PhotoHeader): Promise<Result<DocumentPhoto>> {
  const deadline = startDeadline()
  const pixels = await decodePixels(bytes, DOCUMENT_EDGE_PX)
  const legibility = measureLegibility(await greyWithin(pixels, MEASURED_EDGE_PX))
  const limits = { maxBytes: MAX_DOCUMENT_BYTES, deadline }
  const kept = await encodeWithin(pixels, STEPS, limits)
  if (typeof kept === 'string') return refuse(photoRefusal('FOTO_TERLALU_LAMA'))
  const { format, widthPx, heightPx } = header
  const { jpeg } = kept
  return ok({
    photo: { jpeg, sha256: sha256Of(jpeg), widthPx: kept.widthPx, heightPx: kept.heightPx },
    original: { sha256: sha256Of(bytes), format, widthPx, heightPx },
    legibility,
  })
}

export type LegibilityFault = Readonly<{
  what: 'gelap' | 'kabur' | 'pudar' | 'polos'
  how: 'hard' | 'unreadable'
}>

/** What is wrong with a picture, each with how bad it is; nothing when it reads well. */
export function faultsOf({ paper, contrast, sharpness }: Legibility): readonly LegibilityFault[] {
  // Nothing written is seen: where the light is missing, that is why.
  if (contrast < LEGIBILITY.contrast.refuse)
    return [{ what: paper < LEGIBILITY.paper.refuse ? 'gelap' : 'polos', how: 'unreadable' }]
  // In little light the writing is pale as well: one cause is told, not its consequence.
  const isDim = paper < LEGIBILITY.paper.warn
  return [
    ...judge('gelap', paper, LEGIBILITY.paper),
    ...judge('kabur', sharpness, LEGIBILITY.sharpness),
    ...(isDim ? [] : judge('pudar', contrast, LEGIBILITY.contrast)),
  ]
}

function judge(
  what: LegibilityFault['what'],
  value: number,
  { refuse: least, warn }: Readonly<{ refuse: number; warn: number }>,
): readonly LegibilityFault[] {
  if (value >= warn) return []
  return [{ what, how: value < least ? 'unreadable' : 'hard' }]
}
