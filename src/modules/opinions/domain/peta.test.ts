import { describe, expect, it } from 'vitest'
import { readCuplikan, writeCuplikan } from './cuplikan.ts'
import { dokumenOf } from './dokumen.ts'
import { silhouette, smooth } from './kelompok.ts'
import { signsOf, voteRows } from './lembar.ts'
import { type Suara, type VotePilihan, whoCounts } from './matriks.ts'
import { pcaOf } from './pca.ts'
import { petaOf } from './peta.ts'
import { groupOf, tempatOf } from './tempat.ts'
import { consensus, drawWeighted, oneTest, twoTest } from './wakil.ts'

const STATEMENTS = Array.from({ length: 10 }, (_, at) => String(at + 1))

/** Two camps that differ on five statements and share the other five; each skips some. */
function camps(size: number, shift = 0): VotePilihan[] {
  let seed = 11
  const next = (limit: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * limit)
  }
  return Array.from({ length: 2 * size }, (_, person) =>
    STATEMENTS.flatMap((pernyataan, at): VotePilihan[] => {
      if (next(8) === 0) return []
      const isSplit = at < 5
      const usual = isSplit && person >= size ? -1 : 1
      const suara = (next(9) === 0 ? 0 : next(12) === 0 ? -usual : usual) as Suara
      return [{ orang: `o${String(person + shift).padStart(4, '0')}`, pernyataan, suara }]
    }),
  ).flat()
}

const snapshot = (votes: readonly VotePilihan[], pernyataan = STATEMENTS) => ({
  votes,
  pernyataan,
  keluar: [],
  sebelum: { orang: [], pelicin: null },
})
const documentOf = (votes: readonly VotePilihan[], pernyataan = STATEMENTS) =>
  dokumenOf({
    peta: petaOf(snapshot(votes, pernyataan)),
    kode: 'contoh',
    urutan: 1,
    sidik: '',
    teks: new Map(),
    suara: votes.length,
    kelompokMinimum: 5,
  })

describe('the picture of two camps', () => {
  const votes = camps(30)
  const picture = documentOf(votes)

  it('shows them, what is each one’s own, and what bridges them', () => {
    expect(picture.kelompok).toHaveLength(2)
    expect(picture.kelompok.reduce((a: number, b) => a + (b ?? 0), 0)).toBe(picture.terhitung)
    const own = picture.wakil.map((list) => new Set(list.map(({ nomor }) => nomor <= 5)))
    expect(own.some((kinds) => kinds.has(true))).toBe(true)
    const bridging = picture.pernyataan.filter(({ jembatan }) => (jembatan?.terendah ?? 0) > 500)
    expect(bridging.map(({ nomor }) => nomor)).toEqual([6, 7, 8, 9, 10])
    expect(picture.mufakat.setuju.every((nomor) => nomor > 5)).toBe(true)
  })

  it('is the same in whatever order votes came', () => {
    const reversed = votes.toReversed()
    expect(documentOf(reversed)).toEqual(picture)
  })

  it('is the same people and lists when columns stand in another order', () => {
    const turned = documentOf(votes, STATEMENTS.toReversed())
    const byNumber = (one: typeof picture) =>
      one.pernyataan.toSorted((a, b) => a.nomor - b.nomor).map(({ jauh: _, ...rest }) => rest)
    expect(byNumber(turned).map(({ semua }) => semua)).toEqual(
      byNumber(picture).map(({ semua }) => semua),
    )
    expect(new Set(turned.kelompok)).toEqual(new Set(picture.kelompok))
  })

  it('is the same when people have other names in the same order', () => {
    expect(documentOf(camps(30, 1_000))).toEqual(picture)
  })

  it('comes back from the text anybody downloads', () => {
    const text = writeCuplikan(snapshot(votes))
    const read = readCuplikan(text)
    if (!read.ok) throw new Error('refused')
    expect(writeCuplikan(read.value)).toBe(text)
    expect(documentOf(read.value.votes)).toEqual(picture)
    expect(readCuplikan(text.replace('suara,', 'swara,')).ok).toBe(false)
    expect(readCuplikan('lain').ok).toBe(false)
  })

  it('swaps agreement and disagreement when every vote is turned', () => {
    const turned = documentOf(votes.map((vote) => ({ ...vote, suara: -vote.suara as Suara })))
    expect(turned.mufakat).toEqual({ setuju: picture.mufakat.tidak, tidak: picture.mufakat.setuju })
    expect(turned.pernyataan.map(({ semua }) => [semua.tidak, semua.setuju])).toEqual(
      picture.pernyataan.map(({ semua }) => [semua.setuju, semua.tidak]),
    )
  })

  it('counts the last vote of a person', () => {
    const again: VotePilihan = { ...(votes[0] as VotePilihan), suara: 0 }
    const { matriks } = petaOf(snapshot([...votes, again]))
    expect(matriks.sel[0]).toBe(0)
  })

  it('tells nothing of a group that is too small', () => {
    const few = documentOf(camps(30).filter(({ orang }) => orang < 'o0033'))
    expect(few.kelompok.every((size) => size === null || size >= 5)).toBe(true)
    if (few.kelompok.length === 0) expect(few.titik).toEqual([])
  })
})

describe('the parts', () => {
  it('count whoever gave seven votes, fill up to fifteen, and keep who was in', () => {
    const counts = new Map(Array.from({ length: 30 }, (_, at) => [`p${at + 10}`, at < 20 ? 3 : 8]))
    expect(whoCounts(counts, 12)).toHaveLength(15)
    expect(whoCounts(counts, 12, ['p10'])).toContain('p10')
    expect(whoCounts(counts, 3)).toHaveLength(30)
  })

  it('have the values of their tests that a hand works out', () => {
    // By hand: (16/57 − 25/72) over the root of 41/129 · 88/129 · (1/57 + 1/72).
    expect(twoTest([15, 56], [24, 71])).toBeCloseTo(-0.80579, 5)
    expect(twoTest([5, 5], [9, 9])).toBe(0)
    expect(oneTest(0, 0)).toBe(1)
  })

  it('find the direction of a small scatter whatever way it points', () => {
    const silang = Float64Array.from([2, 1, 0, 1, 2, 0, 0, 0, 1])
    const { arah, kuat } = pcaOf({ pusat: new Float64Array(3), silang })
    for (const [at, wanted] of [Math.SQRT1_2, Math.SQRT1_2, 0].entries())
      expect(arah[0][at]).toBeCloseTo(wanted, 10)
    expect(kuat[0]).toBeCloseTo(3, 12)
  })

  it('measure how well points sit', () => {
    const points = Float64Array.from([0, 0, 0, 1, 9, 9, 9, 10])
    expect(silhouette(points, Int32Array.from([0, 0, 1, 1]))).toBeGreaterThan(0.9)
    expect(silhouette(points, Int32Array.from([0, 1, 0, 1]))).toBeLessThan(0)
  })

  it('change the number of groups only when another was best four times running', () => {
    let memory = smooth(null, 2)
    for (let time = 0; time < 3; time += 1) memory = smooth(memory, 3)
    expect(memory.k).toBe(2)
    expect(smooth(memory, 3).k).toBe(3)
    expect(smooth(smooth(memory, 2), 3).k).toBe(2)
  })

  it('name nothing that all hold where people are evenly split', () => {
    const even = [{ setuju: 10, tidak: 10, lihat: 20 }]
    expect(consensus(even, [false])).toEqual({ setuju: [], tidak: [] })
  })

  it('draw in proportion', () => {
    expect([0, 0.24, 0.26, 0.99].map((chance) => drawWeighted([1, 3], chance))).toEqual([
      0, 0, 1, 1,
    ])
    expect(drawWeighted([], 0.5)).toBe(-1)
  })
})

describe('a voter beside a picture that was made', () => {
  const numbers = Array.from({ length: 12 }, (_, at) => String(at + 1))
  /** More people than base clusters, and a statement that was taken out. */
  const made = { ...snapshot(camps(130), numbers), keluar: ['3'] }
  const peta = petaOf(made)
  const tempat = tempatOf(peta)
  const votesOf = (orang: string) =>
    new Map(
      made.votes.flatMap((one) =>
        one.orang === orang ? [[one.pernyataan, one.suara] as const] : [],
      ),
    )

  it('is in the group the picture itself found for the same votes', () => {
    const groups = new Set<number>()
    for (const row of peta.baris) {
      const found = groupOf(tempat, votesOf(peta.matriks.orang[row] ?? ''))
      expect([row, found]).toEqual([row, peta.milik[row]])
      if (found !== undefined) groups.add(found)
    }
    expect(groups.size).toBeGreaterThanOrEqual(2)
  })

  it('moves to the other group with the other votes, and is in none with too few', () => {
    const own = votesOf('o0000')
    const turned = new Map(
      [...own].map(([nomor, suara]) => [nomor, (Number(nomor) <= 5 ? -suara : suara) as Suara]),
    )
    expect(groupOf(tempat, turned)).not.toBe(groupOf(tempat, own))
    expect(groupOf(tempat, new Map([...own].slice(0, 3)))).toBeUndefined()
    // A statement that came after the picture places nobody.
    expect(groupOf(tempat, new Map([...own, ['99', -1 as Suara]]))).toBe(groupOf(tempat, own))
  })

  it('is a line without a name, with the sign of a group that is large enough', () => {
    const rows = [...voteRows(made, signsOf(peta.milik, { kelompok: [130, null] }))]
    expect(rows).toHaveLength(peta.matriks.orang.length)
    const known = new Set(rows.map(({ kelompok }) => kelompok))
    expect(known).toEqual(new Set(['A', '-']))
    for (const [at, row] of rows.entries()) {
      expect(row.suara).toEqual(votesOf(peta.matriks.orang[at] ?? ''))
      expect(row.kelompok === 'A').toBe(peta.milik[at] === 0)
    }
    expect([...voteRows(made, null)].every(({ kelompok }) => kelompok === '-')).toBe(true)
  })
})
