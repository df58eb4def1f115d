import { addDays, compareTanggal, type Tanggal } from '../../../kernel/date.ts'
import { type Aturan, dayOf, type Jenjang, jenjangOf, type Lanjutan } from './aturan.ts'

export const STATUS = [
  'diterima',
  'dibahas',
  'digabung',
  'belum',
  'rencana',
  'rkpd',
  'apbd',
  'kontrak',
  'dibayar',
  'selesai',
] as const
/** Where a proposal is in its life. */
export type Status = (typeof STATUS)[number]

/** States nothing more is owed in. */
export const AKHIR: readonly Status[] = ['digabung', 'belum', 'selesai']

const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  diterima: ['dibahas', 'belum', 'digabung'],
  dibahas: ['dibahas', 'digabung', 'belum', 'rencana'],
  rencana: ['rkpd', 'belum'],
  rkpd: ['apbd', 'kontrak', 'dibayar', 'selesai'],
  apbd: ['kontrak', 'dibayar', 'selesai'],
  kontrak: ['dibayar', 'selesai'],
  dibayar: ['selesai'],
  digabung: [],
  belum: [],
  selesai: [],
}

/** May a proposal go from one state to the other? The database holds the same table. */
export function mayMove(from: Status, to: Status): boolean {
  return NEXT[from].includes(to)
}

export type Kedudukan = Readonly<{
  status: Status
  jenjang: string
  tahun: number
  wilayahKode: string
  unitKode: string
  sumber: 'musrenbang' | 'pokir'
}>

/**
 * Until when the next step is owed; undefined where nothing is. A tier whose period is over when the proposal comes to
 * it still gets its days of answering.
 */
export function dueOf(
  { status, jenjang, tahun }: Pick<Kedudukan, 'status' | 'jenjang' | 'tahun'>,
  around: Readonly<{
    aturan: Aturan
    today: Tanggal
    /** Last day of the tier in this round, where its dates were set otherwise. */
    selesaiOf?: (jenjang: string) => Tanggal | undefined
  }>,
): Tanggal | undefined {
  const { aturan, today } = around
  if (AKHIR.includes(status)) return undefined
  if (status === 'diterima') return addDays(today, aturan.periksaHari)
  if (status === 'dibahas') {
    const tier = jenjangOf(aturan, jenjang)
    if (tier === undefined) return undefined
    const end = around.selesaiOf?.(jenjang) ?? dayOf(tier.selesai, tahun)
    return addDays(compareTanggal(end, today) < 0 ? today : end, tier.jawabHari)
  }
  return dayOf(aturan.tenggat[status as Lanjutan], tahun)
}

/** Who owes the next step: an office by its code, the planners of the region, or its budget team. */
export type Pemilik =
  | Readonly<{ jenis: 'wilayah'; kode: string }>
  | Readonly<{ jenis: 'unit'; kode: string }>
  | Readonly<{ jenis: 'perencana' }>
  | Readonly<{ jenis: 'anggaran' }>

/** @param kecamatanOf code of the district of a village */
export function ownerOf(
  { status, jenjang, wilayahKode, unitKode, sumber }: Kedudukan,
  { aturan, kecamatanOf }: Readonly<{ aturan: Aturan; kecamatanOf: (kode: string) => string }>,
): Pemilik | undefined {
  if (AKHIR.includes(status)) return undefined
  if (status === 'rencana') return { jenis: 'perencana' }
  if (status === 'rkpd') return { jenis: 'anggaran' }
  if (status !== 'diterima' && status !== 'dibahas') return { jenis: 'unit', kode: unitKode }
  if (status === 'diterima' && sumber === 'pokir') return { jenis: 'perencana' }
  const lingkup = jenjangOf(aturan, jenjang)?.lingkup
  if (lingkup === 'perangkat') return { jenis: 'unit', kode: unitKode }
  if (lingkup === 'daerah') return { jenis: 'perencana' }
  if (lingkup === 'kecamatan') return { jenis: 'wilayah', kode: kecamatanOf(wilayahKode) }
  return { jenis: 'wilayah', kode: wilayahKode }
}

/** @returns the state of a proposal whose meeting agreed: the tier above, or the plan when there is none */
export function afterAgreed(tier: Pick<Jenjang, 'kode' | 'ke'>): Readonly<{
  status: 'dibahas' | 'rencana'
  jenjang: string
}> {
  return tier.ke === null
    ? { status: 'rencana', jenjang: tier.kode }
    : { status: 'dibahas', jenjang: tier.ke }
}

/** Is an answer owed and the day gone by? */
export function isLate(
  { status, tenggat }: Readonly<{ status: Status; tenggat: string | null }>,
  today: Tanggal,
): boolean {
  return !AKHIR.includes(status) && tenggat !== null && tenggat < today
}
