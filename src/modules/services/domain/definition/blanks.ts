/**
 * How a blank of a letter is written out. `kecil` is the words of a choice inside a sentence, `nilai` what is
 * stored instead of its words, `angka` a number with its thousands apart.
 */
export const BLANK_FORMS = [
  'teks',
  'tanggal',
  'bulan',
  'rupiah',
  'angka',
  'terbilang',
  'samar',
  'wilayah',
  'kecil',
  'nilai',
] as const
export type BlankForm = (typeof BLANK_FORMS)[number]

/** A piece of a text: words as they stand, or a blank to be filled. */
export type TextPiece = string | Readonly<{ name: string; form: BlankForm }>

const BLANK = /\{([^{}]{1,80})\}/g

/** @returns the pieces of a text with blanks `{name}` or `{name:form}`; a form nobody knows is undefined */
export function readBlanks(text: string): readonly (TextPiece | undefined)[] {
  const pieces: (TextPiece | undefined)[] = []
  let from = 0
  for (const match of text.matchAll(BLANK)) {
    if (match.index > from) pieces.push(text.slice(from, match.index))
    pieces.push(blankOf(match[1] ?? ''))
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push(text.slice(from))
  return pieces
}

/** Before the name of a figure of law: `{param:usia}`, `{param:batas:rupiah}`. */
export const PARAM_PREFIX = 'param:'

function blankOf(inside: string): TextPiece | undefined {
  if (inside.startsWith(PARAM_PREFIX)) {
    const found = blankOf(inside.slice(PARAM_PREFIX.length))
    if (found === undefined || typeof found === 'string') return found
    return { name: PARAM_PREFIX + found.name, form: found.form }
  }
  const [name = '', form = 'teks'] = inside.split(':')
  const known = BLANK_FORMS.find((one) => one === form)
  return known === undefined ? undefined : { name, form: known }
}
