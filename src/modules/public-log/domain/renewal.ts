/**
 * Beginning the log anew under another name, when an older backup was brought back: may it be, what is the
 * name, and what the new log says of it for ever.
 */
import { hexOf } from '../../../kernel/digest-format.ts'
import type { Hash } from '../../../kernel/tlog/merkle.ts'

export const ALASAN_MIN = 20
export const ALASAN_MAX = 500

/**
 * Why the log begins anew, as everybody will read it.
 *
 * @returns undefined when it is too short, too long, or holds signs that cannot be printed
 */
export function parseReason(text: string): string | undefined {
  const trimmed = text.trim()
  const isPrintable = !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(trimmed)
  const { length } = [...trimmed]
  return isPrintable && length >= ALASAN_MIN && length <= ALASAN_MAX ? trimmed : undefined
}

/** A tree that is known to have been signed under a name. */
export type SignedTree = Readonly<{ asal: string; ukuran: number; akar: Hash }>

export type RenewalFacts = Readonly<{
  /** Today's name; undefined before the log has one. */
  asal: string | undefined
  /** Names under which the log has ended, oldest first. */
  ended: readonly string[]
  /** From wherever it is known: our own checkpoints, the file beside the database, notes of witnesses. */
  signed: readonly SignedTree[]
  /** It may not be signed as it is stored, or a witness says that it did not only grow. */
  isWrong: boolean
}>

export type RenewalRefusal =
  | Readonly<{ why: 'unnamed' }>
  /** The checkpoint that was handed in was not signed under today's name. */
  | Readonly<{ why: 'unsigned-note' }>
  /** Nothing forbids to sign, and nobody has complained. */
  | Readonly<{ why: 'nothing-wrong' }>
  /** The file beside the database is of quite another log. */
  | Readonly<{ why: 'other-log'; asal: string }>

export type RenewalPlan = Readonly<{
  pengganti: string
  /** Which log this will be: 2 for the first after the first. */
  nomor: number
  /** Names that end, each with the largest tree known to have been signed under it; today's comes first. */
  endings: readonly SignedTree[]
}>

/** @param isForced do it although nothing is known to be wrong */
export function decideRenewal(
  { asal, ended, signed, isWrong }: RenewalFacts,
  { isForced, nothing }: Readonly<{ isForced: boolean; nothing: Hash }>,
): RenewalPlan | RenewalRefusal {
  if (asal === undefined) return { why: 'unnamed' }
  if (!isWrong && !isForced) return { why: 'nothing-wrong' }
  const [first = asal] = ended
  const names = [asal, ...signed.map((tree) => tree.asal)]
  const stranger = names.find((name) => numberOf(first, name) === undefined)
  if (stranger !== undefined) return { why: 'other-log', asal: stranger }
  // A database from before an earlier new beginning does not know that name; it must not be given twice.
  const nomor = Math.max(...[...names, ...ended].map((name) => numberOf(first, name) ?? 1)) + 1
  const ending = names.filter((name, at) => names.indexOf(name) === at && !ended.includes(name))
  return {
    pengganti: `${first}/${nomor}`,
    nomor,
    endings: ending.map((name) =>
      signed
        .filter((tree) => tree.asal === name)
        .reduce((most, tree) => (tree.ukuran > most.ukuran ? tree : most), {
          asal: name,
          ukuran: 0,
          akar: nothing,
        }),
    ),
  }
}

/** 1 for the name the log was first given, 2 for "…/2"; undefined for the name of another log. */
function numberOf(first: string, name: string): number | undefined {
  if (name === first) return 1
  const digits = name.startsWith(`${first}/`) ? name.slice(first.length + 1) : ''
  return /^[1-9]\d{0,5}$/.test(digits) ? Number(digits) : undefined
}

/** A name that ended, as it is kept. */
export type Ended = Readonly<{
  asal: string
  ukuranTerakhir: number
  akarTerakhir: Uint8Array
  /** How many of its signed checkpoints are kept. */
  titik: number
}>

/** One new beginning. */
export type Renewal = Readonly<{
  pengganti: string
  ukuran: number
  akar: Uint8Array
  alasan: string
  waktu: Date
}>

/** The document of a new beginning: canonical JSON of this is what the leaf's digest is over. */
export function renewalDocument(
  { pengganti, ukuran, akar, alasan, waktu }: Renewal,
  endings: readonly Ended[],
) {
  return {
    format: 'pendopo.diganti/1',
    log: pengganti,
    ukuran,
    akar: hexOf(akar),
    alasan,
    waktu: waktu.toISOString(),
    digantikan: endings.toSorted(byName).map((one) => ({
      log: one.asal,
      ukuran: one.ukuranTerakhir,
      akar: hexOf(one.akarTerakhir),
      titik: one.titik,
    })),
  }
}

const byName = (a: Ended, b: Ended) => (a.asal < b.asal ? -1 : 1)
