import { type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import type { BarisIsi } from './baris.ts'
import { isCoded, type JenisDokumen, SUMBER_USULAN } from './dokumen.ts'
import { groupRows } from './kelompok.ts'
import type { Indikator, Simpul } from './simpul.ts'

export type KodePeriksa =
  | 'KOSONG'
  | 'PROGRAM_TANPA_RENSTRA'
  | 'PROGRAM_DI_LUAR_RPJMD'
  | 'PAGU_RENSTRA_LEBIH'
  | 'PAGU_ANAK_LEBIH'
  | 'PAGU_RKPD_LEBIH'
  | 'SUB_DI_LUAR_RENCANA'
  | 'SASARAN_TANPA_INDIKATOR'
  | 'SASARAN_TANPA_DUKUNGAN'
  | 'TARGET_TIDAK_LENGKAP'
  | 'TARGET_BERLAWANAN'
  | 'USULAN_TANPA_BARIS'
  | 'BARIS_TANPA_USULAN'
  | 'KODE_TIDAK_BERLAKU'

export type Akibat = 'tahan' | 'ingatkan' | 'mati'

/** What a check does, from a year on: data of the region. */
export type AturanPeriksa = Readonly<{ kode: KodePeriksa; tahunMulai: number; akibat: Akibat }>

/** Where something does not fit, and the figures that say so. */
export type Temuan = Readonly<{
  kode: KodePeriksa
  akibat: Exclude<Akibat, 'mati'>
  tempat: Readonly<{ jenis: 'dokumen' | 'simpul' | 'baris' | 'usulan'; id: string }>
  /** Words of the node, line or proposal. */
  judul: string
  skpdId?: number | null
  tahun?: number
  /** What is planned, against `batas`, what it may be. */
  jumlah?: Sen
  batas?: Sen
}>
type Found = Omit<Temuan, 'akibat' | 'kode'>

export type CheckedBaris = BarisIsi & Readonly<{ id: string; usulan: readonly unknown[] }>
export type CheckedUsulan = Readonly<{
  id: string
  nomor: string
  judul: string
  skpdId: number
  barisIds: readonly string[]
}>

/** A document beside those it must agree with. */
export type Model = Readonly<{
  jenis: JenisDokumen
  skpdId: number | null
  years: readonly number[]
  /** Own tree; empty for RKPD and Renja. */
  simpul: readonly Simpul[]
  /** Tree of the RPJMD above; the same as `simpul` for an RPJMD. */
  rpjmd: readonly Simpul[]
  /** Newest Renstra of each SKPD. */
  renstra: readonly Readonly<{ skpdId: number; simpul: readonly Simpul[] }>[]
  /** Lines of this RKPD, or of the SKPD's part of it for a Renja. */
  baris: readonly CheckedBaris[]
  /** Accepted proposals of the year, of the SKPD for a Renja. */
  usulan: readonly CheckedUsulan[]
  isBerlaku: (nomenklaturId: number, tahun: number) => boolean
}>

type Check = Readonly<{
  kode: KodePeriksa
  untuk: readonly JenisDokumen[]
  find: (model: Model) => readonly Found[]
}>

const TREES: readonly JenisDokumen[] = ['rpjmd', 'renstra']
const LINES: readonly JenisDokumen[] = ['rkpd', 'renja']

/** Every rule between the levels of planning: what it looks at, and for which documents. */
const CHECKS: readonly Check[] = [
  { kode: 'KOSONG', untuk: [...TREES, ...LINES], find: findEmpty },
  { kode: 'KODE_TIDAK_BERLAKU', untuk: [...TREES, ...LINES], find: findLapsedCodes },
  { kode: 'SASARAN_TANPA_INDIKATOR', untuk: TREES, find: findUnmeasured },
  { kode: 'TARGET_TIDAK_LENGKAP', untuk: TREES, find: findMissingTargets },
  { kode: 'TARGET_BERLAWANAN', untuk: TREES, find: findOpposedTargets },
  { kode: 'SASARAN_TANPA_DUKUNGAN', untuk: TREES, find: findUnserved },
  { kode: 'PAGU_ANAK_LEBIH', untuk: TREES, find: findCrowdedCeilings },
  { kode: 'PROGRAM_TANPA_RENSTRA', untuk: ['rpjmd'], find: findUnplannedPrograms },
  { kode: 'PROGRAM_DI_LUAR_RPJMD', untuk: ['renstra'], find: findStrayPrograms },
  { kode: 'PAGU_RENSTRA_LEBIH', untuk: ['renstra'], find: findProgramsAbove },
  { kode: 'SUB_DI_LUAR_RENCANA', untuk: LINES, find: findStrayLines },
  { kode: 'PAGU_RKPD_LEBIH', untuk: LINES, find: findLinesAbove },
  { kode: 'BARIS_TANPA_USULAN', untuk: LINES, find: findLinesWithoutUsulan },
  { kode: 'USULAN_TANPA_BARIS', untuk: LINES, find: findLostUsulan },
]

/**
 * Hold a document against the levels above, below and beside it.
 *
 * @param rules what each check does from which year; a check without a rule holds
 * @returns what does not fit, what holds a submission first
 */
export function checkDokumen(model: Model, rules: readonly AturanPeriksa[]): readonly Temuan[] {
  const tahun = model.years[0] ?? 0
  const found = CHECKS.filter(({ untuk }) => untuk.includes(model.jenis)).flatMap(
    ({ kode, find }) => {
      const akibat = effectOf(rules, kode, tahun)
      return akibat === 'mati' ? [] : find(model).map((one) => ({ ...one, kode, akibat }))
    },
  )
  return [
    ...found.filter(({ akibat }) => akibat === 'tahan'),
    ...found.filter(({ akibat }) => akibat === 'ingatkan'),
  ]
}

function effectOf(rules: readonly AturanPeriksa[], kode: KodePeriksa, tahun: number): Akibat {
  const inForce = rules
    .filter((rule) => rule.kode === kode && rule.tahunMulai <= tahun)
    .toSorted((a, b) => b.tahunMulai - a.tahunMulai)[0]
  return inForce?.akibat ?? 'tahan'
}

const atSimpul = ({ id, uraian, skpdId }: Simpul): Found => ({
  tempat: { jenis: 'simpul', id },
  judul: uraian,
  skpdId,
})
const atBaris = ({ id, uraian, skpdId }: CheckedBaris): Found => ({
  tempat: { jenis: 'baris', id },
  judul: uraian,
  skpdId,
})

function findEmpty({ jenis, simpul, baris }: Model): readonly Found[] {
  const isEmpty = TREES.includes(jenis) ? simpul.length === 0 : baris.length === 0
  return isEmpty ? [{ tempat: { jenis: 'dokumen', id: '' }, judul: '' }] : []
}

function findLapsedCodes({ simpul, baris, years, isBerlaku }: Model): readonly Found[] {
  const nodes = simpul.flatMap((node) => {
    const { nomenklaturId } = node
    const tahun =
      nomenklaturId === null ? undefined : years.find((year) => !isBerlaku(nomenklaturId, year))
    return tahun === undefined ? [] : [{ ...atSimpul(node), tahun }]
  })
  const lines = baris.flatMap((line) => {
    const tahun = years.find((year) => !isBerlaku(line.subKegiatanId, year))
    return tahun === undefined ? [] : [{ ...atBaris(line), tahun }]
  })
  return [...nodes, ...lines]
}

function findUnmeasured({ simpul }: Model): readonly Found[] {
  return simpul
    .filter(({ jenis, indikator }) => jenis === 'sasaran' && indikator.length === 0)
    .map(atSimpul)
}

function findMissingTargets({ simpul, years }: Model): readonly Found[] {
  return eachIndikator(simpul, (indikator) =>
    years.find((year) => indikator.target.get(year) === undefined),
  )
}

/** Targets that go back without a word of why. */
function findOpposedTargets({ simpul }: Model): readonly Found[] {
  return eachIndikator(simpul, firstOpposed)
}

/** @returns the first year whose target is worse than the one before, when nothing explains it */
export function firstOpposed({
  target,
  arah,
  penjelasan,
}: Pick<Indikator, 'target' | 'arah' | 'penjelasan'>): number | undefined {
  if (penjelasan !== '') return undefined
  const inOrder = [...target].toSorted(([a], [b]) => a - b)
  return inOrder.find(([, value], at) => {
    const before = inOrder[at - 1]?.[1] ?? value
    return arah === 'naik' ? value < before : value > before
  })?.[0]
}

function eachIndikator(
  simpul: readonly Simpul[],
  wrongYear: (indikator: Indikator) => number | undefined,
): readonly Found[] {
  return simpul.flatMap((node) =>
    node.indikator.flatMap((indikator) => {
      const tahun = wrongYear(indikator)
      return tahun === undefined ? [] : [{ ...atSimpul(node), judul: indikator.nama, tahun }]
    }),
  )
}

/** A sasaran of the region nobody serves; in a Renstra, a tujuan that serves none. */
function findUnserved({ jenis, simpul, renstra, rpjmd }: Model): readonly Found[] {
  if (jenis === 'rpjmd') {
    const served = new Set(
      renstra.flatMap((one) => one.simpul.map(({ mendukungId }) => mendukungId)),
    )
    return simpul.filter((node) => node.jenis === 'sasaran' && !served.has(node.id)).map(atSimpul)
  }
  const goals = new Set(rpjmd.filter((node) => node.jenis === 'sasaran').map(({ id }) => id))
  return simpul
    .filter((node) => node.jenis === 'tujuan' && !goals.has(node.mendukungId ?? ''))
    .map(atSimpul)
}

function findCrowdedCeilings({ simpul, years }: Model): readonly Found[] {
  const children = groupRows(simpul, ({ indukId }) => indukId)
  return simpul
    .filter(({ jenis }) => isCoded(jenis))
    .flatMap((node) =>
      years.flatMap((tahun) => {
        const jumlah = sumOf(children.get(node.id) ?? [], tahun)
        const batas = node.pagu.get(tahun) ?? ZERO_SEN
        return jumlah > batas ? [{ ...atSimpul(node), tahun, jumlah, batas }] : []
      }),
    )
}

function sumOf(nodes: readonly Simpul[], tahun: number): Sen {
  return sumSen(nodes.map(({ pagu }) => pagu.get(tahun) ?? ZERO_SEN))
}

const programsOf = (simpul: readonly Simpul[]) => simpul.filter(({ jenis }) => jenis === 'program')
const pairOf = (skpdId: number | null, kodeId: number | null) => `${skpdId} ${kodeId}`

function findUnplannedPrograms({ simpul, renstra }: Model): readonly Found[] {
  const planned = new Set(
    renstra.flatMap(({ skpdId, simpul: nodes }) =>
      programsOf(nodes).map(({ nomenklaturId }) => pairOf(skpdId, nomenklaturId)),
    ),
  )
  return programsOf(simpul)
    .filter(({ skpdId, nomenklaturId }) => !planned.has(pairOf(skpdId, nomenklaturId)))
    .map(atSimpul)
}

function regionPrograms(rpjmd: readonly Simpul[]): ReadonlyMap<string, readonly Simpul[]> {
  return groupRows(programsOf(rpjmd), ({ skpdId, nomenklaturId }) => pairOf(skpdId, nomenklaturId))
}

function findStrayPrograms({ simpul, rpjmd, skpdId }: Model): readonly Found[] {
  const known = regionPrograms(rpjmd)
  return programsOf(simpul)
    .filter(({ nomenklaturId }) => !known.has(pairOf(skpdId, nomenklaturId)))
    .map(atSimpul)
}

function findProgramsAbove({ simpul, rpjmd, skpdId, years }: Model): readonly Found[] {
  const known = regionPrograms(rpjmd)
  const own = groupRows(programsOf(simpul), ({ nomenklaturId }) => pairOf(skpdId, nomenklaturId))
  return [...own].flatMap(([pair, nodes]) => {
    const above = known.get(pair)
    const [first] = nodes
    if (above === undefined || first === undefined) return []
    return years.flatMap((tahun) => {
      const [jumlah, batas] = [sumOf(nodes, tahun), sumOf(above, tahun)]
      return jumlah > batas ? [{ ...atSimpul(first), tahun, jumlah, batas }] : []
    })
  })
}

function renstraSubs({ renstra }: Model): ReadonlyMap<string, readonly Simpul[]> {
  const all = renstra.flatMap(({ skpdId, simpul }) =>
    simpul
      .filter(({ jenis }) => jenis === 'sub_kegiatan')
      .map((node) => [pairOf(skpdId, node.nomenklaturId), node] as const),
  )
  const grouped = groupRows(all, ([pair]) => pair)
  return new Map([...grouped].map(([pair, list]) => [pair, list.map(([, node]) => node)]))
}

function findStrayLines(model: Model): readonly Found[] {
  const subs = renstraSubs(model)
  return model.baris
    .filter(({ skpdId, subKegiatanId }) => !subs.has(pairOf(skpdId, subKegiatanId)))
    .map(atBaris)
}

function findLinesAbove(model: Model): readonly Found[] {
  const subs = renstraSubs(model)
  const tahun = model.years[0] ?? 0
  const grouped = groupRows(model.baris, ({ skpdId, subKegiatanId }) =>
    pairOf(skpdId, subKegiatanId),
  )
  return [...grouped].flatMap(([pair, lines]) => {
    const above = subs.get(pair)
    const [first] = lines
    if (above === undefined || first === undefined) return []
    const [jumlah, batas] = [sumSen(lines.map(({ pagu }) => pagu)), sumOf(above, tahun)]
    return jumlah > batas ? [{ ...atBaris(first), tahun, jumlah, batas }] : []
  })
}

function findLinesWithoutUsulan({ baris }: Model): readonly Found[] {
  return baris
    .filter(({ sumber, usulan }) => SUMBER_USULAN.includes(sumber) && usulan.length === 0)
    .map(atBaris)
}

function findLostUsulan({ baris, usulan }: Model): readonly Found[] {
  const lines = new Set(baris.map(({ id }) => id))
  return usulan
    .filter(({ barisIds }) => !barisIds.some((id) => lines.has(id)))
    .map(({ nomor, judul, skpdId }) => ({
      tempat: { jenis: 'usulan' as const, id: nomor },
      judul: `${nomor} ${judul}`,
      skpdId,
    }))
}
