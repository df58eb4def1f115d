import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { FACTS } from '../domain/definition/names.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { wordsIn } from '../domain/definition/types.ts'
import { namesIn } from '../domain/expr/check.ts'
import type { Draf } from '../store/draf-store.ts'

type Json = Readonly<Record<string, unknown>>

/** What registers and the account say of the applicant, and the answers with what they fill in. */
export type Known = Readonly<{
  register: Json
  answers: Json
  nik: string | undefined
  /** Registers that did not answer: the applicant's own word stands and is compared later. */
  unreachable: readonly ('penduduk' | 'oss')[]
}>

export type Asking = Readonly<{ prepared: Prepared; draf: Draf; actor: SignedIn; ownerId: string }>

/**
 * Ask only the registers that this definition names. A locked field holds what its register says, unless the
 * applicant disputes it; another one holds it until they write something else.
 */
export async function readKnown(deps: Deps, tx: Tx, asking: Asking): Promise<Known> {
  const { prepared, draf, ownerId } = asking
  const wanted = registersOf(prepared)
  const [account, nik] = await together([
    deps.identity.findAccount(tx, ownerId),
    wanted.has('penduduk') ? deps.identity.nikOf(tx, ownerId) : undefined,
  ])
  const unreachable: ('penduduk' | 'oss')[] = []
  const register: Record<string, unknown> = {
    'pemohon.jenis': 'warga',
    'pemohon.tingkat':
      account?.tier === 'face-to-face' ? 3 : account?.tier === 'nik-checked' ? 2 : 1,
    'akun.nama': account?.name ?? null,
  }
  const subject = { kind: 'permohonan-draf', id: draf.id }
  const tujuan = `Mengisi permohonan ${wordsIn(prepared.layanan.name, 'id')}`
  const who = { tujuan, subject, actor: asking.actor, accountId: ownerId }
  if (nik !== undefined) {
    const found = await deps.registers.person(tx, { nik, ...who })
    if (found.kind === 'ditemukan') Object.assign(register, found.nilai)
    if (found.kind === 'tidak-terjangkau') unreachable.push('penduduk')
    register['penduduk.nik'] ??= nik
  }
  const nib = nibOf(prepared, draf)
  if (nib !== undefined) {
    const found = await deps.registers.nib(tx, { nib, ...who })
    if (found.kind === 'ditemukan') Object.assign(register, found.nilai)
    if (found.kind === 'tidak-terjangkau') unreachable.push('oss')
  }
  return { register, nik, unreachable, answers: withPrefill(prepared, draf, register) }
}

type Register = 'penduduk' | 'oss'

const cache = new WeakMap<Prepared, ReadonlySet<Register>>()

/** Which registers a definition names, by prefill or in a rule. */
function registersOf(prepared: Prepared): ReadonlySet<Register> {
  const known = cache.get(prepared)
  if (known !== undefined) return known
  const { layanan } = prepared
  const names = [
    ...[...prepared.fields.values()].map(({ field }) => field.prefill ?? ''),
    ...layanan.eligibility.flatMap((rule) => namesIn(rule.when)),
    ...layanan.form.flatMap((page) => page.fields.flatMap((field) => namesIn(field.show ?? null))),
  ].filter((name) => Object.hasOwn(FACTS, name))
  const found = new Set<Register>()
  for (const name of names) {
    if (name.startsWith('penduduk.')) found.add('penduduk')
    if (name.startsWith('oss.')) found.add('oss')
  }
  cache.set(prepared, found)
  return found
}

/** The NIB the applicant typed, which is what OSS is asked by. */
function nibOf(prepared: Prepared, draf: Draf): string | undefined {
  if (!registersOf(prepared).has('oss')) return undefined
  const field = [...prepared.fields.values()].find((one) => one.field.type === 'nib')
  const typed = field === undefined ? undefined : draf.jawaban[field.field.id]
  return typeof typed === 'string' ? typed : undefined
}

function withPrefill(prepared: Prepared, draf: Draf, register: Json): Json {
  const answers: Record<string, unknown> = { ...draf.jawaban }
  for (const { field } of prepared.fields.values()) {
    const value = field.prefill === undefined ? undefined : register[field.prefill]
    if (value === undefined || value === null) continue
    const disputed = draf.sanggahan[field.id]
    if (field.lock === true) answers[field.id] = disputed ?? value
    else answers[field.id] ??= value
  }
  return answers
}
