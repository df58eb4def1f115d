import type { Aturan } from './aturan.ts'
import { klasterPer, type MarginSurvei, type Penimbangan } from './bobot-survei.ts'
import { hasilOf, type SoalHasil, weightNotes } from './hasil.ts'
import type { Isian } from './soal.ts'
import type { Survei } from './survei.ts'
import { hideCells } from './tutup-sel.ts'

/** Answers of a stratum; null stands for too few to be told. */
export type StrataHasil = Readonly<{
  kode: string
  nama: string
  populasi: number
  diundang: number
  menjawab: number | null
}>

/**
 * A published result: what everybody may read of it, and what its digest in the public log is over. Whole
 * numbers and texts only; shares in hundredths of a per cent, weights and means in hundredths.
 */
export type DokumenSurvei = Readonly<{
  format: 'pendopo.survei/1'
  kode: string
  judul: string
  tujuan: string
  unitKode: string
  unitNama: string
  jenis: Survei['jenis']
  dibuka: string
  ditutup: string
  menjawab: number
  kertas: number
  diundang: number
  populasi: number | null
  strata: readonly StrataHasil[]
  bobot:
    | (Pick<Penimbangan, 'cara' | 'putaran' | 'dipangkas' | 'tanpaMargin'> &
        ReturnType<typeof weightNotes>)
    | null
  margin: readonly MarginSurvei[]
  /** How many were asked together, and by what they are told apart; of older results there is none. */
  klaster?: Readonly<{ cara: string; banyak: number }>
  ambang: Readonly<{ jawabanMinimum: number; selMinimum: number; sumber: string }>
  soal: readonly SoalHasil[]
}>

export type DokumenParts = Readonly<{
  survei: Survei
  unitNama: string
  jawaban: readonly Readonly<{ isian: Isian; strata: string; bundel: string | null }>[]
  hitungan: readonly Readonly<{
    strata: string
    diundang: number
    menjawab: number
    kertas: number
  }>[]
  penimbangan: Penimbangan | null
  aturan: Aturan
}>

/** Put a result together. */
export function dokumenOf(parts: DokumenParts): DokumenSurvei {
  const { survei, jawaban, hitungan, penimbangan, aturan } = parts
  const sum = (pick: (row: DokumenParts['hitungan'][number]) => number) =>
    hitungan.reduce((total, row) => total + pick(row), 0)
  const weights = penimbangan?.bobot ?? jawaban.map(() => 1)
  const klaster = survei.klaster === '' ? undefined : klasterPer(jawaban, survei.klaster)
  return {
    format: 'pendopo.survei/1',
    kode: survei.kode,
    judul: survei.judul,
    tujuan: survei.tujuan,
    unitKode: survei.unitKode,
    unitNama: parts.unitNama,
    jenis: survei.jenis,
    dibuka: survei.dibukaAt?.toISOString() ?? '',
    ditutup: survei.ditutupAt?.toISOString() ?? '',
    menjawab: jawaban.length,
    kertas: sum(({ kertas }) => kertas),
    diundang: sum(({ diundang }) => diundang),
    populasi:
      survei.jenis === 'panel'
        ? survei.strata.reduce((total, { populasi }) => total + populasi, 0)
        : null,
    strata: strataOf(survei, hitungan, aturan.selMinimum),
    bobot:
      penimbangan === null
        ? null
        : {
            cara: penimbangan.cara,
            putaran: penimbangan.putaran,
            dipangkas: penimbangan.dipangkas,
            tanpaMargin: penimbangan.tanpaMargin,
            ...weightNotes(weights),
          },
    margin: survei.margin,
    ...(klaster === undefined
      ? {}
      : { klaster: { cara: survei.klaster, banyak: new Set(klaster).size } }),
    ambang: {
      jawabanMinimum: aturan.jawabanMinimum,
      selMinimum: aturan.selMinimum,
      sumber: aturan.sumber,
    },
    soal: hasilOf({
      soal: survei.soal,
      jawaban: jawaban.map(({ isian, strata }, at) => ({
        isian,
        strata,
        bobot: weights[at] ?? 1,
        margin: penimbangan?.margin[at] ?? [],
        ...(klaster === undefined ? {} : { klaster: klaster[at] ?? '' }),
      })),
      jenis: survei.jenis,
      // How many clusters there are to draw from is not known: then nothing is taken off.
      kerangka:
        klaster === undefined
          ? new Map(survei.strata.map(({ kode, populasi }) => [kode, populasi]))
          : undefined,
      aturan,
    }),
  }
}

function strataOf(
  { strata }: Survei,
  hitungan: DokumenParts['hitungan'],
  minimum: number,
): readonly StrataHasil[] {
  const rows = strata.map((one) => {
    const row = hitungan.find((other) => other.strata === one.kode)
    return { ...one, diundang: row?.diundang ?? 0, menjawab: row?.menjawab ?? 0 }
  })
  const hidden = hideCells(
    rows.map(({ menjawab }) => menjawab),
    minimum,
  )
  return rows.map((row, at) => (hidden[at] === true ? { ...row, menjawab: null } : row))
}
