import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Aturan } from '../domain/aturan.ts'
import { type DokumenSkor, dokumenOf } from '../domain/dokumen.ts'
import type { Kuesioner } from '../domain/kuesioner.ts'
import { type BelumCukup, nilaiOf, type Skor } from '../domain/nilai.ts'
import {
  addQuarters,
  type Periode,
  parsePeriode,
  periodeKode,
  periodeOf,
  quarterOf,
  quartersOf,
} from '../domain/periode.ts'
import { sasaranOf } from '../domain/sampel.ts'
import type { Pokok, Sisi } from '../domain/sisi.ts'
import { addTally, NOL, type Tally } from '../domain/tally.ts'
import { findLayanan, listLayanan } from '../store/layanan-store.ts'
import { listQuarters, listRekap, listRekapWithin, type RekapOf } from '../store/rekap-store.ts'
import { findTerbitan, listPublished } from '../store/terbitan-store.ts'

/** The score of one thing in one period, as it may be shown. */
export type SkorView = Readonly<{
  pokok: Pokok
  periode: Periode
  aturan: Aturan
  kuesioner: Kuesioner
  unitNama: string
  layananNama: string
  tally: Tally
  sasaran: number
  /** What there is to show; published where `terbit` says when. */
  nilai: Readonly<{ kind: 'skor'; dokumen: DokumenSkor }> | BelumCukup
  terbit: Readonly<{ id: string; at: Date }> | undefined
}>

/** Read one score: the published one where there is one, else what the counters say now. */
export async function loadSkor(
  deps: Deps,
  tx: Tx,
  { pokok, periode }: Readonly<{ pokok: Pokok; periode: Periode }>,
): Promise<SkorView> {
  const masa = quartersOf(periode)
  const kode = periodeKode(periode)
  const aturan = deps.rules.aturanAt(masa.sampai)
  const names = await namesOf(deps, tx, pokok)
  const quarters = await listQuarters(tx, pokok, masa)
  const tally = quarters.reduce((sum, quarter) => addTally(sum, quarter.tally), NOL)
  const sasaran = sasaranOf(tally.diundang, aturan)
  const view = {
    pokok,
    periode,
    aturan,
    kuesioner: deps.rules.kuesionerAt(masa.sampai),
    ...names,
    tally,
    sasaran,
  }
  const published = await findTerbitan(tx, pokok, kode)
  if (published !== undefined)
    return {
      ...view,
      nilai: { kind: 'skor', dokumen: published.dokumen },
      terbit: { id: published.id, at: published.terbitAt },
    }
  const skor = nilaiOf(tally, aturan)
  if (skor.kind === 'belum-cukup') return { ...view, nilai: skor, terbit: undefined }
  const dokumen = dokumenOf({
    ...view,
    periode: kode,
    skor,
    // Who answered is told once the period is over: before, each answer would tell its giver's age.
    susunan: new Map(),
    selMinimum: aturan.selMinimum,
  })
  return { ...view, nilai: { kind: 'skor', dokumen }, terbit: undefined }
}

async function namesOf(
  { reference }: Deps,
  tx: Tx,
  { unitKode, layananKode }: Pokok,
): Promise<Readonly<{ unitNama: string; layananNama: string }>> {
  const layanan = layananKode === '' ? undefined : await findLayanan(tx, layananKode)
  return {
    unitNama: reference.findUnit(unitKode)?.nama ?? unitKode,
    layananNama: layanan?.nama ?? layananKode,
  }
}

/** One line of a table of scores. */
export type SkorBaris = Readonly<{
  pokok: Pokok
  nama: string
  tally: Tally
  nilai: Skor | BelumCukup
}>

/** Scores of all units, or of all services; or within one of them. */
export async function listSkor(
  deps: Deps,
  tx: Tx,
  question: Readonly<{
    periode: Periode
    sisi: Exclude<Sisi, 'daerah'>
    within?: Readonly<{ unitKode: string } | { layananKode: string }>
  }>,
): Promise<readonly SkorBaris[]> {
  const { sisi, within } = question
  const masa = quartersOf(question.periode)
  const rekap =
    within === undefined ? await listRekap(tx, sisi, masa) : await listRekapWithin(tx, within, masa)
  const layanan = new Map((await listLayanan(tx)).map(({ kode, nama }) => [kode, nama]))
  const aturan = deps.rules.aturanAt(masa.sampai)
  const nameOf = ({ unitKode, layananKode }: RekapOf) =>
    sisi === 'unit' || (within !== undefined && 'layananKode' in within)
      ? (deps.reference.findUnit(unitKode)?.nama ?? unitKode)
      : (layanan.get(layananKode) ?? layananKode)
  return inOrder(
    rekap.map((row) => ({
      pokok: { sisi, unitKode: row.unitKode, layananKode: row.layananKode },
      nama: nameOf(row),
      tally: row.tally,
      nilai: nilaiOf(row.tally, aturan),
    })),
  )
}

/** Lowest score first, for that needs mending most; those without a score after them, by name. */
function inOrder(rows: readonly SkorBaris[]): readonly SkorBaris[] {
  const rank = ({ nilai }: SkorBaris) => (nilai.kind === 'skor' ? nilai.indeks : 100_000)
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.nama.localeCompare(b.nama, 'id'))
}

export type TrendPoint = Readonly<{ periode: Periode; nilai: Skor | BelumCukup }>

const TREND_QUARTERS = 8

/** The last two years quarter by quarter, up to the end of a period. */
export async function loadTrend(
  { rules }: Deps,
  tx: Tx,
  { pokok, periode }: Readonly<{ pokok: Pokok; periode: Periode }>,
): Promise<readonly TrendPoint[]> {
  const { sampai } = quartersOf(periode)
  const masa = { dari: addQuarters(sampai, 1 - TREND_QUARTERS), sampai }
  const found = await listQuarters(tx, pokok, masa)
  return found.map(({ triwulan, tally }) => ({
    periode: periodeOf(triwulan),
    nilai: nilaiOf(tally, rules.aturanAt(triwulan)),
  }))
}

const PERIODS_SHOWN = 12

/** Periods to choose from, newest first: those that run, then those that are published. */
export async function listPeriode({ kit }: Deps, tx: Tx): Promise<readonly Periode[]> {
  const now = periodeOf(quarterOf(kit.today()))
  const published = await listPublished(tx, PERIODS_SHOWN)
  return [now, { tahun: now.tahun, triwulan: undefined }, ...published.flatMap(parsed)]
}

function parsed(kode: string): readonly Periode[] {
  const periode = parsePeriode(kode)
  return periode === undefined ? [] : [periode]
}
