import { workingDaysBetween } from '../../../kernel/calendar.ts'
import { type Tanggal, tanggalIn } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { ReadingRules } from '../domain/answers.ts'
import { lookupIn } from '../domain/definition/golden.ts'
import { type Asked, factsOf, type Prepared } from '../domain/definition/prepare.ts'
import type { Facts } from '../domain/expr/types.ts'
import { isDiwakili, type Permohonan } from '../domain/permohonan.ts'
import type { Isian } from '../store/isian-store.ts'
import type { Lampiran } from '../store/lampiran-store.ts'
import type { IsianPendapat } from '../store/pendapat-store.ts'
import { listIssuedKodes, listRunningKodes } from '../store/permohonan-store.ts'

/** How far back an issued letter still counts as one the applicant has. */
const ISSUED_YEARS = 2

/** What an application's rules may ask: its answers, what registers said, and itself. */
export type CaseFacts = Readonly<{
  permohonan: Pick<
    Permohonan,
    'diajukanAt' | 'desaKode' | 'kecamatanKode' | 'kanal' | 'cara' | 'isLunas' | 'biayaRupiah'
  >
  isian: Isian
  lampiran: readonly Pick<Lampiran, 'dokumenId'>[]
  /** What agencies filled in beside their opinions, oldest round first. */
  isianPendapat: readonly Pick<IsianPendapat, 'isian'>[]
  has: Asked['has']
}>

/** @returns the facts of a stored application, worked out anew against its pinned version */
export function factsOfCase(deps: Deps, prepared: Prepared, found: CaseFacts): Facts {
  return factsOf(prepared, askedOfCase(deps, found))
}

/** What is asked of a definition about a stored application, whichever version is asked. */
export function askedOfCase(deps: Deps, found: CaseFacts): Asked {
  const { permohonan, isian, lampiran, isianPendapat, has } = found
  const { zone } = deps.reference.calendar()
  const on = tanggalIn(zone, permohonan.diajukanAt)
  return {
    answers: Object.assign(
      { ...isian.jawaban, ...isian.tindakan },
      ...isianPendapat.map((one) => one.isian),
    ) as Readonly<Record<string, unknown>>,
    known: {
      ...isian.register,
      ...ownFacts(permohonan, on),
      'bayar.lunas': permohonan.isLunas || permohonan.biayaRupiah === 0,
    },
    documents: new Set(lampiran.map((one) => one.dokumenId)),
    disputed: new Set(Object.keys(isian.sanggahan)),
    // Rules hold as on the day it was handed in: an application never changes because time passes.
    today: on,
    ...worldOf(deps, has),
  }
}

/** What is known of an application itself, stored or still a draft. */
export function ownFacts(
  {
    desaKode,
    kecamatanKode,
    kanal,
    cara,
  }: Omit<CaseFacts['permohonan'], 'diajukanAt' | 'isLunas' | 'biayaRupiah'>,
  on: Tanggal,
): Readonly<Record<string, unknown>> {
  return {
    'case.tanggal': on,
    'case.desa': desaKode,
    'case.kecamatan': kecamatanKode,
    'case.kanal': kanal,
    'case.cara': cara,
    'case.diwakili': isDiwakili(cara),
  }
}

/** What rules may ask of the world: tables, working days, what the applicant has. */
export function worldOf(deps: Deps, has: Asked['has']): Pick<Asked, 'lookup' | 'workdays' | 'has'> {
  return {
    lookup: lookupIn(deps.layanan.tables),
    workdays: (from, to) => {
      const count = workingDaysBetween(from as Tanggal, to as Tanggal, deps.reference.calendar())
      return count.ok ? count.value : null
    },
    has,
  }
}

/** What an applicant has already, asked once and only for definitions that ask. */
export async function readHas(
  deps: Deps,
  tx: Tx,
  prepared: Prepared,
  akunId: string,
): Promise<Asked['has']> {
  if (!asksForHas(prepared)) return () => false
  const since = new Date(deps.kit.now().getTime())
  since.setUTCFullYear(since.getUTCFullYear() - ISSUED_YEARS)
  const [running, issued] = await together([
    listRunningKodes(tx, akunId),
    listIssuedKodes(tx, akunId, since),
  ])
  return (what, code) => (what === 'permohonan' ? running : issued).includes(code)
}

const asking = new WeakMap<Prepared, boolean>()

function asksForHas(prepared: Prepared): boolean {
  const known = asking.get(prepared)
  if (known !== undefined) return known
  const asks = JSON.stringify(prepared.layanan).includes('"has"')
  asking.set(prepared, asks)
  return asks
}

/** How answers are read: today, the villages of the region, and the keys of tables. */
export function readingRules(deps: Deps): ReadingRules {
  return {
    today: deps.kit.today(),
    isDemo: deps.kit.isDemo(),
    isDesa: (kode) => {
      const found = deps.reference.findWilayah(kode)
      return found?.tingkat === 'desa' || found?.tingkat === 'kelurahan'
    },
    tableKeys: (table) => new Set(Object.keys(deps.layanan.tables.get(table)?.rows ?? {})),
  }
}

/** Offices of a village: its own, its district's. */
export function officesOf(
  deps: Pick<Deps, 'reference'>,
  desaKode: string | undefined,
): Readonly<{ desaKode: string | null; kecamatanKode: string | null }> {
  if (desaKode === undefined) return { desaKode: null, kecamatanKode: null }
  const { reference } = deps
  return {
    desaKode: reference.unitOfWilayah(desaKode)?.kode ?? null,
    kecamatanKode: reference.unitOfWilayah(reference.kecamatanKodeOf(desaKode))?.kode ?? null,
  }
}
