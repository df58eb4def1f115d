import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { PENDUDUK_FIELDS, type Penduduk, type Sistem } from '../domain/register.ts'
import type { Partners, Subject } from '../types.ts'
import type { Values } from './value-box.ts'

/** What forms know of a register, by the names their definitions use: "penduduk.nama", "oss.kbli". */
export type Facts = Readonly<Record<string, string | boolean>>
export type FactsAnswer =
  | Readonly<{ kind: 'ditemukan'; nilai: Facts }>
  | Readonly<{ kind: 'tidak-ada' | 'tidak-terjangkau' }>

type Asking = Readonly<{ tujuan: string; subject: Subject; actor: Actor; accountId: string }>

/** The door for modules that fill forms: the same looks, in the names of their definitions. */
export type FormFacts = Readonly<{
  /** @param ask `bidang` names the facts that are needed, without "penduduk."; all when left out */
  person: (
    tx: Tx,
    ask: Asking & Readonly<{ nik: string; bidang?: readonly string[] }>,
  ) => Promise<FactsAnswer>
  nib: (tx: Tx, ask: Asking & Readonly<{ nib: string }>) => Promise<FactsAnswer>
  matchLater: (
    tx: Tx,
    match: Readonly<{
      nik: string
      klaim: Values
      tujuan: string
      subject: Subject
      accountId: string
    }>,
  ) => Promise<void>
  dispute: (
    tx: Tx,
    dispute: Readonly<{
      accountId: string
      nik?: string
      field: string
      registerValue: string
      claimed: string
      subject: Subject
    }>,
  ) => Promise<void>
}>

export function createFormFacts(partners: Partners): FormFacts {
  return {
    person: async (tx, { bidang, ...ask }) => {
      const wanted = PENDUDUK_FIELDS.filter(
        (field) => bidang === undefined || bidang.map(fieldOf).includes(field),
      )
      const found = await partners.person(tx, { ...ask, bidang: wanted })
      if (found.kind === 'ditemukan') return { kind: 'ditemukan', nilai: personFacts(found.person) }
      return { kind: found.kind === 'tidak-terjangkau' ? 'tidak-terjangkau' : 'tidak-ada' }
    },
    nib: async (tx, ask) => {
      const found = await partners.nib(tx, ask)
      if (found.kind === 'ditemukan')
        return { kind: 'ditemukan', nilai: named('oss', Object.entries(found.usaha)) }
      return { kind: found.kind === 'tidak-terjangkau' ? 'tidak-terjangkau' : 'tidak-ada' }
    },
    matchLater: (tx, { nik, klaim, ...rest }) =>
      partners.matchLater(tx, {
        ...rest,
        sistem: 'dukcapil',
        nomor: nik,
        klaim: Object.fromEntries(
          Object.entries(klaim).map(([fact, value]) => [fieldOf(fact), value]),
        ),
      }),
    // A value that does not differ is no dispute, and nothing to stop a form for.
    dispute: async (tx, { nik, field, ...rest }) => {
      const [register = '', fact = ''] = field.split('.')
      const sistem: Sistem = register === 'oss' ? 'oss' : 'dukcapil'
      const nomor = nik === undefined || sistem === 'oss' ? {} : { nomor: nik }
      await partners.dispute(tx, { ...rest, ...nomor, sistem, field: fieldOf(fact) })
    },
  }
}

/** Forms call the code of the village by the village. */
function fieldOf(fact: string): string {
  return fact === 'desa' ? 'desaKode' : fact
}

function personFacts(person: Partial<Penduduk>): Facts {
  return named(
    'penduduk',
    Object.entries(person).map(([field, value]) => {
      if (field === 'desaKode') return ['desa', value]
      if (field === 'kawin') return ['kawin', value === 'kawin']
      if (field === 'kelamin') return ['kelamin', value === 'perempuan' ? 'Perempuan' : 'Laki-laki']
      return [field, value]
    }),
  )
}

function named(register: string, entries: readonly (readonly [string, string | boolean])[]): Facts {
  return Object.fromEntries(entries.map(([name, value]) => [`${register}.${name}`, value]))
}
