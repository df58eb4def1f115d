import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Matriks, matriksOf, type Suara, type VotePilihan, withoutKeluar } from './matriks.ts'
import { extremities, pcaOf, projectPeople, projectStatements, scatterOf } from './pca.ts'
import {
  bridge,
  consensus,
  countVotes,
  type Mufakat,
  priority,
  representatives,
  sumCounts,
  type Wakil,
} from './wakil.ts'

const SHARED = '/work/shared/data/participation/polis'
const near = (got: number, wanted: number) =>
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
const expectNear = (got: readonly number[], wanted: readonly number[]) => {
  expect(got).toHaveLength(wanted.length)
  for (const [at, one] of got.entries()) near(one, wanted[at] ?? Number.NaN)
}
const read = (path: string) => JSON.parse(readFileSync(`${SHARED}/${path}`, 'utf8'))
const lines = (path: string) =>
  readFileSync(`${SHARED}/${path}`, 'utf8').trim().split('\n').slice(1)
const dot = (a: readonly number[], b: ArrayLike<number>) =>
  a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)

const isThere = existsSync(SHARED)
if (!isThere) process.stderr.write('/work/shared is missing, the Polis data is skipped.\n')

type Listed = Readonly<Record<string, number | string>>

function expectRepresentatives(
  got: readonly Wakil[],
  wanted: readonly Listed[],
  ids: readonly string[],
  mark: string,
) {
  expect(got.map(({ pernyataan }) => ids[pernyataan])).toEqual(wanted.map(({ tid }) => String(tid)))
  for (const [at, row] of wanted.entries()) {
    const one = got[at] as Wakil
    expect(one.arah).toBe(row[`repful${mark}for`] === 'agree' ? 'setuju' : 'tidak')
    expect([one.berhasil, one.dari]).toEqual([row[`n${mark}success`], row[`n${mark}trials`]])
    near(one.p, Number(row[`p${mark}success`]))
    near(one.pUji, Number(row[`p${mark}test`]))
    near(one.r, Number(row.repness))
    // The golden files give this one to seven decimals.
    const wantedTest = Number(row[`repness${mark}test`])
    if (mark === '-') expect(Math.abs(one.rUji - wantedTest)).toBeLessThanOrEqual(1e-6)
    else near(one.rUji, wantedTest)
  }
}

function expectConsensus(
  got: readonly Mufakat[],
  wanted: readonly Listed[],
  ids: readonly string[],
  mark: string,
) {
  expect(got.map(({ pernyataan }) => ids[pernyataan])).toEqual(wanted.map(({ tid }) => String(tid)))
  for (const [at, row] of wanted.entries()) {
    near(got[at]?.p ?? 0, Number(row[`p${mark}success`]))
    near(got[at]?.pUji ?? 0, Number(row[`p${mark}test`]))
  }
}

const wholeOf = (matriks: Matriks) =>
  countVotes(matriks, new Int32Array(matriks.orang.length), 1)[0] ?? []

describe.skipIf(!isThere)(
  'golden conversations, given who is in which group (skipped without /work/shared)',
  () => {
    const load = (name: string) => {
      const math = read(`golden/${name}/math-pca2.json`)
      const votes = lines(`golden/${name}/votes.csv`)
        .map((line) => line.split(','))
        .toSorted((a, b) => Number(a[3]) - Number(b[3]))
        .map(
          ([orang = '', pernyataan = '', suara]): VotePilihan => ({
            orang,
            pernyataan,
            suara: Number(suara) as Suara,
          }),
        )
      const ids: string[] = math.tids.map(String)
      const orang = [...new Set(votes.map((vote) => vote.orang))]
      const matriks = matriksOf(votes, {
        orang,
        pernyataan: ids,
        keluar: math['mod-out'].map(String),
      })
      const members = new Map<number, string[]>(
        math['base-clusters'].id.map((id: number, at: number) => [
          id,
          math['base-clusters'].members[at].map(String),
        ]),
      )
      const groups: { id: number; members: number[] }[] = math['group-clusters']
      const groupOf = new Map(
        groups.flatMap((group, at) =>
          group.members.flatMap((base) => (members.get(base) ?? []).map((id) => [id, at] as const)),
        ),
      )
      const milik = Int32Array.from(matriks.orang.map((id) => groupOf.get(id) ?? -1))
      return {
        math,
        ids,
        matriks,
        members,
        groups,
        counts: countVotes(matriks, milik, groups.length),
      }
    }

    const FIXTURES = ['below-100-ptpts', '25ptpt-3gp-no-strict-with-meta', 'above-100-ptpts']

    it.each(FIXTURES)('%s: means, directions and where everything stands', (name) => {
      const { math, ids, matriks, members } = load(name)
      const clean = withoutKeluar(matriks)
      const pca = pcaOf(scatterOf(clean))
      for (const j of ids.keys()) near(pca.pusat[j] ?? 0, -math.pca.center[j])
      const points = projectStatements(pca)
      const far = extremities(points)
      const people = projectPeople(clean, pca)
      const rowOf = new Map(matriks.orang.map((id, row) => [id, row]))
      const meanOf = (own: readonly string[], c: number) =>
        own.reduce((sum, one) => sum + (people[2 * (rowOf.get(one) ?? 0) + c] ?? 0), 0) / own.length
      for (const [c, axis] of (['x', 'y'] as const).entries()) {
        const cosine = dot(math.pca.comps[c], pca.arah[c] ?? [])
        near(Math.abs(cosine), 1)
        // The server's sign of a vote is the other one.
        const sign = -Math.sign(cosine)
        const places = ids.map((_, j) => (points[2 * j + c] ?? 0) * sign)
        expectNear(places, math.pca['comment-projection'][c])
        const { id: bases, [axis]: wanted } = math['base-clusters']
        const means = bases.map((id: number) => meanOf(members.get(id) ?? [], c) * sign)
        expectNear(means, wanted)
      }
      for (const j of ids.keys()) near(far[j] ?? 0, math.pca['comment-extremity'][j])
    })

    it.each(FIXTURES)('%s: counts, bridges and priorities', (name) => {
      const { math, ids, matriks, groups, counts } = load(name)
      const far = extremities(projectStatements(pcaOf(scatterOf(withoutKeluar(matriks)))))
      const meta = new Set<string>(math['meta-tids'].map(String))
      for (const [j, id] of ids.entries()) {
        const column = counts.map((own) => own[j] ?? { setuju: 0, tidak: 0, lihat: 0 })
        const wanted = groups.map((group) => math['group-votes'][group.id].votes[id])
        expect(column).toEqual(wanted.map(({ A, D, S }) => ({ setuju: A, tidak: D, lihat: S })))
        near(bridge(column).hasilKali, math['group-aware-consensus'][id])
        const weight = priority(sumCounts(column), far[j] ?? 0, meta.has(id))
        near(weight, math['comment-priorities'][id])
      }
    })

    it.each(FIXTURES)('%s: what stands for groups, and what all hold', (name) => {
      const { math, ids, matriks, groups, counts } = load(name)
      for (const [at, group] of groups.entries())
        expectRepresentatives(
          representatives(counts, at, matriks.isKeluar),
          math.repness[group.id],
          ids,
          '-',
        )
      const { setuju, tidak } = consensus(wholeOf(matriks), matriks.isKeluar)
      expectConsensus(setuju, math.consensus.agree, ids, '-')
      expectConsensus(tidak, math.consensus.disagree, ids, '-')
    })
  },
)

const CONVERSATIONS = [
  '15-per-hour-seattle',
  'bg2050-volunteers',
  'london.youth.policing',
  'scoop-hivemind.taxes',
  'vtaiwan.uberx',
]

describe.skipIf(!isThere)(
  'open conversations, given the published groups (skipped without /work/shared)',
  () => {
    it.each(CONVERSATIONS)('%s: counts, bridges, lists, means and directions', (name) => {
      const wanted = read(`expected/opendata.${name}.json`)
      const votes = lines(`opendata/${name}/votes.csv`).map(
        (line): VotePilihan & { at: number } => {
          const [at, , pernyataan = '', orang = '', suara] = line.split(',')
          return { at: Number(at), orang, pernyataan, suara: Number(suara) as Suara }
        },
      )
      const people = groupsOf(name)
      const ids = Object.keys(wanted.per_comment)
      const out = Array.isArray(wanted.counts.mod_out) ? wanted.counts.mod_out : moderatedOut(name)
      const inOrder = votes.toSorted((a, b) => a.at - b.at)
      const matriks = matriksOf(inOrder, {
        orang: [...people.keys()],
        pernyataan: ids,
        keluar: out.map(String),
      })
      const milik = Int32Array.from(matriks.orang.map((id) => people.get(id) ?? -1))
      const counts = countVotes(matriks, milik, wanted.published.groups)
      const whole = wholeOf(matriks)
      for (const [j, id] of ids.entries()) {
        const row = wanted.per_comment[id]
        const { setuju, tidak, lihat } = whole[j] ?? { setuju: 0, tidak: 0, lihat: 0 }
        expect([setuju, tidak, lihat - setuju - tidak]).toEqual([
          row.last_agree,
          row.last_disagree,
          row.last_pass,
        ])
        for (const [group, own] of counts.entries())
          expect([own[j]?.setuju, own[j]?.tidak, own[j]?.lihat]).toEqual(
            row.group_votes_A_D_S[group],
          )
        near(
          bridge(counts.map((own) => own[j] ?? { setuju: 0, tidak: 0, lihat: 0 })).hasilKali,
          row.group_informed_consensus,
        )
      }
      for (const [group] of counts.entries())
        expectRepresentatives(
          representatives(counts, group, matriks.isKeluar),
          wanted.representative[group],
          ids,
          '_',
        )
      const { setuju, tidak } = consensus(whole, matriks.isKeluar)
      expectConsensus(setuju, wanted.consensus.agree, ids, '_')
      expectConsensus(tidak, wanted.consensus.disagree, ids, '_')
      const pca = pcaOf(scatterOf(withoutKeluar(matriks)))
      const { center, comp1, comp2, singular_values, tids } = wanted.pca
      const columns = tids.map((tid: number) => ids.indexOf(String(tid)))
      for (const [at, j] of columns.entries()) {
        near(pca.pusat[j] ?? 0, center[at])
        near(pca.arah[0][j] ?? 0, comp1[at])
        near(pca.arah[1][j] ?? 0, comp2[at])
      }
      near(Math.sqrt(pca.kuat[0]), singular_values[0])
      near(Math.sqrt(pca.kuat[1]), singular_values[1])
    })
  },
)

/** Published group of everybody; −1 of none. */
function groupsOf(name: string): ReadonlyMap<string, number> {
  const path = `opendata/${name}/participants-votes.csv`
  const [head = ''] = readFileSync(`${SHARED}/${path}`, 'utf8').split('\n')
  const column = head.split(',').indexOf('group-id')
  return new Map(
    lines(path).map((line) => {
      const cells = line.split(',')
      const group = cells[column] ?? ''
      return [cells[0] ?? '', group === '' ? -1 : Number(group)]
    }),
  )
}

function moderatedOut(name: string): readonly string[] {
  const [head = ''] = readFileSync(`${SHARED}/opendata/${name}/comments.csv`, 'utf8').split('\n')
  const column = head.trim().split(',').indexOf('moderated')
  const id = head.trim().split(',').indexOf('comment-id')
  return lines(`opendata/${name}/comments.csv`).flatMap((line) => {
    const cells = line.split(',')
    return cells[column] === '-1' ? [cells[id] ?? ''] : []
  })
}
