import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decideLangkah, LANGKAH, type Langkah } from '../domain/tahap.ts'
import { holdsAny, holdsFor } from '../domain/wewenang.ts'
import {
  insertPeriksaLengkap,
  insertSpmMany,
  lockSppMany,
  type SppAt,
  updateTahapMany,
} from '../store/borongan-store.ts'
import { rincianOf } from './ajukan.ts'
import { deadlinesOf } from './clocks.ts'
import { numbersFor } from './nomor-banyak.ts'
import { addActs } from './records-many.ts'

/** A payment with who moves it on. */
export type StepOfMany = Readonly<{ actor: SignedIn; sppId: string }>

/** Steps that many payments take at once; all that is asked of them is that they are allowed. */
export type LangkahBanyak = Extract<Langkah, 'setujui' | 'terbit-spm'>

/** A payment that may take the step, locked. */
export type Moving = Readonly<{ actor: SignedIn; spp: SppAt }>

/**
 * Check complete papers, or sign orders, of many payments by statements of sets; one that is refused refuses all.
 *
 * @returns numbers of the papers, in the order given
 * @refuses SPP_TIDAK_ADA, TAHUN_*, TAHUN_SUDAH_LEWAT, codes of decideLangkah
 */
export function createStepMany(deps: Deps) {
  return (
    langkah: LangkahBanyak,
    list: readonly StepOfMany[],
  ): Promise<Result<readonly string[]>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      if (list.length === 0) return ok([])
      const moving = await lockMoving(deps, tx, langkah, list)
      if (!moving.ok) return moving
      return langkah === 'setujui'
        ? ok(await checkAll(deps, tx, moving.value))
        : signAll(deps, tx, moving.value)
    })
}

/** Lock the payments and ask of each whether this person may take the step now. */
export async function lockMoving(
  deps: Deps,
  tx: Tx,
  langkah: Langkah,
  list: readonly StepOfMany[],
): Promise<Result<readonly Moving[]>> {
  const found = new Map(
    (await lockSppMany(tx, [...new Set(list.map(({ sppId }) => sppId))])).map((one) => [
      one.id,
      one,
    ]),
  )
  const refusals: Refusal[] = []
  for (const tahun of new Set([...found.values()].map((one) => one.tahun))) {
    const running = await deps.fiscal.requireRunning(tx, tahun)
    if (!running.ok) refusals.push(...running.refusals)
  }
  const moving: Moving[] = []
  for (const { actor, sppId } of list) {
    const spp = found.get(sppId)
    // Named twice, the second finds the payment where the first has left it.
    found.delete(sppId)
    if (spp === undefined) {
      refusals.push(refusal('SPP_TIDAK_ADA'))
      continue
    }
    const kode = await deps.fiscal.kodefikasi(tx, spp.tahun)
    const judged = judge(langkah, { actor, spp }, kode)
    if (judged.ok) moving.push({ actor, spp })
    else refusals.push(...judged.refusals)
  }
  return refusals.length > 0 ? refuse(refusals) : ok(moving)
}

function judge(langkah: Langkah, { actor, spp }: Moving, { skpd }: Pick<Kodefikasi, 'skpd'>) {
  const { roles, isDaerah } = LANGKAH[langkah]
  const form = { langkah, alasan: '', suratNomor: '' }
  return decideLangkah(spp, form, {
    id: actor.accountId,
    hasRole: isDaerah ? holdsAny(actor, roles) : holdsFor(actor, roles, spp.skpdId, skpd),
    penandatangan: spp.penandatangan,
  })
}

export const actOf = ({ actor, spp }: Moving, nomor: string) => ({
  actor,
  sppId: spp.id,
  nomor,
  version: spp.putaran,
  facts: spp,
})

async function checkAll(deps: Deps, tx: Tx, moving: readonly Moving[]): Promise<readonly string[]> {
  const now = deps.kit.now()
  await together([
    insertPeriksaLengkap(
      tx,
      moving.map(({ actor, spp }) => ({
        sppId: spp.id,
        jenis: spp.jenis,
        putaran: spp.putaran,
        oleh: actor.accountId,
      })),
      now,
    ),
    updateTahapMany(tx, {
      tahap: 'diverifikasi',
      now,
      // SPM is due from when the request came in complete, not from when somebody looked at it.
      list: moving.map(({ actor, spp }) => ({
        id: spp.id,
        tenggatAt: spp.tenggatAt,
        tolakAt: spp.tolakAt,
        diperiksaOleh: actor.accountId,
      })),
    }),
    addActs(
      deps,
      tx,
      'setujui',
      moving.map((one) => actOf(one, one.spp.nomor)),
    ),
  ])
  return moving.map(({ spp }) => spp.nomor)
}

async function signAll(
  deps: Deps,
  tx: Tx,
  moving: readonly Moving[],
): Promise<Result<readonly string[]>> {
  const { kit, fiscal } = deps
  const now = kit.now()
  const tanggal = kit.today()
  const tahun = yearOf(tanggal)
  const late = moving.filter(({ spp }) => spp.tahun !== tahun)
  if (late.length > 0)
    return refuse(late.map(({ spp }) => refusal('TAHUN_SUDAH_LEWAT', { tahun: spp.tahun })))
  const clock = await deadlinesOf(deps, tx, 'sp2d', now)
  const nomor = await numbersFor(fiscal, tx, {
    jenis: 'spm',
    tahun,
    tanggal,
    kode: await fiscal.kodefikasi(tx, tahun),
    of: moving.map(({ spp }) => ({ skpdId: spp.skpdId, rincian: rincianOf(spp.jenis) })),
  })
  const signed = moving.map((one, at) => ({
    ...one,
    nomor: present(nomor[at], 'as many numbers as orders'),
  }))
  await together([
    insertSpmMany(
      tx,
      signed.map(({ actor, spp, nomor: number }) => ({
        id: kit.newId(),
        sppId: spp.id,
        nomor: number,
        tanggal,
        penandatangan: actor.accountId,
      })),
      now,
    ),
    updateTahapMany(tx, {
      tahap: 'spm',
      now,
      list: moving.map(({ spp }) => ({ id: spp.id, ...clock, diperiksaOleh: null })),
    }),
    addActs(
      deps,
      tx,
      'terbit-spm',
      signed.map((one) => actOf(one, one.nomor)),
    ),
  ])
  return ok(nomor)
}
