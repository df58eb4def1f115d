import { isRanked, pabulibName } from './counting/rule.ts'
import { type PbFile, writePb } from './pabulib.ts'
import { LOT_KEY, RULE_KEY } from './pb-election.ts'
import type { Pilihan, Pungutan } from './pungutan.ts'
import type { Suara } from './suara.ts'

const VOTE_TYPES = { setuju: 'approval', poin: 'cumulative', peringkat: 'ordinal' } as const

export type Ekspor = Readonly<{
  pungutan: Pungutan
  daftar: readonly Pilihan[]
  suara: readonly Suara[]
  lot: readonly string[]
  /** Canonical JSON of the rule. */
  ruleJson: string
  place: Readonly<{ region: string; electorate: string }>
  hours: Readonly<{ buka: string; tutup: string }>
}>

/**
 * The export that everything is counted from, in the Pabulib format. Ballots are sorted by what they say, so that
 * the same ballots give the same bytes and their order tells nothing.
 */
export function writeExport({
  pungutan,
  daftar,
  suara,
  lot,
  ruleJson,
  place,
  hours,
}: Ekspor): string {
  const { anggaran, kursi, jenis, aturan } = pungutan
  const file: PbFile = {
    meta: {
      description: pungutan.judul,
      country: 'Indonesia',
      unit: place.region,
      district: place.electorate,
      instance: pungutan.nomor,
      num_projects: String(daftar.length),
      num_votes: String(suara.length),
      // Without money every option costs one place.
      budget: anggaran === null ? String(kursi) : rupiah(anggaran),
      vote_type: VOTE_TYPES[jenis],
      rule: pabulibName(aturan),
      date_begin: hours.buka,
      date_end: hours.tutup,
      max_length: String(pungutan.palingBanyak),
      ...(jenis === 'poin' ? { max_sum_points: String(pungutan.jumlahPoin) } : {}),
      ...(pungutan.isBatasAnggaran ? { max_sum_cost: rupiah(anggaran ?? 0n) } : {}),
      ...('threshold' in aturan && aturan.threshold > 0
        ? { min_project_score_threshold: String(aturan.threshold) }
        : {}),
      language: 'id',
      currency: anggaran === null || isRanked(aturan) ? '' : 'IDR',
      [RULE_KEY]: ruleJson,
      [LOT_KEY]: lot.join(','),
    },
    projects: daftar.map(({ kode, biaya, nama, tempat, usulan }) => ({
      project_id: kode,
      cost: anggaran === null ? '1' : rupiah(biaya ?? 0n),
      name: nama,
      ...(tempat === '' ? {} : { location: tempat }),
      ...(usulan === null ? {} : { proposal: usulan }),
    })),
    votes: suara
      .map(({ pilihan, poin }) => ({ vote: pilihan.join(','), points: poin.join(',') }))
      .toSorted((a, b) => order(a.vote, b.vote) || order(a.points, b.points))
      .map(({ vote, points }, at) => ({
        voter_id: String(at + 1),
        vote,
        ...(jenis === 'poin' ? { points } : {}),
      })),
  }
  return writePb(file)
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** `1500000`, `1500000.50`. */
function rupiah(sen: bigint): string {
  const rest = sen % 100n
  return rest === 0n ? String(sen / 100n) : `${sen / 100n}.${String(rest).padStart(2, '0')}`
}
