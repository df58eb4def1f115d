import type { Actor } from '../../../kernel/actor.ts'
import { isSignedIn } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { NewLetter } from '../types.ts'
import { REFUSALS } from './refusals.ts'

/** A letter longer than this is a book, and its makers should say so. */
export const LETTER_LIMITS = {
  blocks: 60,
  rows: 60,
  text: 4_000,
  label: 120,
  shown: 10,
} as const

/**
 * All reasons for which a letter cannot be issued as it is ordered.
 *
 * @refuses SURAT_TERLALU_PANJANG, SURAT_KOSONG, PENANDA_BUKAN_ANDA, PENANDA_TANPA_NAMA
 */
export function refuseLetter(letter: NewLetter, actor: Actor): readonly Refusal[] {
  return [...refuseText(letter), ...refuseSigner(letter, actor)]
}

function refuseText({ judul, isi, penutup = '', qrShow }: NewLetter): readonly Refusal[] {
  const { blocks, rows, text, label, shown } = LETTER_LIMITS
  const isLong = isi.some((block) => {
    if (block.kind === 'paragraf') return block.text.length > text
    if (block.kind === 'daftar')
      return block.items.length > rows || block.items.some((item) => item.length > text)
    return (
      block.rows.length > rows ||
      block.rows.some((row) => row[0].length > label || row[1].length > text)
    )
  })
  const isOver =
    isi.length > blocks || penutup.length > text || judul.length > 200 || qrShow.length > shown
  const isEmpty = isi.length === 0 || judul.trim().length < 3
  return [
    ...(isLong || isOver
      ? [{ code: 'SURAT_TERLALU_PANJANG', message: REFUSALS.SURAT_TERLALU_PANJANG }]
      : []),
    ...(isEmpty ? [{ code: 'SURAT_KOSONG', message: REFUSALS.SURAT_KOSONG }] : []),
  ]
}

/** A signature is made by who it names, and by nobody for him; a seal is the office's. */
function refuseSigner({ tanda }: NewLetter, actor: Actor): readonly Refusal[] {
  const isNameless = tanda.nama.trim() === '' || tanda.jabatan.trim() === ''
  const isOwn = isSignedIn(actor) && actor.accountId === tanda.accountId
  return [
    ...(isNameless ? [{ code: 'PENANDA_TANPA_NAMA', message: REFUSALS.PENANDA_TANPA_NAMA }] : []),
    ...(tanda.level === 'tte' && !isOwn
      ? [{ code: 'PENANDA_BUKAN_ANDA', message: REFUSALS.PENANDA_BUKAN_ANDA }]
      : []),
  ]
}
