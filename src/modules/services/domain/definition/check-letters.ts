import type { Scope } from '../expr/check.ts'
import type { Expr } from '../expr/types.ts'
import { rolesOf } from '../permohonan.ts'
import { PARAM_PREFIX, readBlanks } from './blanks.ts'
import { LETTER_FACTS } from './names.ts'
import type { Asker, Problem } from './problems.ts'
import type { Layanan, Letter, LetterBlock, Output, State, Words } from './types.ts'

const NUMBER_TOKENS: readonly string[] = ['klasifikasi', 'unit', 'bulan', 'bulanRomawi', 'tahun']

/** Letters: issued at a state that exists, numbered, and with no blank that nothing can fill. */
export function checkLetters(layanan: Layanan, scope: Scope, ask: Asker): readonly Problem[] {
  return layanan.outputs.flatMap((output) => {
    const path = `outputs.${output.id}`
    const isLost = !Object.hasOwn(layanan.workflow.states, output.at)
    return [
      ...ask(path, output.show, 'boolean'),
      ...(isLost ? [{ path, code: 'TAHAP_TIDAK_ADA' as const, about: output.at }] : []),
      ...(output.letter === undefined
        ? []
        : [
            ...checkLetter(output, output.letter, letterScope(scope), ask),
            ...signerProblems(layanan, output, output.letter),
          ]),
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
    ...letter.blocks.flatMap((block) => ask(path, block.show, 'boolean', scope)),
    ...letter.blocks.flatMap((block) => rowProblems(path, block, scope)),
    ...ask(path, letter.valid?.until, 'date'),
    ...ask(path, letter.valid?.months, 'number'),
    ...monthProblems(path, letter.valid?.months),
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
    if (piece.name.startsWith(PARAM_PREFIX)) return paramProblems(path, piece.name, scope)
    return scope.typeOf(piece.name) === undefined
      ? [{ path, code: 'NAMA_TIDAK_DIKENAL', about: piece.name }]
      : []
  })
}

function paramProblems(path: string, name: string, scope: Scope): readonly Problem[] {
  const id = name.slice(PARAM_PREFIX.length)
  return scope.paramType(id) === undefined
    ? [{ path, code: 'ANGKA_HUKUM_TIDAK_ADA', about: id }]
    : []
}

/** A message may hold figures of law and nothing else: it is told before anybody has answered. */
export function figureProblems(path: string, message: Words, scope: Scope): readonly Problem[] {
  const texts = typeof message === 'string' ? [message] : [message.id, message.en ?? '']
  return texts.flatMap((text) => blankProblems(path, text, { ...scope, typeOf: () => undefined }))
}

const MONTHS_MAX = 600

function monthProblems(path: string, months: Expr | undefined): readonly Problem[] {
  if (typeof months !== 'number') return []
  return Number.isInteger(months) && months >= 1 && months <= MONTHS_MAX
    ? []
    : [{ path, code: 'BATAS_TERBALIK', about: `months ${months}` }]
}

/** What a letter may name besides: its office and its day. */
function letterScope(scope: Scope): Scope {
  return {
    ...scope,
    typeOf: (name) => (Object.hasOwn(LETTER_FACTS, name) ? LETTER_FACTS[name] : scope.typeOf(name)),
  }
}

/**
 * Whoever takes the step that issues a letter signs it, so each such step must be open to a role that may sign, in the
 * office whose letter it is. A seal needs nobody.
 */
function signerProblems(
  { owner, workflow }: Layanan,
  { id, at }: Output,
  { sign }: Letter,
): readonly Problem[] {
  if (sign.level === 'segel') return []
  const office = (ref: string | undefined) => (ref === undefined || ref === 'pemilik' ? owner : ref)
  const signing = rolesOf(sign.role)
  const leading = leadsTo(workflow.states, at)
  return Object.entries(workflow.states).flatMap(([stateId, state]) => {
    const isHome = office(state.assign?.unit) === office(sign.unit)
    const lost = (state.actions ?? []).filter(
      (action) =>
        leading.has(action.to) &&
        !(isHome && action.roles.some((role) => role !== 'pemohon' && signing.includes(role))),
    )
    const opinion = state.join !== undefined && leading.has(state.join.to) ? ['join'] : []
    return [...lost.map((action) => action.id), ...opinion].map((step): Problem => {
      const path = `workflow.states.${stateId}.${step}`
      return { path, code: 'PENANDATANGAN_TIDAK_ADA', about: id }
    })
  })
}

/** A state and those that lead to it by themselves. */
function leadsTo(states: Layanan['workflow']['states'], at: string): ReadonlySet<string> {
  const found = new Set([at])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const [id, state] of Object.entries(states))
      if (ownWays(state).some((to) => found.has(to))) found.add(id)
  }
  return found
}

function ownWays({ auto = [], join }: State): readonly string[] {
  const isSkipped = join?.units.every((asked) => typeof asked !== 'string') === true
  return [...auto.map((one) => one.to), ...(isSkipped ? [join.to] : [])]
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
