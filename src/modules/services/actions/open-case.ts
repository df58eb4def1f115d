import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Asked, Prepared } from '../domain/definition/prepare.ts'
import type { Permohonan } from '../domain/permohonan.ts'
import { conditionalUnits, mayRead, type Standing } from '../domain/standing.ts'
import { type CaseRows, readCaseRows } from '../store/case-store.ts'
import { type Isian, openIsian } from '../store/isian-store.ts'
import { findKuasa } from '../store/kuasa-store.ts'
import { findByNomor, lockByNomor } from '../store/permohonan-store.ts'
import { listAskedUnits } from '../store/tugas-store.ts'
import { readHas } from './case-facts.ts'

/** Who stands before an application; the system is not somebody. */
export type Caller = Readonly<{ actor: Actor; isSystem?: boolean }>

/** An application with everything its rules and its page need, open to this caller. */
export type OpenCase = Omit<CaseRows, 'isian'> &
  Readonly<{
    prepared: Prepared
    permohonan: Permohonan
    standing: Standing
    /** Agencies that hang on a condition and were asked. */
    asked: ReadonlySet<string>
    isian: Isian
    has: Asked['has']
  }>

/**
 * Open an application for somebody who has a part in it. For everybody else it does not exist: whether a
 * number is anybody's is nobody's business.
 *
 * @returns undefined when there is none, or not for this caller
 */
export async function openCase(
  deps: Deps,
  tx: Tx,
  {
    nomor,
    caller,
    isForUpdate = false,
  }: Readonly<{ nomor: string; caller: Caller; isForUpdate?: boolean }>,
): Promise<OpenCase | undefined> {
  const permohonan = await (isForUpdate ? lockByNomor(tx, nomor) : findByNomor(tx, nomor))
  if (permohonan === undefined) return undefined
  const prepared = await deps.layanan.prepared(tx, permohonan)
  const standing = await standingOf(deps, tx, permohonan, caller)
  const { states } = prepared.layanan.workflow
  // Only where it hangs on a condition who is asked: elsewhere the definition says it all.
  const asked = new Set(
    conditionalUnits(states, permohonan).length === 0
      ? []
      : await listAskedUnits(tx, permohonan.id),
  )
  if (!mayRead(permohonan, states, { standing, asked })) return undefined
  const { id } = permohonan
  const [, { isian, ...hanging }, has] = await together([
    openIsian(tx, id),
    readCaseRows(tx, id),
    readHas(deps, tx, prepared, permohonan.pemilikAkunId),
  ])
  if (isian === null) throw new Error('the answers of an opened application are there')
  return { prepared, permohonan, standing, asked, isian, ...hanging, has }
}

/** The applicant is the owner, who handed it in for them, and whoever holds their power of attorney today. */
export async function standingOf(
  deps: Deps,
  tx: Tx,
  permohonan: Permohonan,
  { actor, isSystem = false }: Caller,
): Promise<Standing> {
  if (isSystem) return { actor, isPemohon: false, isSystem }
  if (!isSignedIn(actor)) return { actor, isPemohon: false }
  const isOwner = actor.accountId === permohonan.pemilikAkunId
  if (isOwner || (await actsForOwner(deps, tx, permohonan, actor.accountId)))
    return { actor, isPemohon: true }
  return { actor, isPemohon: false }
}

async function actsForOwner(
  { kit }: Deps,
  tx: Tx,
  permohonan: Permohonan,
  accountId: string,
): Promise<boolean> {
  if (permohonan.diajukanOleh !== accountId) return false
  // A clerk who handed it in may hand in what is mended too; family and proxies only while they hold the power.
  if (permohonan.cara === 'petugas-loket') return true
  const kuasa = await findKuasa(tx, {
    pemberi: permohonan.pemilikAkunId,
    penerima: accountId,
    kode: permohonan.kode,
    on: kit.today(),
  })
  return kuasa !== undefined
}
