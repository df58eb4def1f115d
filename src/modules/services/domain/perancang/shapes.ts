import type { ExprType } from '../expr/check.ts'

/** A list of choices; what stands in it is known where the page is drawn. */
export type ChoiceList =
  | 'units'
  | 'kinds'
  | 'events'
  | 'who'
  | 'delegates'
  | 'assurance'
  | 'channels'
  | 'ruleElse'
  | 'fieldTypes'
  | 'prefills'
  | 'pii'
  | 'accepts'
  | 'states'
  | 'clocks'
  | 'roles'
  | 'actors'
  | 'expiries'
  | 'targets'
  | 'needs'
  | 'ends'
  | 'feeKinds'
  | 'levels'
  | 'exports'
  | 'places'
  | 'groups'
  | 'documents'
  | 'yesNo'

/** How a part of a definition is edited. One generic page edits every part by its shape. */
export type Shape =
  | Readonly<{ kind: 'text' | 'words'; rows?: number }>
  | Readonly<{ kind: 'date' | 'number' | 'figure' | 'tick' | 'yesNo' }>
  | Readonly<{ kind: 'pick'; of: ChoiceList; isNumber?: boolean }>
  /** `isOneOrMany`: one choice stands alone, several as a list. */
  | Readonly<{ kind: 'ticks'; of: ChoiceList; isOneOrMany?: boolean }>
  /** One text a line; `id | en` for words, `label | text` for pairs, `name = value` for values. */
  | Readonly<{
      kind: 'lines' | 'wordLines' | 'pairs' | 'values' | 'options' | 'reason' | 'running'
    }>
  | Readonly<{ kind: 'block' | 'asked' }>
  | Readonly<{ kind: 'expr'; wanted: ExprType | 'any' }>
  /** Yes, no, or under a condition. */
  | Readonly<{ kind: 'condition' }>
  | RecordShape
  /** A record of its own page, that may be missing. */
  | Readonly<{ kind: 'leaf'; of: RecordShape; make: unknown }>
  | Readonly<{ kind: 'list'; of: () => RecordShape; make: unknown }>
  /** Records by their own names: states of a workflow. */
  | Readonly<{ kind: 'named'; of: RecordShape; make: unknown }>

export type Part = Readonly<{ key: string; shape: Shape; isOptional?: boolean }>
export type RecordShape = Readonly<{ kind: 'record'; name: string; parts: readonly Part[] }>

export const text: Shape = { kind: 'text' }
export const words: Shape = { kind: 'words' }
export const longWords: Shape = { kind: 'words', rows: 3 }
export const tick: Shape = { kind: 'tick' }
export const number: Shape = { kind: 'number' }
export const lines: Shape = { kind: 'lines' }
const when: Shape = { kind: 'expr', wanted: 'boolean' }
const role: Shape = { kind: 'ticks', of: 'roles', isOneOrMany: true }
export const unit: Shape = { kind: 'pick', of: 'units' }
export const state: Shape = { kind: 'pick', of: 'states' }
export const part = (key: string, shape: Shape): Part => ({ key, shape })
export const optional = (key: string, shape: Shape): Part => ({ key, shape, isOptional: true })
export const record = (name: string, ...parts: readonly Part[]): RecordShape => ({
  kind: 'record',
  name,
  parts,
})

const law = record('law', part('name', text), optional('about', text), part('isVerified', tick))

export const standar = record(
  'standar',
  part('dasarHukum', { kind: 'list', of: () => law, make: { name: '', isVerified: false } }),
  part('sarana', { kind: 'wordLines' }),
  part('kompetensi', { kind: 'wordLines' }),
  part('pengawasan', words),
  part('jumlahPelaksana', number),
  part('jaminanLayanan', longWords),
  part('jaminanKeamanan', longWords),
  part('evaluasi', words),
  optional('sk', text),
)

const paramValue = record(
  'paramValue',
  part('from', { kind: 'date' }),
  part('value', { kind: 'figure' }),
  part('source', text),
  part('isVerified', tick),
)
export const param = record(
  'param',
  part('id', text),
  part('label', words),
  part('values', {
    kind: 'list',
    of: () => paramValue,
    make: { from: '', value: '', source: '', isVerified: false },
  }),
)

export const rule = record(
  'rule',
  part('id', text),
  part('when', when),
  part('else', { kind: 'pick', of: 'ruleElse' }),
  optional('to', text),
  part('message', longWords),
  optional('law', text),
)

const check = record('check', part('when', when), part('message', longWords))

const field: RecordShape = record(
  'field',
  part('id', text),
  part('type', { kind: 'pick', of: 'fieldTypes' }),
  part('label', words),
  optional('hint', words),
  optional('required', { kind: 'condition' }),
  optional('show', when),
  optional('value', { kind: 'expr', wanted: 'any' }),
  optional('prefill', { kind: 'pick', of: 'prefills' }),
  optional('lock', tick),
  optional('options', { kind: 'options' }),
  optional('min', number),
  optional('max', number),
  optional('pattern', text),
  optional('pii', { kind: 'pick', of: 'pii' }),
  optional('forApplicant', tick),
  optional('onSite', tick),
  optional('check', { kind: 'list', of: () => check, make: { when: true, message: '' } }),
  optional('fields', {
    kind: 'list',
    of: () => field,
    make: { id: '', type: 'teks', label: '', required: true },
  }),
)
const fields: Shape = {
  kind: 'list',
  of: () => field,
  make: { id: '', type: 'teks', label: '', required: true },
}

export const page = record(
  'page',
  part('id', text),
  part('title', words),
  optional('show', when),
  part('fields', fields),
)

export const doc = record(
  'doc',
  part('id', text),
  part('label', words),
  optional('hint', words),
  optional('show', when),
  part('required', { kind: 'condition' }),
  optional('berkas', text),
  part('accept', { kind: 'ticks', of: 'accepts' }),
  part('maxKb', number),
  optional('maxMonths', number),
  optional('original', tick),
)

const auto = record('auto', part('when', when), part('to', state), part('why', words))
const action = record(
  'action',
  part('id', text),
  part('label', words),
  part('to', state),
  part('roles', { kind: 'ticks', of: 'actors' }),
  optional('guard', when),
  optional('reason', { kind: 'reason' }),
  optional('notSameActorAs', lines),
  optional('fix', tick),
  optional('bulk', tick),
  optional('form', fields),
)
const opinionForm = record('opinionForm', part('unit', unit), part('fields', fields))
export const stateShape = record(
  'state',
  part('label', words),
  part('public', words),
  optional('assign', record('assign', part('role', role), optional('unit', unit))),
  optional(
    'sla',
    record(
      'sla',
      optional('h', number),
      optional('h24', number),
      optional('d', number),
      optional('warnAt', number),
      part('expire', { kind: 'pick', of: 'expiries' }),
      part('to', { kind: 'ticks', of: 'targets', isOneOrMany: true }),
      optional('law', text),
    ),
  ),
  optional('pause', tick),
  optional('field', tick),
  optional('end', { kind: 'pick', of: 'ends' }),
  optional('auto', { kind: 'list', of: () => auto, make: { when: true, to: '', why: '' } }),
  optional(
    'join',
    record(
      'join',
      part('units', { kind: 'asked' }),
      part('role', role),
      part('need', { kind: 'pick', of: 'needs' }),
      part('to', state),
      part('no', state),
      optional('form', {
        kind: 'list',
        of: () => opinionForm,
        make: { unit: '', fields: [{ id: '', type: 'angka', label: '', required: true }] },
      }),
    ),
  ),
  optional('actions', {
    kind: 'list',
    of: () => action,
    make: { id: '', label: '', to: '', roles: [] },
  }),
)

const feeLine = record(
  'feeLine',
  part('label', words),
  part('amount', { kind: 'expr', wanted: 'number' }),
)
export const fee = record(
  'fee',
  part('kind', { kind: 'pick', of: 'feeKinds' }),
  optional('lines', { kind: 'list', of: () => feeLine, make: { label: '', amount: 0 } }),
  optional('at', state),
  optional('law', law),
  optional('account', text),
)

const block = record('block', part('.', { kind: 'block' }), optional('show', when))
const letter = record(
  'letter',
  part('judul', text),
  part('number', text),
  part('blocks', { kind: 'list', of: () => block, make: { text: '' } }),
  optional('penutup', { kind: 'text', rows: 3 }),
  part(
    'sign',
    record(
      'sign',
      part('level', { kind: 'pick', of: 'levels' }),
      part('role', role),
      optional('unit', unit),
    ),
  ),
  optional(
    'valid',
    record(
      'valid',
      optional('months', { kind: 'expr', wanted: 'number' }),
      optional('until', { kind: 'expr', wanted: 'date' }),
    ),
  ),
  part('show', { kind: 'pairs' }),
)
export const output = record(
  'output',
  part('id', text),
  part('label', words),
  part('at', state),
  optional('show', when),
  optional('letter', {
    kind: 'leaf',
    of: letter,
    make: {
      judul: 'SURAT KETERANGAN',
      number: '{seq:4}/{klasifikasi}/{unit}/{bulanRomawi}/{tahun}',
      blocks: [{ text: 'Yang bertanda tangan di bawah ini menerangkan bahwa:' }],
      sign: { level: 'tte', role: 'kepala-opd' },
      show: [],
    },
  }),
)

const expect = record(
  'expect',
  optional('eligible', { kind: 'yesNo' }),
  optional('stops', lines),
  optional('route', text),
  optional('fee', number),
  optional('state', state),
  optional('documents', lines),
  optional('pages', lines),
  optional('warnings', lines),
  optional('checks', lines),
  optional('outputs', lines),
  optional('value', { kind: 'values' }),
  optional('until', { kind: 'values' }),
  optional('letter', { kind: 'values' }),
  optional('h24', number),
)
export const test = record(
  'test',
  part('name', text),
  part('at', { kind: 'date' }),
  part('data', { kind: 'values' }),
  part('expect', expect),
)
