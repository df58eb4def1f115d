import { z } from 'zod'
import type { Role } from '../../../kernel/actor.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import {
  APPLICANTS,
  CHANNELS,
  DELEGATES,
  ENDS,
  ESCALATION_ROLES,
  EXPIRIES,
  FIELD_TYPES,
  type Field,
  KINDS,
  type Layanan,
  type Rujukan,
} from '../domain/definition/types.ts'
import { type Expr, OPS } from '../domain/expr/types.ts'

/**
 * A definition as it comes from a file or the designer, checked key by key: what nobody declared is
 * refused. The published JSON Schema is made from it, so the two cannot differ.
 */

/** Roles that may stand in a definition. */
const ROLES = [
  'petugas-layanan',
  'petugas-lapangan',
  'loket',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'bendahara',
  'pajak',
  'rt',
] as const satisfies readonly Role[]

const line = z.string().trim().min(1).max(300)
const short = z.string().trim().min(1).max(120)
const id = z.string().min(1).max(40)
const words = z.union([
  z.string().trim().min(1).max(1000),
  z.strictObject({ id: z.string().trim().min(1).max(1000), en: z.string().max(1000).optional() }),
])
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseTanggal(text).ok)
  .meta({ format: 'date' }) as unknown as z.ZodType<Tanggal>
const role = z.enum(ROLES)
const roles = z.union([role, z.array(role).min(1).max(4)])
const unit = z.string().min(2).max(40)

const TEXT_MAX = 500
const ARGS_MAX = 50

const expr: z.ZodType<Expr> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string().max(TEXT_MAX),
    z.strictObject({ f: z.string().min(1).max(80) }),
    z.tuple([z.enum(OPS)], expr).refine((call) => call.length <= ARGS_MAX),
  ]),
) as z.ZodType<Expr>

const option = z.tuple([z.string().min(1).max(40), words])
const check = z.strictObject({ when: expr, message: words })

const field: z.ZodType<Field> = z.lazy(() =>
  z.strictObject({
    id,
    type: z.enum(FIELD_TYPES),
    label: words,
    hint: words.optional(),
    required: z.union([z.boolean(), expr]).optional(),
    show: expr.optional(),
    value: expr.optional(),
    prefill: z.string().max(40).optional(),
    lock: z.boolean().optional(),
    options: z
      .union([z.array(option).min(1).max(100), z.strictObject({ ref: z.string().max(40) })])
      .optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    pattern: z.string().max(60).optional(),
    check: z.array(check).max(10).optional(),
    fields: z.array(field).min(1).max(20).optional(),
    pii: z.enum(['umum', 'spesifik']).optional(),
    forApplicant: z.boolean().optional(),
    onSite: z.boolean().optional(),
  }),
) as z.ZodType<Field>

const law = z.strictObject({ name: line, about: line.optional(), isVerified: z.boolean() })

const standar = z.strictObject({
  dasarHukum: z.array(law).min(1).max(20),
  sarana: z.array(words).min(1).max(20),
  kompetensi: z.array(words).min(1).max(20),
  pengawasan: words,
  jumlahPelaksana: z.number().int().min(1).max(1000),
  jaminanLayanan: words,
  jaminanKeamanan: words,
  evaluasi: words,
  sk: short.optional(),
})

const param = z.strictObject({
  id,
  label: words,
  values: z
    .array(
      z.strictObject({
        from: date,
        value: z.union([z.number(), z.string().max(120)]),
        source: line,
        isVerified: z.boolean(),
      }),
    )
    .min(1)
    .max(50),
})

const rule = z.strictObject({
  id,
  when: expr,
  else: z.enum(['tolak', 'arahkan', 'peringatan']),
  to: z.string().max(60).optional(),
  message: words,
  law: line.optional(),
})

const action = z.strictObject({
  id,
  label: words,
  to: id,
  roles: z
    .array(z.union([role, z.literal('pemohon')]))
    .min(1)
    .max(6),
  guard: expr.optional(),
  reason: z.union([z.boolean(), z.array(words).min(1).max(20)]).optional(),
  form: z.array(field).max(20).optional(),
  bulk: z.boolean().optional(),
  notSameActorAs: z.array(id).max(5).optional(),
  fix: z.boolean().optional(),
})

const state = z.strictObject({
  label: words,
  public: words,
  assign: z.strictObject({ role: roles, unit: unit.optional() }).optional(),
  sla: z
    .strictObject({
      h: z.number().positive().max(1000).optional(),
      h24: z.number().positive().max(1000).optional(),
      d: z.number().int().positive().max(1000).optional(),
      warnAt: z.number().gt(0).lt(1).optional(),
      expire: z.enum(EXPIRIES),
      to: z.union([id, z.array(z.enum(ESCALATION_ROLES)).min(1).max(4)]),
      law: line.optional(),
    })
    .refine((sla) => [sla.h, sla.h24, sla.d].filter((one) => one !== undefined).length === 1, {
      message: 'Isi salah satu: h (jam kerja), h24 (jam siang malam), atau d (hari).',
    })
    .optional(),
  pause: z.boolean().optional(),
  auto: z
    .array(z.strictObject({ when: expr, to: id, why: words }))
    .max(10)
    .optional(),
  join: z
    .strictObject({
      units: z
        .array(z.union([unit, z.strictObject({ unit, when: expr })]))
        .min(1)
        .max(8),
      role: roles,
      need: z.enum(['all', 'any']),
      to: id,
      no: id,
      form: z
        .array(z.strictObject({ unit, fields: z.array(field).min(1).max(20) }))
        .max(8)
        .optional(),
    })
    .optional(),
  field: z.boolean().optional(),
  actions: z.array(action).max(12).optional(),
  end: z.enum(ENDS).optional(),
})

const shown = expr.optional()
const cell = z.tuple([short, z.string().max(TEXT_MAX)])
const block = z.union([
  z.strictObject({ show: shown, text: z.string().trim().min(1).max(3000) }),
  z.strictObject({ show: shown, table: z.array(cell).min(1).max(40) }),
  z.strictObject({
    show: shown,
    list: z.array(z.string().trim().min(1).max(TEXT_MAX)).min(1).max(40),
  }),
  z.strictObject({ show: shown, rows: id, columns: z.array(cell).min(1).max(8) }),
])

const letter = z.strictObject({
  judul: short,
  number: z.string().min(5).max(120),
  blocks: z.array(block).min(1).max(40),
  penutup: z.string().max(1000).optional(),
  sign: z.strictObject({
    level: z.enum(['tte', 'segel']),
    role: roles,
    unit: unit.optional(),
  }),
  valid: z.strictObject({ months: expr.optional(), until: expr.optional() }).optional(),
  show: z.array(cell).max(8),
})

const golden = z.strictObject({
  name: short,
  at: date,
  data: z.record(z.string().max(80), z.unknown()),
  expect: z.strictObject({
    eligible: z.boolean().optional(),
    stops: z.array(id).optional(),
    route: z.string().max(60).optional(),
    fee: z.number().int().optional(),
    state: id.optional(),
    value: z.record(z.string().max(80), z.unknown()).optional(),
    documents: z.array(id).optional(),
    pages: z.array(id).optional(),
    warnings: z.array(id).optional(),
    checks: z.array(z.string().max(90)).optional(),
    outputs: z.array(id).optional(),
    until: z.record(z.string().max(40), date.nullable()).optional(),
    h24: z.number().positive().optional(),
    letter: z.record(z.string().max(40), z.array(z.string().min(1).max(500)).max(20)).optional(),
  }),
})

const code = z.string().min(4).max(60)
const searchWords = z.array(z.string().trim().min(2).max(60)).min(1).max(30)
const events = z.array(z.string().max(40)).max(8).optional()

const layananShape = z.strictObject({
  schema: z.literal('layanan/1'),
  code,
  version: z.number().int().min(1).max(10_000),
  effective: z.strictObject({ from: date, to: date.optional() }),
  running: z.union([
    z.literal('finish-on-old'),
    z.strictObject({ migrate: z.record(z.string(), z.string()) }),
  ]),
  name: words,
  summary: words,
  owner: unit,
  kind: z.enum(KINDS),
  keywords: searchWords,
  events,
  refs: z
    .strictObject({
      sippn: short.optional(),
      klasifikasi: short.optional(),
      kbli: z.array(z.string().max(5)).max(50).optional(),
    })
    .optional(),
  applicant: z.strictObject({
    who: z.array(z.enum(APPLICANTS)).min(1),
    delegate: z.array(z.enum(DELEGATES)),
    assurance: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  }),
  channels: z.array(z.enum(CHANNELS)).min(1),
  offline: z.boolean(),
  standar,
  params: z.array(param).max(50).optional(),
  eligibility: z.array(rule).max(30),
  form: z
    .array(z.strictObject({ id, title: words, show: shown, fields: z.array(field).min(1).max(40) }))
    .min(1)
    .max(30),
  documents: z
    .array(
      z.strictObject({
        id,
        label: words,
        hint: words.optional(),
        show: shown,
        required: z.union([z.boolean(), expr]),
        berkas: z.string().max(40).optional(),
        accept: z.array(z.enum(['jpg', 'pdf'])).min(1),
        maxKb: z.number().int().min(50).max(10_000),
        maxMonths: z.number().int().min(1).max(120).optional(),
        original: z.boolean().optional(),
      }),
    )
    .max(40),
  place: id.optional(),
  workflow: z.strictObject({
    start: id,
    clock: z.enum(['kerja', 'kalender']),
    states: z.record(z.string(), state),
  }),
  fee: z.strictObject({
    kind: z.enum(['gratis', 'retribusi', 'pajak']),
    lines: z
      .array(z.strictObject({ label: words, amount: expr }))
      .max(20)
      .optional(),
    at: id.optional(),
    law: law.optional(),
    account: short.optional(),
  }),
  outputs: z
    .array(z.strictObject({ id, label: words, at: id, show: shown, letter: letter.optional() }))
    .min(1)
    .max(8),
  privacy: z.strictObject({
    basis: short,
    retainYears: z.number().int().min(1).max(100),
    drop: z.array(id).max(40),
    export: z.enum(['ya', 'agregat', 'tidak']),
  }),
  stats: z.array(id).max(8).optional(),
  tests: z.array(golden).max(50),
})

/** Nothing sensible nests deeper; what does could exhaust the stack of whoever walks it. */
const DEPTH_MAX = 64

function isShallow(data: unknown): boolean {
  let level: readonly unknown[] = [data]
  for (let depth = 0; depth <= DEPTH_MAX; depth += 1) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
    if (level.length === 0) return true
  }
  return false
}

export const LayananSchema: z.ZodType<Layanan> = z
  .unknown()
  .refine(isShallow, { message: `Susunan lebih dalam dari ${DEPTH_MAX} tingkat.`, abort: true })
  .pipe(layananShape) as unknown as z.ZodType<Layanan>

export const RujukanSchema: z.ZodType<Rujukan> = z.strictObject({
  schema: z.literal('rujukan/1'),
  code,
  version: z.number().int().min(1),
  name: words,
  summary: words,
  keywords: searchWords,
  events,
  agency: words,
  url: z.url({ protocol: /^https$/ }),
  here: words.optional(),
  lawBasis: z.array(law).min(1).max(10),
}) as unknown as z.ZodType<Rujukan>

/** @returns the JSON Schema (2020-12) of a definition, made from what checks it */
export function definitionJsonSchema(): object {
  return z.toJSONSchema(layananShape, { unrepresentable: 'any', io: 'input' })
}

const JSON_MAX = 20_000
const NESTED_MAX = 60

/** @returns an expression written as JSON; undefined for what is none, or is nested out of all measure */
export function parseExpr(text: string): Readonly<{ value: Expr }> | undefined {
  if (text.length > JSON_MAX || isNestedTooDeep(text)) return undefined
  try {
    const parsed = expr.safeParse(JSON.parse(text))
    return parsed.success ? { value: parsed.data } : undefined
  } catch {
    return undefined
  }
}

/** Brackets are counted before anything walks them: a schema of itself would run out of stack. */
export function isNestedTooDeep(text: string, most = NESTED_MAX): boolean {
  let depth = 0
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > most) return true
  }
  return false
}
