import { toDecimalString } from '../../../kernel/money.ts'
import type { CsvColumn } from '../../../platform/csv/write-csv.ts'
import type { Kodefikasi, Nomenklatur } from '../../fiscal/index.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { ukuranToDecimal } from '../domain/ukuran.ts'
import type { Baris } from '../store/baris-store.ts'

/** Names of the columns follow what public files of SIPD carry; nobody has checked them against the application. */
export const SIPD_STATUS = 'belum diverifikasi'

type Row = Readonly<Record<string, string>>

/** A line with the codes and names of every level above it. */
function rowOf(baris: Baris, kode: Kodefikasi): Row {
  const skpd = kode.skpd.byId.get(baris.skpdId)
  const above = chainOf(baris.subKegiatanId, kode)
  const level = (jenis: Nomenklatur['jenis']) => above.find((one) => one.jenis === jenis)
  const named = (prefix: string, one: Nomenklatur | undefined): [string, string][] => [
    [`kode_${prefix}`, one?.kode ?? ''],
    [`nama_${prefix}`, one?.nama ?? ''],
  ]
  return Object.fromEntries<string>([
    ['tahun', String(baris.tahun)],
    ['kode_skpd', skpd?.kode ?? ''],
    ['nama_skpd', skpd?.nama ?? ''],
    ...named('urusan', level('urusan')),
    ...named('bidang_urusan', level('bidang')),
    ...named('program', level('program')),
    ...named('giat', level('kegiatan')),
    ...named('sub_giat', level('sub_kegiatan')),
    ['uraian', baris.uraian],
    ['lokasi', baris.lokasiKode ?? ''],
    ['indikator', baris.indikator],
    ['target', ukuranToDecimal(baris.target)],
    ['satuan', baris.satuan],
    ['pagu', toDecimalString(baris.pagu)],
    ['pagu_n1', toDecimalString(baris.paguMaju)],
    ['sumber_usulan', baris.sumber],
    ['status_bentuk', SIPD_STATUS],
  ])
}

function chainOf(subId: number, kode: Kodefikasi): readonly Nomenklatur[] {
  const chain: Nomenklatur[] = []
  let one = kode.nomenklatur.byId.get(subId)
  while (one !== undefined) {
    chain.push(one)
    one = one.indukKode === null ? undefined : kode.nomenklatur.byKode.get(one.indukKode)
  }
  return chain
}

const NAMES = [
  'tahun',
  'kode_skpd',
  'nama_skpd',
  'kode_urusan',
  'nama_urusan',
  'kode_bidang_urusan',
  'nama_bidang_urusan',
  'kode_program',
  'nama_program',
  'kode_giat',
  'nama_giat',
  'kode_sub_giat',
  'nama_sub_giat',
  'uraian',
  'lokasi',
  'indikator',
  'target',
  'satuan',
  'pagu',
  'pagu_n1',
  'sumber_usulan',
  'status_bentuk',
] as const
const NUMBERS: ReadonlySet<string> = new Set(['target', 'pagu', 'pagu_n1'])

export function sipdColumns(kode: Kodefikasi): readonly CsvColumn<Baris>[] {
  return NAMES.map((header) => ({
    header,
    value: (row) => {
      const text = rowOf(row, kode)[header] ?? ''
      return NUMBERS.has(header) ? { decimal: text } : text
    },
  }))
}

export function sipdDocument(dokumen: Dokumen, rows: readonly Baris[], kode: Kodefikasi): unknown {
  return {
    bentuk: 'sipd-rkpd',
    status_bentuk: SIPD_STATUS,
    tahun: dokumen.tahunMulai,
    versi: dokumen.versi,
    penetapan: dokumen.penetapanNomor,
    sub_giat: rows.map((row) => rowOf(row, kode)),
  }
}
