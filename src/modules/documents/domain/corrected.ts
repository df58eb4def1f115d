import type { Block, NewLetter } from '../types.ts'

/** What a form of corrections sends: the words of each block by the block's place. */
export type Corrections = Readonly<{
  paragraf: (at: number) => string | undefined
  baris: (at: number, row: number) => string | undefined
  daftar: (at: number) => string | undefined
  penutup: string | undefined
}>

/**
 * A letter with its words corrected. Which blocks it has and what its rows are called stays; what a form left
 * out stays as it was.
 */
export function correctLetter(letter: NewLetter, corrections: Corrections): NewLetter {
  const isi = letter.isi.map((block, at) => correctBlock(block, at, corrections))
  const penutup = corrections.penutup?.trim() ?? letter.penutup
  const { penutup: _, ...rest } = letter
  return { ...rest, isi, ...(penutup === undefined || penutup === '' ? {} : { penutup }) }
}

function correctBlock(block: Block, at: number, { paragraf, baris, daftar }: Corrections): Block {
  if (block.kind === 'paragraf')
    return { kind: 'paragraf', text: (paragraf(at) ?? block.text).trim() }
  if (block.kind === 'tabel')
    return {
      kind: 'tabel',
      rows: block.rows.map(([label, value], row) => [label, (baris(at, row) ?? value).trim()]),
    }
  const lines = daftar(at)
    ?.split('\n')
    .map((line) => line.trim())
  return { kind: 'daftar', items: lines?.filter((line) => line !== '') ?? block.items }
}
