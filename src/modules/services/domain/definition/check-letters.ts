import type { Scope } from '../expr/check.ts'
import { readBlanks } from './blanks.ts'
import type { Asker, Problem } from './problems.ts'
import type { Layanan, Letter, LetterBlock, Output } from './types.ts'

const NUMBER_TOKENS: readonly string[] = ['klasifikasi', 'unit', 'bulan', 'bulanRomawi', 'tahun']

/** Letters: issued at a state that exists, numbered, and with no blank that nothing can fill. */
export function checkLetters(layanan: Layanan, scope: Scope, ask: Asker): readonly Problem[] {
  return layanan.outputs.flatMap((output) => {
    const path = `outputs.${output.id}`
    const isLost = !Object.hasOwn(layanan.workflow.states, output.at)
    return [
      ...(isLost ? [{ path, code: 'TAHAP_TIDAK_ADA' as const, about: output.at }] : []),
      ...(output.letter === undefined ? [] : checkLetter(output, output.letter, scope, ask)),
    ]
  })
}

function checkLetter(output: Output, letter: Letter, scope: Scope, ask: Asker): readonly Problem[] {
  const path = `outputs.${output.id}`
  const texts = [
    ...letter.blocks.flatMap(textsOf),
    letter.penutup ?? '',
    ...letter.show.map(([, text]) => text),
  ]
  return [
    ...numberProblems(path, letter.number),
    ...texts.flatMap((text) => blankProblems(path, text, scope)),
    ...letter.blocks.flatMap((block) => ask(path, block.show, 'boolean')),
    ...letter.blocks.flatMap((block) => rowProblems(path, block, scope)),
    ...ask(path, letter.valid?.until, 'date'),
  ]
}

function textsOf(block: LetterBlock): readonly string[] {
  if ('text' in block) return [block.text]
  if ('table' in block) return block.table.map(([, text]) => text)
  return 'list' in block ? block.list : []
}

function blankProblems(path: string, text: string, scope: Scope): readonly Problem[] {
  return readBlanks(text).flatMap((piece): readonly Problem[] => {
    if (typeof piece === 'string') return []
    if (piece === undefined) return [{ path, code: 'POLA_SALAH', about: text.slice(0, 80) }]
    return scope.typeOf(piece.name) === undefined
      ? [{ path, code: 'NAMA_TIDAK_DIKENAL', about: piece.name }]
      : []
  })
}

function rowProblems(path: string, block: LetterBlock, scope: Scope): readonly Problem[] {
  if (!('rows' in block)) return []
  return block.columns
    .filter(([, field]) => scope.typeOf(`${block.rows}[].${field.split(':')[0]}`) === undefined)
    .map(([, field]) => ({ path, code: 'NAMA_TIDAK_DIKENAL', about: `${block.rows}[].${field}` }))
}

function numberProblems(path: string, pattern: string): readonly Problem[] {
  const tokens = [...pattern.matchAll(/\{([^{}]{1,30})\}/g)].map((match) => match[1] ?? '')
  const isSerial = (token: string) => /^seq(:[1-9])?$/.test(token)
  const unknown = tokens.filter((token) => !isSerial(token) && !NUMBER_TOKENS.includes(token))
  return [
    ...(tokens.filter(isSerial).length === 1
      ? []
      : [{ path, code: 'NOMOR_TANPA_URUT' as const, about: pattern }]),
    ...unknown.map((token): Problem => ({ path, code: 'NOMOR_SALAH_TANDA', about: token })),
  ]
}
