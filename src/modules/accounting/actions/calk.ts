import type { SignedIn } from '../../../kernel/actor.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  type Alinea,
  alineaOf,
  type Figures,
  fillNaskah,
  NASKAH_MAX,
  unknownMarks,
} from '../domain/naskah.ts'
import { refusal } from '../domain/refusals.ts'
import { type BabCalk, JENIS_LAPORAN, type JenisLaporan, type Susunan } from '../domain/susunan.ts'
import { type CalkKunci, findNaskah, insertNaskah, listNaskah } from '../store/calk-store.ts'
import type { Laporan, Scope, Statements } from './statements.ts'

export type CalkBab = BabCalk &
  Readonly<{
    /** Version of the text; 0 is the layout's own. */
    versi: number
    alinea: readonly Alinea[]
    baris: readonly Readonly<{ judul: string; nilai: bigint; lalu: bigint }>[]
  }>

export type CalkQuestion = Readonly<{
  scope: Scope
  /** 0 is the region. */
  skpdId: number
  nama: string
  /** How figures are written. */
  write: Readonly<{
    amount: (value: bigint) => string
    share: (part: bigint, whole: bigint) => string
    day: (tanggal: Tanggal) => string
  }>
}>

export type CalkActions = Readonly<{
  /** The chapters as they are printed: text with its figures, and their tables. */
  chapters: (tx: Tx, question: CalkQuestion) => Promise<readonly CalkBab[]>
  /**
   * Write a chapter anew, going on from the version that was read.
   *
   * @refuses CALK_KOSONG, CALK_PENANDA, CALK_SUDAH_BERUBAH, JURNAL_TAHUN_TUTUP
   */
  write: (
    actor: SignedIn,
    order: CalkKunci & Readonly<{ dasar: number; teks: string }>,
  ) => Promise<Result<number>>
  /** The text of a chapter before its figures are filled in. */
  textOf: (
    tx: Tx,
    kunci: CalkKunci,
    versi?: number,
  ) => Promise<Readonly<{ versi: number; teks: string }>>
}>

export function createCalk(
  { kit, audit, fiscal }: Deps,
  { several, susunan }: Pick<Statements, 'several' | 'susunan'>,
): CalkActions {
  const layoutText = ({ tahun, bab }: CalkKunci) =>
    (susunan(tahun).calk.find((one) => one.bab === bab)?.naskah ?? []).join('\n\n')
  return {
    chapters: async (tx, question) => {
      const { scope, skpdId } = question
      const tahun = yearOf(scope.tanggal)
      const { calk, laporan } = susunan(tahun)
      const kinds = JENIS_LAPORAN.filter((one) => laporan[one].untuk.includes(scope.lingkup))
      const [statements, written] = await together([
        several(tx, kinds, scope),
        listNaskah(tx, { tahun, skpdId }),
      ])
      const figures = figuresOf(question, statements)
      return calk.map((bab) => {
        const own = written.find((one) => one.bab === bab.bab)
        const teks = own?.teks ?? bab.naskah.join('\n\n')
        const alinea = alineaOf(teks).map((one) => ({
          ...one,
          teks: fillNaskah(one.teks, figures),
        }))
        return { ...bab, versi: own?.versi ?? 0, alinea, baris: tableOf(bab, statements) }
      })
    },
    write: createWrite({ kit, audit, fiscal }, susunan),
    textOf: async (tx, kunci, versi) => {
      const found = versi === 0 ? undefined : await findNaskah(tx, kunci, versi)
      return { versi: found?.versi ?? 0, teks: found?.teks ?? layoutText(kunci) }
    },
  }
}

function createWrite(
  { kit, audit, fiscal }: Pick<Deps, 'kit' | 'audit' | 'fiscal'>,
  susunan: Statements['susunan'],
): CalkActions['write'] {
  return (actor, order) =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { tahun, skpdId, bab, dasar } = order
      const year = (await fiscal.semuaTahun(tx)).find((one) => one.tahun === tahun)
      if (year === undefined || year.status === 'tutup')
        return refuse(refusal('JURNAL_TAHUN_TUTUP', { tahun }))
      const teks = cleanText(order.teks).trim()
      const refusals = refuseText(teks, susunan(tahun))
      if (refusals.length > 0) return refuse(refusals)
      const newest = await findNaskah(tx, order, undefined)
      const versi = dasar + 1
      const row = { tahun, skpdId, bab, versi, teks, oleh: actor.accountId, nama: actor.name }
      const isNext = (newest?.versi ?? 0) === dasar
      if (!isNext || !(await insertNaskah(tx, { ...row, now: kit.now() })))
        return refuse(refusal('CALK_SUDAH_BERUBAH', {}, 'teks'))
      await audit.record(tx, actor, {
        action: 'calk.ditulis',
        subject: { kind: 'calk', id: `${tahun} ${skpdId} ${bab}` },
        after: { versi },
      })
      return ok(versi)
    })
}

function refuseText(teks: string, susunan: Susunan): readonly Refusal[] {
  if (teks === '' || teks.length > NASKAH_MAX) return [refusal('CALK_KOSONG', {}, 'teks')]
  const unknown = unknownMarks(teks, susunan)
  if (unknown.length === 0) return []
  return [refusal('CALK_PENANDA', { penanda: unknown.join(', ') }, 'teks')]
}

type Line = Laporan['baris'][number]

function lineIn(statements: readonly Laporan[], jenis: JenisLaporan, id: string): Line | undefined {
  return statements.find((one) => one.jenis === jenis)?.baris.find((one) => one.id === id)
}

function tableOf({ tabel }: BabCalk, statements: readonly Laporan[]): CalkBab['baris'] {
  return tabel.flatMap(([jenis, id]) => {
    const line = lineIn(statements, jenis, id)
    return line === undefined
      ? []
      : [{ judul: line.judul, nilai: line.nilai ?? 0n, lalu: line.lalu ?? 0n }]
  })
}

/** A figure of a statement this reach does not have is a dash. */
function figuresOf({ scope, nama, write }: CalkQuestion, statements: readonly Laporan[]): Figures {
  return {
    kata: (kata) =>
      kata === 'nama'
        ? nama
        : kata === 'tahun'
          ? String(yearOf(scope.tanggal))
          : write.day(scope.tanggal),
    angka: (jenis, baris, bagian) => {
      const line = lineIn(statements, jenis, baris)
      if (line === undefined) return '–'
      const { nilai = 0n, anggaran = 0n, lalu = 0n } = line
      if (bagian === 'persen') return write.share(nilai, anggaran)
      return write.amount({ nilai, anggaran, lalu }[bagian])
    },
  }
}
