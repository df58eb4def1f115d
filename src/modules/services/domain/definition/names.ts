import type { ExprType, Scope } from '../expr/check.ts'
import { checkExpr } from '../expr/check.ts'
import type { Field, FieldType, Layanan, State } from './types.ts'

/** What an expression may ask besides answers, and what prefills may name. Nothing else exists. */
export const FACTS: Readonly<Record<string, ExprType>> = {
  'case.tanggal': 'date',
  'case.desa': 'text',
  'case.kecamatan': 'text',
  'case.kanal': 'text',
  'case.cara': 'text',
  /** By family or proxy; a clerk at the counter writes for whoever stands there. */
  'case.diwakili': 'boolean',
  'bayar.lunas': 'boolean',
  'pemohon.jenis': 'text',
  'pemohon.tingkat': 'number',
  'akun.nama': 'text',
  'akun.hp': 'text',
  'akun.email': 'text',
  'penduduk.nik': 'text',
  'penduduk.nkk': 'text',
  'penduduk.nama': 'text',
  'penduduk.tempatLahir': 'text',
  'penduduk.lahir': 'date',
  'penduduk.kelamin': 'text',
  'penduduk.kawin': 'boolean',
  'penduduk.agama': 'text',
  'penduduk.pekerjaan': 'text',
  'penduduk.alamat': 'text',
  'penduduk.rt': 'text',
  'penduduk.rw': 'text',
  'penduduk.desa': 'text',
  'oss.nib': 'text',
  'oss.nama': 'text',
  'oss.kbli': 'text',
  'oss.risiko': 'text',
}

/** What only a letter knows: the office that issues it, and the day. */
export const LETTER_FACTS: Readonly<Record<string, ExprType>> = {
  'kantor.nama': 'text',
  'kantor.alamat': 'text',
  'tanggal.ini': 'date',
}

/** A look-up table that ships with the catalogue: rows by their key. */
export type Table = Readonly<{
  id: string
  label: string
  source: string
  columns: Readonly<Record<string, 'number' | 'text' | 'boolean'>>
  /** Column whose words a list of choices shows. */
  shown: string
  rows: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>
}>

/** What a definition may refer to outside itself. */
export type Surroundings = Readonly<{
  tables: ReadonlyMap<string, Table>
  services: ReadonlySet<string>
}>

const TYPE_OF: Readonly<Record<Exclude<FieldType, 'ulang' | 'hitung' | 'info'>, ExprType>> = {
  teks: 'text',
  paragraf: 'text',
  angka: 'number',
  rupiah: 'number',
  tanggal: 'date',
  bulan: 'month',
  pilih: 'text',
  centang: 'boolean',
  banyak: { list: 'text' },
  nik: 'text',
  nkk: 'text',
  nib: 'text',
  npwpd: 'text',
  hp: 'text',
  email: 'text',
  wilayah: 'text',
  titik: 'any',
  foto: 'any',
  pernyataan: 'boolean',
}

const DEPTH_MAX = 12

/** All fields that can be answered: of the applicant's pages, of officers' actions and beside opinions. */
export function fieldsOf(layanan: Pick<Layanan, 'form' | 'workflow'>): readonly Field[] {
  const states = Object.values(layanan.workflow.states)
  const actions = states.flatMap((state) => state.actions ?? [])
  return [
    ...layanan.form.flatMap((page) => page.fields),
    ...actions.flatMap((action) => action.form ?? []),
    ...states.flatMap(opinionFields),
  ]
}

/** Fields of every agency that is asked at a state. */
export function opinionFields({ join }: Pick<State, 'join'>): readonly Field[] {
  return (join?.form ?? []).flatMap((one) => one.fields)
}

/** @returns what expressions of this definition may name, and of which type each name is */
export function scopeOf(layanan: Layanan, around: Surroundings): Scope {
  const fields = new Map(fieldsOf(layanan).map((field) => [field.id, field]))
  const docs = new Set(layanan.documents.map((doc) => `dok.${doc.id}`))
  const params = new Map((layanan.params ?? []).map((param) => [param.id, param]))
  const known = new Map<string, ExprType>()
  let depth = 0
  const scope: Scope = {
    typeOf: (name) => {
      if (Object.hasOwn(FACTS, name)) return FACTS[name]
      if (docs.has(name)) return 'boolean'
      if (name.includes('[].')) return columnOf(fields, name, scope)
      const field = fields.get(name)
      if (field === undefined || field.type === 'info') return undefined
      if (!known.has(name)) {
        // A computed field that names itself has no type; the cycle is told of elsewhere.
        if (depth > DEPTH_MAX) return 'any'
        depth += 1
        known.set(name, typeOfField(field, scope))
        depth -= 1
      }
      return known.get(name)
    },
    paramType: (id) => {
      const value = params.get(id)?.values[0]?.value
      return value === undefined ? undefined : typeof value === 'number' ? 'number' : 'text'
    },
    columnType: (table, column) => {
      const columns = around.tables.get(table)?.columns
      return columns !== undefined && Object.hasOwn(columns, column) ? columns[column] : undefined
    },
    hasService: (code) => around.services.has(code) || code === layanan.code,
  }
  return scope
}

function typeOfField(field: Field, scope: Scope): ExprType {
  if (field.type === 'ulang') return { list: 'rows' }
  if (field.type === 'hitung') return checkExpr(field.value ?? null, scope).type
  return field.type === 'info' ? 'null' : TYPE_OF[field.type]
}

function columnOf(
  fields: ReadonlyMap<string, Field>,
  name: string,
  scope: Scope,
): ExprType | undefined {
  const [group = '', column = ''] = name.split('[].')
  const rows = fields.get(group)
  const inner = rows?.fields?.find((field) => field.id === column)
  if (rows === undefined || inner === undefined) return undefined
  if (inner.type === 'info' || inner.type === 'ulang') return undefined
  const type = rowScope(scope, rows).typeOf(column) ?? 'any'
  return { list: typeof type === 'object' || type === 'month' || type === 'null' ? 'any' : type }
}

/** @returns the scope in which one row of a group is checked: its own fields first, computed ones among them */
export function rowScope(scope: Scope, group: Field): Scope {
  const own = new Map((group.fields ?? []).map((field) => [field.id, field]))
  let depth = 0
  const inner: Scope = {
    ...scope,
    typeOf: (name) => {
      const field = own.get(name)
      if (field === undefined) return scope.typeOf(name)
      if (depth > DEPTH_MAX) return 'any'
      depth += 1
      const type = typeOfField(field, inner)
      depth -= 1
      return type
    },
  }
  return inner
}
