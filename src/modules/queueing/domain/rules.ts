import { assert } from '../../../kernel/assert.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import type { AturanRow } from '../types.ts'

/** Names of the dated rules; their values are rows with a ground, never code. */
export const RULE_NAMES = [
  'prioritas_selang',
  'ambil_awal_menit',
  'tiket_per_perangkat',
  'kabar_nomor_lagi',
  'kembali_menit',
  'janji_hari_ke_depan',
  'janji_didahulukan_menit',
  'hadir_awal_menit',
  'hadir_lewat_menit',
  'absen_batas',
  'absen_jangka_hari',
  'absen_batas_hari',
] as const

export type RuleName = (typeof RULE_NAMES)[number]

/** @returns whether the text names one of the rules */
export function isRuleName(text: string): text is RuleName {
  return (RULE_NAMES as readonly string[]).includes(text)
}

/**
 * The row that holds on a date: one of the place itself goes before one for all places, a later one
 * before an earlier one.
 */
export function findRule(
  rows: readonly AturanRow[],
  name: RuleName,
  date: Tanggal,
): AturanRow | undefined {
  const holding = rows.filter((row) => row.kunci === name && row.berlakuMulai <= date)
  const own = holding.filter(({ tempatKode }) => tempatKode !== '*')
  const among = own.length > 0 ? own : holding
  return among.toSorted((a, b) => (a.berlakuMulai < b.berlakuMulai ? 1 : -1))[0]
}

/** Value of a rule on a date. Every rule has a row from the start; one without is a bug. */
export function ruleOn(rows: readonly AturanRow[], name: RuleName, date: Tanggal): number {
  const row = findRule(rows, name, date)
  assert(row !== undefined, `the rule ${name} has a row`)
  return row.nilai
}
