import { compareKode } from './kode.ts'
import type { StatusTahun } from './tahun.ts'

export type Rekening = Readonly<{
  id: number
  kode: string
  /** Number of parts: 1 akun … 6 sub rincian objek. */
  level: number
  indukKode: string | null
  nama: string
  saldoNormal: 'D' | 'K'
  /** Nothing stands below it: only such accounts are budgeted and booked on. */
  isDaun: boolean
  isTerverifikasi: boolean
}>

export type JenisNomenklatur = 'urusan' | 'bidang' | 'program' | 'kegiatan' | 'sub_kegiatan'
export type Nomenklatur = Readonly<{
  id: number
  kode: string
  jenis: JenisNomenklatur
  indukKode: string | null
  nama: string
}>

export type JenisSkpd = 'skpd' | 'unit_skpd' | 'skpkd'
export type Skpd = Readonly<{
  id: number
  kode: string
  nama: string
  jenis: JenisSkpd
  indukKode: string | null
  /** Office of reference.unit; null where nobody of ours works there. */
  unitKode: string | null
}>

export type SumberDana = Readonly<{
  id: number
  kode: string
  nama: string
  indukKode: string | null
}>

/** One table of codes in force in a year. */
export type KodeTable<Row> = Readonly<{
  /** In the order of the codes. */
  all: readonly Row[]
  byId: ReadonlyMap<number, Row>
  byKode: ReadonlyMap<string, Row>
  /** Direct children of a code. */
  childrenOf: (kode: string) => readonly Row[]
  /** The code itself and everything above it, top first. */
  pathOf: (kode: string) => readonly Row[]
}>

/** Everything a year is written in. */
export type Kodefikasi = Readonly<{
  tahun: number
  /** Where the year stands; undefined where nobody has prepared it. */
  status: StatusTahun | undefined
  rekening: KodeTable<Rekening>
  nomenklatur: KodeTable<Nomenklatur>
  skpd: KodeTable<Skpd>
  sumberDana: KodeTable<SumberDana>
  /** The one that keeps the region's own books; undefined before it is named. */
  skpkd: Skpd | undefined
  /** Budget users of an office, the SKPD itself first. */
  skpdOfUnit: (unitKode: string) => readonly Skpd[]
}>

type Coded = Readonly<{ id: number; kode: string; indukKode: string | null }>

/** Index rows of one year by id, code and parent. */
export function tableOf<Row extends Coded>(rows: readonly Row[]): KodeTable<Row> {
  const all = rows.toSorted((a, b) => compareKode(a.kode, b.kode))
  const byKode = new Map(all.map((row) => [row.kode, row]))
  const children = new Map<string, Row[]>()
  for (const row of all) {
    if (row.indukKode === null) continue
    const brothers = children.get(row.indukKode)
    if (brothers === undefined) children.set(row.indukKode, [row])
    else brothers.push(row)
  }
  return {
    all,
    byId: new Map(all.map((row) => [row.id, row])),
    byKode,
    childrenOf: (kode) => children.get(kode) ?? [],
    pathOf: (kode) => {
      const path: Row[] = []
      let row = byKode.get(kode)
      while (row !== undefined) {
        path.unshift(row)
        row = row.indukKode === null ? undefined : byKode.get(row.indukKode)
      }
      return path
    },
  }
}

/** Put a year's tables together. */
export function kodefikasiOf(
  tahun: number,
  rows: Readonly<{
    status?: StatusTahun | undefined
    rekening: readonly Rekening[]
    nomenklatur: readonly Nomenklatur[]
    skpd: readonly Skpd[]
    sumberDana: readonly SumberDana[]
  }>,
): Kodefikasi {
  const skpd = tableOf(rows.skpd)
  return {
    tahun,
    status: rows.status,
    rekening: tableOf(rows.rekening),
    nomenklatur: tableOf(rows.nomenklatur),
    skpd,
    sumberDana: tableOf(rows.sumberDana),
    skpkd: skpd.all.find(({ jenis }) => jenis === 'skpkd'),
    skpdOfUnit: (unitKode) =>
      skpd.all
        .filter((one) => one.unitKode === unitKode)
        .toSorted((a, b) => Number(a.jenis === 'unit_skpd') - Number(b.jenis === 'unit_skpd')),
  }
}
