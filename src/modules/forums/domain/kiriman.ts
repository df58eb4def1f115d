import { cleanVisible } from '../../../kernel/clean-text.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

export const ISI_MIN = 3
export const ISI_MAX = 4_000
export const JUDUL_MIN = 5
export const JUDUL_MAX = 150

/** A text as it is kept: line ends as \n, nothing invisible, no blanks at its ends, at most two line ends in a row. */
export function tidyText(text: string): string {
  return cleanVisible(text)
    .trim()
    .replaceAll(/\n{3,}/g, '\n\n')
}

/** A title: one line. */
export function tidyTitle(text: string): string {
  return cleanVisible(text).trim().replaceAll(/\s+/g, ' ')
}

/** What makes two texts the same: letters and digits alone, whatever their case. */
export function sameness(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** @refuses ISI_PANJANG */
export function refuseText(isi: string): readonly Refusal[] {
  const isSound = isi.length >= ISI_MIN && isi.length <= ISI_MAX && sameness(isi) !== ''
  return isSound ? [] : [refusal('ISI_PANJANG', { min: ISI_MIN, maks: '4.000' }, 'isi')]
}

/** @refuses JUDUL_PANJANG */
export function refuseTitle(judul: string): readonly Refusal[] {
  const isSound = judul.length >= JUDUL_MIN && judul.length <= JUDUL_MAX && sameness(judul) !== ''
  return isSound ? [] : [refusal('JUDUL_PANJANG', { min: JUDUL_MIN, maks: JUDUL_MAX }, 'judul')]
}

/**
 * What somebody sees of a post. A hidden text is shown to its author and to those who judge it, to nobody else; its
 * place, the rule and the reason stay for everybody.
 */
export type Terlihat = 'semua' | 'penulis' | 'tersembunyi'

export function visibilityOf(
  status: 'tampil' | 'sembunyi',
  { isAuthor }: Readonly<{ isAuthor: boolean }>,
): Terlihat {
  if (status === 'tampil') return 'semua'
  return isAuthor ? 'penulis' : 'tersembunyi'
}
