import { opinionFields } from './names.ts'
import type { Action, Field, Layanan, LetterBlock, State, Words } from './types.ts'

/** Kinds of parts that are compared by their ids. */
export const PART_KINDS = [
  'layanan',
  'halaman',
  'isian',
  'berkas',
  'syarat',
  'angka',
  'tahap',
  'tindakan',
  'biaya',
  'keluaran',
  'uji',
] as const
export type PartKind = (typeof PART_KINDS)[number]

/** One property of a part: how it is compared and how it is told. */
export type Fact = Readonly<{ prop: string; value: unknown; shape: FactShape }>
export type FactShape =
  | 'words'
  | 'wordList'
  | 'list'
  | 'expr'
  | 'sla'
  | 'json'
  | 'plain'
  | 'figures'

/** A part of a definition by its id, with everything that can differ. */
export type DefinitionPart = Readonly<{
  kind: PartKind
  id: string
  /** Top-level key it stands under. */
  key: string
  name: Words
  facts: readonly Fact[]
}>

const fact = (prop: string, value: unknown, shape: FactShape = 'plain'): Fact => ({
  prop,
  value,
  shape,
})

/** @returns every part of a definition that has an id of its own, and the definition itself */
export function partsOf(layanan: Layanan): readonly DefinitionPart[] {
  return [
    ...wholeOf(layanan),
    ...layanan.form.flatMap((page) => [
      {
        kind: 'halaman' as const,
        id: page.id,
        key: 'form',
        name: page.title,
        facts: [fact('title', page.title, 'words'), fact('show', page.show, 'expr')],
      },
      ...page.fields.flatMap((field) => fieldParts(field, { key: 'form', of: page.title })),
    ]),
    ...layanan.documents.map(
      (doc): DefinitionPart => ({
        kind: 'berkas',
        id: doc.id,
        key: 'documents',
        name: doc.label,
        facts: [
          fact('label', doc.label, 'words'),
          fact('hint', doc.hint, 'words'),
          fact('required', doc.required, 'expr'),
          fact('show', doc.show, 'expr'),
          fact('berkas', doc.berkas),
          fact('accept', doc.accept, 'list'),
          fact('maxKb', doc.maxKb),
          fact('maxMonths', doc.maxMonths),
          fact('original', doc.original),
        ],
      }),
    ),
    ...layanan.eligibility.map(
      (rule): DefinitionPart => ({
        kind: 'syarat',
        id: rule.id,
        key: 'eligibility',
        name: rule.message,
        facts: [
          fact('when', rule.when, 'expr'),
          fact('else', rule.else),
          fact('to', rule.to),
          fact('message', rule.message, 'words'),
          fact('law', rule.law),
        ],
      }),
    ),
    ...(layanan.params ?? []).map(
      (param): DefinitionPart => ({
        kind: 'angka',
        id: param.id,
        key: 'params',
        name: param.label,
        facts: [fact('label', param.label, 'words'), fact('values', param.values, 'figures')],
      }),
    ),
    ...Object.entries(layanan.workflow.states).flatMap(stateParts),
    ...(layanan.fee.lines ?? []).map(
      (line, index): DefinitionPart => ({
        kind: 'biaya',
        id: String(index),
        key: 'fee',
        name: line.label,
        facts: [fact('label', line.label, 'words'), fact('amount', line.amount, 'expr')],
      }),
    ),
    ...layanan.outputs.map(outputPart),
    ...layanan.tests.map(
      (test): DefinitionPart => ({
        kind: 'uji',
        id: test.name,
        key: 'tests',
        name: test.name,
        facts: [
          fact('at', test.at),
          fact('data', test.data, 'json'),
          fact('expect', test.expect, 'json'),
        ],
      }),
    ),
  ]
}

function wholeOf(layanan: Layanan): readonly DefinitionPart[] {
  const { applicant, standar, fee, privacy, workflow, effective } = layanan
  const one = (key: string, ...facts: readonly Fact[]): DefinitionPart => ({
    kind: 'layanan',
    id: key,
    key,
    name: layanan.name,
    facts,
  })
  return [
    one('name', fact('name', layanan.name, 'words')),
    one('summary', fact('summary', layanan.summary, 'words')),
    one('owner', fact('owner', layanan.owner)),
    one('kind', fact('kind', layanan.kind)),
    one('keywords', fact('keywords', layanan.keywords, 'list')),
    one('events', fact('events', layanan.events, 'list')),
    one('effective', fact('from', effective.from), fact('until', effective.to)),
    one('running', fact('running', layanan.running, 'json')),
    one('refs', fact('refs', layanan.refs, 'json')),
    one(
      'applicant',
      fact('who', applicant.who, 'list'),
      fact('delegate', applicant.delegate, 'list'),
      fact('assurance', applicant.assurance),
    ),
    one('channels', fact('channels', layanan.channels, 'list')),
    one('offline', fact('offline', layanan.offline)),
    one(
      'standar',
      fact('dasarHukum', standar.dasarHukum.map(lawLine), 'list'),
      fact('sarana', standar.sarana, 'wordList'),
      fact('kompetensi', standar.kompetensi, 'wordList'),
      fact('pengawasan', standar.pengawasan, 'words'),
      fact('jumlahPelaksana', standar.jumlahPelaksana),
      fact('jaminanLayanan', standar.jaminanLayanan, 'words'),
      fact('jaminanKeamanan', standar.jaminanKeamanan, 'words'),
      fact('evaluasi', standar.evaluasi, 'words'),
      fact('sk', standar.sk),
    ),
    one('place', fact('place', layanan.place)),
    one('stats', fact('stats', layanan.stats, 'list')),
    one('workflow', fact('start', workflow.start), fact('clock', workflow.clock)),
    one(
      'fee',
      fact('feeKind', fee.kind),
      fact('feeAt', fee.at),
      fact('feeLaw', fee.law === undefined ? undefined : lawLine(fee.law)),
      fact('account', fee.account),
    ),
    one(
      'privacy',
      fact('basis', privacy.basis),
      fact('retainYears', privacy.retainYears),
      fact('drop', privacy.drop, 'list'),
      fact('export', privacy.export),
    ),
  ]
}

function lawLine({ name, about, isVerified }: Layanan['standar']['dasarHukum'][number]): string {
  return `${name}${about === undefined ? '' : `: ${about}`}${isVerified ? ' ✓' : ''}`
}

function fieldParts(
  field: Field,
  { key, of, group = '' }: Readonly<{ key: string; of: Words; group?: string }>,
): readonly DefinitionPart[] {
  const id = `${group}${field.id}`
  return [
    {
      kind: 'isian',
      id,
      key,
      name: field.label,
      facts: [
        fact('label', field.label, 'words'),
        fact('place', of, 'words'),
        fact('type', field.type),
        fact('hint', field.hint, 'words'),
        fact('required', field.required ?? false, 'expr'),
        fact('show', field.show, 'expr'),
        fact('value', field.value, 'expr'),
        fact('prefill', field.prefill),
        fact('lock', field.lock),
        fact('options', field.options, 'json'),
        fact('min', field.min),
        fact('max', field.max),
        fact('pattern', field.pattern),
        fact('check', field.check, 'json'),
        fact('pii', field.pii),
        fact('forApplicant', field.forApplicant),
        fact('onSite', field.onSite),
      ],
    },
    ...(field.fields ?? []).flatMap((cell) =>
      fieldParts(cell, { key, of: field.label, group: `${id}[].` }),
    ),
  ]
}

function stateParts([id, state]: readonly [string, State]): readonly DefinitionPart[] {
  return [
    {
      kind: 'tahap',
      id,
      key: 'workflow',
      name: state.label,
      facts: [
        fact('label', state.label, 'words'),
        fact('public', state.public, 'words'),
        fact('assign', state.assign, 'json'),
        fact('sla', state.sla, 'sla'),
        fact('pause', state.pause),
        fact('auto', state.auto, 'json'),
        fact('join', withoutForm(state.join), 'json'),
        fact('field', state.field),
        fact('end', state.end),
      ],
    },
    ...(state.actions ?? []).flatMap((action) => actionParts(action, id, state)),
    ...opinionFields(state).flatMap((field) =>
      fieldParts(field, { key: 'workflow', of: state.label }),
    ),
  ]
}

/** Fields beside opinions are told one by one, as those of actions are. */
function withoutForm(join: State['join']): Omit<NonNullable<State['join']>, 'form'> | undefined {
  if (join === undefined) return undefined
  const { form: _, ...asked } = join
  return asked
}

function actionParts(action: Action, stateId: string, state: State): readonly DefinitionPart[] {
  return [
    {
      kind: 'tindakan',
      id: `${stateId}/${action.id}`,
      key: 'workflow',
      name: action.label,
      facts: [
        fact('label', action.label, 'words'),
        fact('actionTo', action.to),
        fact('roles', action.roles, 'list'),
        fact('guard', action.guard, 'expr'),
        fact('reason', action.reason, 'json'),
        fact('notSameActorAs', action.notSameActorAs, 'list'),
        fact('fix', action.fix),
        fact('bulk', action.bulk),
      ],
    },
    ...(action.form ?? []).flatMap((field) =>
      fieldParts(field, { key: 'workflow', of: state.label }),
    ),
  ]
}

function outputPart(output: Layanan['outputs'][number]): DefinitionPart {
  const { letter } = output
  return {
    kind: 'keluaran',
    id: output.id,
    key: 'outputs',
    name: output.label,
    facts: [
      fact('label', output.label, 'words'),
      fact('at', output.at),
      fact('show', output.show, 'expr'),
      fact('judul', letter?.judul),
      fact('number', letter?.number),
      fact('blocks', letter?.blocks.map(blockText), 'list'),
      fact(
        'blockShow',
        letter?.blocks.map((block) => block.show ?? null),
        'json',
      ),
      fact('penutup', letter?.penutup),
      fact('sign', letter?.sign, 'json'),
      fact('months', letter?.valid?.months, 'expr'),
      fact('until', letter?.valid?.until, 'expr'),
      fact('shown', letter?.show, 'json'),
    ],
  }
}

function blockText(block: LetterBlock): string {
  if ('text' in block) return block.text
  if ('table' in block) return block.table.map((pair) => pair.join(': ')).join('; ')
  if ('list' in block) return block.list.join('; ')
  return `${block.rows}: ${block.columns.map((pair) => pair.join(': ')).join('; ')}`
}
