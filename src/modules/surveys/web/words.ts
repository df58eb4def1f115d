import { formatNumber } from '../../../ui/format.ts'
import type { Lang, TagKind } from '../../../ui/index.ts'
import type { StatusSurvei } from '../domain/survei.ts'

export const TAGS: Readonly<Record<StatusSurvei, TagKind>> = {
  draf: 'netral',
  buka: 'proses',
  tutup: 'tunggu',
  terbit: 'selesai',
}

/** `54,3%` from 5432 hundredths of a per cent. */
export function shareText(value: number, lang: Lang): string {
  return `${formatNumber(Math.round(value / 10) / 10, lang, 1)}%`
}

/** `12,35` from 1235. */
export function hundredthsText(value: number, lang: Lang): string {
  return formatNumber(value / 100, lang, 2)
}
