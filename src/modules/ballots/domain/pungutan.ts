import { isRanked, parseStep, type Rule } from './counting/rule.ts'

/** How a ballot is filled in: ticks, points, or an order. */
export const JENIS = ['setuju', 'poin', 'peringkat'] as const
export type Jenis = (typeof JENIS)[number]

export type Status = 'rancangan' | 'tetap' | 'buka' | 'tutup' | 'selesai'

/** Something to vote for. `biaya` in sen; null where no money is shared out. */
export type Pilihan = Readonly<{
  kode: string
  nama: string
  uraian: string
  tempat: string
  biaya: bigint | null
  usulan: string | null
}>

/** A vote as everybody may know it. `anggaran` in sen. */
export type Pungutan = Readonly<{
  id: string
  nomor: string
  judul: string
  pertanyaan: string
  jenis: Jenis
  aturan: Rule
  anggaran: bigint | null
  kursi: number
  palingBanyak: number
  jumlahPoin: number
  isBatasAnggaran: boolean
  wilayahKode: string
  bukaAt: Date
  tutupAt: Date
  status: Status
}>

export type Keadaan = 'rancangan' | 'akan' | 'buka' | 'tutup' | 'selesai'

/** What a vote is doing at a moment: the clock decides, whatever the stored state still says. */
export function keadaanOf({ status, bukaAt, tutupAt }: Pungutan, now: Date): Keadaan {
  if (status === 'rancangan' || status === 'selesai') return status
  if (status === 'tutup' || now >= tutupAt) return 'tutup'
  return now >= bukaAt ? 'buka' : 'akan'
}

/** Rules an officer may choose, by their names in forms. What a rule needs beside its name is asked for. */
export const ATURAN = [
  'bagian-setara',
  'bagian-setara-tambah',
  'bagian-setara-banding',
  'phragmen',
  'terbanyak',
  'terbanyak-berhenti',
  'putaran',
  'schulze',
  'borda',
] as const
export type Aturan = (typeof ATURAN)[number]

export type AturanForm = Readonly<{
  jenis: Jenis
  ambang: number
  kursi: number
  /** Rupiah each step gives every ballot; empty for a thousandth of each share. */
  langkah: string
}>

/** The rule as data. @returns undefined when it does not fit the ballots */
export function ruleOf(aturan: string, form: AturanForm): Rule | undefined {
  const { jenis, ambang: threshold, kursi: seats, langkah } = form
  const step = langkah === '' ? null : langkah
  if (step !== null && (parseStep(step) === undefined || step.includes('/'))) return undefined
  const shares = {
    name: 'equal-shares',
    utility: jenis === 'setuju' ? 'cost' : 'points',
    add1: 'none',
    step,
    fill: 'utilitarian',
    compares: false,
    threshold,
  } as const satisfies Rule
  const rules: Readonly<Record<Aturan, Rule>> = {
    'bagian-setara': shares,
    'bagian-setara-tambah': { ...shares, add1: 'until-overspend' },
    'bagian-setara-banding': { ...shares, add1: 'until-overspend', compares: true },
    phragmen: { name: 'phragmen' },
    terbanyak: { name: 'greedy', skips: true, threshold, order: 'score' },
    'terbanyak-berhenti': { name: 'greedy', skips: false, threshold, order: 'score' },
    putaran: { name: 'instant-runoff' },
    schulze: { name: 'schulze', seats },
    borda: { name: 'borda', seats },
  }
  const rule = Object.hasOwn(rules, aturan) ? rules[aturan as Aturan] : undefined
  return rule !== undefined && isRanked(rule) && jenis !== 'peringkat' ? undefined : rule
}

/** The name a rule goes by in forms and explanations. */
export function aturanOf(rule: Rule): Aturan {
  switch (rule.name) {
    case 'greedy':
      return rule.skips ? 'terbanyak' : 'terbanyak-berhenti'
    case 'equal-shares':
      if (rule.compares) return 'bagian-setara-banding'
      return rule.add1 === 'none' ? 'bagian-setara' : 'bagian-setara-tambah'
    case 'instant-runoff':
      return 'putaran'
    default:
      return rule.name
  }
}

/** Does this rule share out money? Rules that rank give places away, and so do the simple ones without a budget. */
export function needsBudget(rule: Rule): boolean {
  return rule.name === 'equal-shares' || rule.name === 'phragmen'
}
