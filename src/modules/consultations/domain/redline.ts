/** What changed between two versions: by passage, and word by word within one. */
import type { Bagian } from './naskah.ts'
import { longestCommon } from './urutan.ts'

/** A stretch of words that stayed, was taken out, or was put in. */
export type Segmen = Readonly<{ jenis: 'sama' | 'hapus' | 'tambah'; teks: string }>

/**
 * Compare two texts word by word. What stayed with what was put in is exactly the new text; what stayed with what was
 * taken out exactly the old one.
 */
export function bandingkan(lama: string, baru: string): readonly Segmen[] {
  const [old, now] = [tokensOf(lama), tokensOf(baru)]
  const runs: Run[] = []
  let [oldAt, newAt] = [0, 0]
  for (const [a, b] of [...longestCommon(old, now), [old.length, now.length] as const]) {
    runs.push({
      hapus: old.slice(oldAt, a).join(''),
      tambah: now.slice(newAt, b).join(''),
      sama: old[a] ?? '',
    })
    ;[oldAt, newAt] = [a + 1, b + 1]
  }
  return joinRuns(runs).flatMap(({ hapus, tambah, sama }) => [
    ...segmenOf('hapus', hapus),
    ...segmenOf('tambah', tambah),
    ...segmenOf('sama', sama),
  ])
}

/** What was taken out and put in at one place, and what stayed behind it. */
type Run = Readonly<{ hapus: string; tambah: string; sama: string }>

/**
 * One run for what belongs together: what stayed is joined, and a space that stayed between two changes belongs to
 * both, so that a reader sees one changed stretch and not a row of single words.
 */
function joinRuns(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const isChange = run.hapus !== '' || run.tambah !== ''
    if (last !== undefined && !isChange)
      joined[joined.length - 1] = { ...last, sama: last.sama + run.sama }
    else if (last !== undefined && last.hapus + last.tambah !== '' && last.sama.trim() === '')
      joined[joined.length - 1] = {
        hapus: last.hapus + last.sama + run.hapus,
        tambah: last.tambah + last.sama + run.tambah,
        sama: run.sama,
      }
    else joined.push(run)
  }
  return joined
}

function segmenOf(jenis: Segmen['jenis'], teks: string): readonly Segmen[] {
  return teks === '' ? [] : [{ jenis, teks }]
}

/** Words, amounts, signs and spaces one by one; nothing is lost. */
function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.,]\d+)*|[^\p{L}\p{N}\s]|\s+/gu) ?? []
}

/** A passage that is not what it was. */
export type Perubahan = Readonly<{
  jangkar: string
  /** `nomor`: only its number changed. */
  jenis: 'ubah' | 'tambah' | 'hapus' | 'nomor'
  lama: Bagian | undefined
  baru: Bagian | undefined
}>

/** Everything that changed, in the order of the new version; what was taken out stands where it was. */
export function perubahanOf(
  lama: readonly Bagian[],
  baru: readonly Bagian[],
): readonly Perubahan[] {
  const now = new Map(baru.map((one) => [one.jangkar, one]))
  const old = new Map(lama.map((one) => [one.jangkar, one]))
  const gone = goneAfter(lama, now)
  const found: Perubahan[] = (gone.get('') ?? []).map(removed)
  for (const one of baru) {
    const before = old.get(one.jangkar)
    const jenis = jenisOf(before, one)
    if (jenis !== undefined) found.push({ jangkar: one.jangkar, jenis, lama: before, baru: one })
    found.push(...(gone.get(one.jangkar) ?? []).map(removed))
  }
  return found
}

function jenisOf(lama: Bagian | undefined, baru: Bagian): Perubahan['jenis'] | undefined {
  if (lama === undefined) return 'tambah'
  if (lama.teks !== baru.teks || lama.tingkat !== baru.tingkat) return 'ubah'
  return lama.label === baru.label ? undefined : 'nomor'
}

const removed = (lama: Bagian): Perubahan => ({
  jangkar: lama.jangkar,
  jenis: 'hapus',
  lama,
  baru: undefined,
})

/** What was taken out, under the anchor of the passage before it that stayed. */
function goneAfter(
  lama: readonly Bagian[],
  now: ReadonlyMap<string, Bagian>,
): ReadonlyMap<string, readonly Bagian[]> {
  const gone = new Map<string, Bagian[]>()
  let before = ''
  for (const one of lama)
    if (now.has(one.jangkar)) before = one.jangkar
    else gone.set(before, [...(gone.get(before) ?? []), one])
  return gone
}

/** Changes that somebody must give a reason for: a new number alone needs none. */
export function perluSebab(perubahan: readonly Perubahan[]): readonly Perubahan[] {
  return perubahan.filter(({ jenis }) => jenis !== 'nomor')
}
