import type { ExprType } from '../expr/check.ts'
import type { Path } from './path.ts'
import {
  doc,
  fee,
  lines,
  longWords,
  number,
  optional,
  output,
  page,
  param,
  part,
  type RecordShape,
  record,
  rule,
  type Shape,
  standar,
  state,
  stateShape,
  test,
  text,
  tick,
  unit,
  words,
} from './shapes.ts'

export const SECTIONS = [
  'identitas',
  'pemohon',
  'standar',
  'angka',
  'syarat',
  'formulir',
  'berkas',
  'alur',
  'biaya',
  'keluaran',
  'privasi',
  'uji',
] as const
export type SectionId = (typeof SECTIONS)[number]

/** The pages of the designer, and what of a definition each of them edits. */
const SECTION_SHAPES: Readonly<Record<SectionId, RecordShape>> = {
  identitas: record(
    'layanan',
    part('name', words),
    part('summary', longWords),
    part('owner', unit),
    part('kind', { kind: 'pick', of: 'kinds' }),
    part('keywords', lines),
    optional('events', { kind: 'ticks', of: 'events' }),
    part(
      'effective',
      record('effective', part('from', { kind: 'date' }), optional('to', { kind: 'date' })),
    ),
    part('running', { kind: 'running' }),
    optional(
      'refs',
      record(
        'refs',
        optional('sippn', text),
        optional('klasifikasi', text),
        optional('kbli', lines),
      ),
    ),
  ),
  pemohon: record(
    'layanan',
    part(
      'applicant',
      record(
        'applicant',
        part('who', { kind: 'ticks', of: 'who' }),
        part('delegate', { kind: 'ticks', of: 'delegates' }),
        part('assurance', { kind: 'pick', of: 'assurance', isNumber: true }),
      ),
    ),
    part('channels', { kind: 'ticks', of: 'channels' }),
    part('offline', tick),
  ),
  standar: record('layanan', part('standar', standar)),
  angka: record(
    'layanan',
    optional('params', {
      kind: 'list',
      of: () => param,
      make: { id: '', label: '', values: [{ from: '', value: '', source: '', isVerified: false }] },
    }),
  ),
  syarat: record(
    'layanan',
    part('eligibility', {
      kind: 'list',
      of: () => rule,
      make: { id: '', when: true, else: 'tolak', message: '' },
    }),
  ),
  formulir: record(
    'layanan',
    part('form', {
      kind: 'list',
      of: () => page,
      make: { id: '', title: '', fields: [{ id: '', type: 'teks', label: '', required: true }] },
    }),
    optional('place', { kind: 'pick', of: 'places' }),
    optional('stats', lines),
  ),
  berkas: record(
    'layanan',
    part('documents', {
      kind: 'list',
      of: () => doc,
      make: { id: '', label: '', required: true, accept: ['jpg', 'pdf'], maxKb: 2000 },
    }),
  ),
  alur: record(
    'layanan',
    part(
      'workflow',
      record(
        'workflow',
        part('start', state),
        part('clock', { kind: 'pick', of: 'clocks' }),
        part('states', { kind: 'named', of: stateShape, make: { label: '', public: '' } }),
      ),
    ),
  ),
  biaya: record('layanan', part('fee', fee)),
  keluaran: record(
    'layanan',
    part('outputs', { kind: 'list', of: () => output, make: { id: '', label: '', at: '' } }),
  ),
  privasi: record(
    'layanan',
    part(
      'privacy',
      record(
        'privacy',
        part('basis', text),
        part('retainYears', number),
        part('drop', { kind: 'ticks', of: 'documents' }),
        part('export', { kind: 'pick', of: 'exports' }),
      ),
    ),
  ),
  uji: record(
    'layanan',
    part('tests', {
      kind: 'list',
      of: () => test,
      make: { name: '', at: '', data: {}, expect: {} },
    }),
  ),
}

export function isSection(text: string): text is SectionId {
  return SECTIONS.some((one) => one === text)
}

/** @returns the page a key of a definition is edited on */
export function sectionOf(key: string): SectionId {
  const found = SECTIONS.find((id) => SECTION_SHAPES[id].parts.some((one) => one.key === key))
  return found ?? 'identitas'
}

/** A place in a definition that has a page of its own. */
export type Place =
  | Readonly<{ kind: 'record'; section: SectionId; path: Path; shape: RecordShape; make?: unknown }>
  | Readonly<{
      kind: 'expr'
      section: SectionId
      path: Path
      wanted: ExprType | 'any'
      /** May be taken away again. */
      isOptional: boolean
      isCondition: boolean
    }>

/** @returns the place an address names; undefined where a definition has none */
export function placeAt(path: Path): Place | undefined {
  const [first = '', ...rest] = path
  if (rest.length === 0 && isSection(first))
    return { kind: 'record', section: first, path: [], shape: SECTION_SHAPES[first] }
  const section = SECTIONS.find((id) => SECTION_SHAPES[id].parts.some((one) => one.key === first))
  return section === undefined
    ? undefined
    : walk({ section, shape: SECTION_SHAPES[section], path: [], rest: path })
}

type Walk = Readonly<{
  section: SectionId
  shape: Shape
  path: Path
  rest: Path
  isOptional?: boolean
  make?: unknown
}>

function walk({ section, shape, path, rest, isOptional = false, make }: Walk): Place | undefined {
  const [next, ...more] = rest
  if (next === undefined) return endAt({ section, shape, path, isOptional, make })
  if (shape.kind === 'record') {
    const found = shape.parts.find((one) => one.key === next)
    return found === undefined
      ? undefined
      : walk({
          section,
          shape: found.shape,
          path: [...path, next],
          rest: more,
          isOptional: found.isOptional === true,
        })
  }
  if (shape.kind === 'leaf') return walk({ section, shape: shape.of, path, rest })
  if (shape.kind === 'list' && /^(\+|\d{1,3})$/.test(next))
    return walk({ section, shape: shape.of(), path: [...path, next], rest: more, make: shape.make })
  if (shape.kind === 'named')
    return walk({ section, shape: shape.of, path: [...path, next], rest: more, make: shape.make })
  return undefined
}

function endAt({
  section,
  shape,
  path,
  isOptional = false,
  make,
}: Omit<Walk, 'rest'>): Place | undefined {
  if (shape.kind === 'record') return { kind: 'record', section, path, shape, make }
  if (shape.kind === 'leaf')
    return { kind: 'record', section, path, shape: shape.of, make: shape.make }
  if (shape.kind === 'expr')
    return { kind: 'expr', section, path, wanted: shape.wanted, isOptional, isCondition: false }
  if (shape.kind === 'condition')
    return { kind: 'expr', section, path, wanted: 'boolean', isOptional, isCondition: true }
  return undefined
}
