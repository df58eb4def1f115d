import type { SignedIn } from '../../../kernel/actor.ts'
import { maskNik, type Nik } from '../../../kernel/nik.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { AccessSeen } from '../../audit/index.ts'
import { parseName } from '../domain/contact.ts'
import {
  checkReason,
  type DataRequestForm,
  decideDataRequest,
  REQUEST_LIMIT_MS,
} from '../domain/data-requests.ts'
import { refusal } from '../domain/refusals.ts'
import { isPermitted } from '../permissions.ts'
import {
  type AkunRow,
  eraseAkun,
  findAkun,
  findAkunForUpdate,
  findNikSealed,
  updateNama,
} from '../store/account-store.ts'
import {
  decidePermintaan,
  findPermintaanForUpdate,
  insertPermintaan,
  listOpenPermintaan,
  listPermintaanOf,
  listTatapMuka,
  type OpenPermintaan,
  type PermintaanRow,
} from '../store/request-store.ts'
import { listPeran, type PeranListed } from '../store/role-store.ts'
import { actForAccount, deleteFactors } from '../store/second-factor-store.ts'
import { endSessionsOf, listSessions, type SessionListed } from '../store/session-store.ts'
import type { PersonalDataSource } from '../types.ts'
import type { Deps } from './deps.ts'

const ACCESSES_PER_PAGE = 50
const ACCESSES_IN_EXPORT = 1000
const ERASED_NAME = 'Akun dihapus'

export type OtherData = Readonly<{
  name: string
  data: unknown
  /** Why it stays after an erasure. */
  keptBecause: Readonly<{ id: string; en: string }>
}>

export type MyData = Readonly<{
  account: AkunRow
  /** Last four digits behind dots. */
  nik: string | undefined
  roles: readonly PeranListed[]
  sessions: readonly SessionListed[]
  seenAtCounter: readonly Readonly<{ dokumen: string; dibuat: Date }>[]
  accesses: readonly AccessSeen[]
  requests: readonly PermintaanRow[]
  others: readonly OtherData[]
}>

export function createMyData(deps: Deps, sources: readonly PersonalDataSource[]) {
  const { kit } = deps
  return {
    collect: (actor: SignedIn, before?: Date): Promise<MyData | undefined> =>
      collect(deps, { accountId: actor.accountId, sources, limit: ACCESSES_PER_PAGE, before }),
    /** The same, complete, for the download. */
    collectAll: (actor: SignedIn): Promise<MyData | undefined> =>
      collect(deps, { accountId: actor.accountId, sources, limit: ACCESSES_IN_EXPORT }),
    request: createRequest(deps),
    listOpen: (): Promise<readonly OpenPermintaan[]> => listOpenPermintaan(kit.db),
    decide: createDecide(deps, sources),
  }
}

type Collect = Readonly<{
  accountId: string
  sources: readonly PersonalDataSource[]
  limit: number
  before?: Date | undefined
}>

async function collect(deps: Deps, what: Collect): Promise<MyData | undefined> {
  const { kit, audit, vault } = deps
  const { accountId, sources, limit, before } = what
  const account = await findAkun(kit.db, accountId)
  if (account === undefined) return undefined
  const sealed = await findNikSealed(kit.db, accountId)
  const others: OtherData[] = []
  for (const source of sources) {
    const data = await source.collect(kit.db, accountId)
    others.push({ name: source.name, data, keptBecause: source.keptBecause })
  }
  return {
    account,
    nik: sealed && maskNik(vault.open('nik', sealed) as Nik),
    roles: await listPeran(kit.db, accountId),
    sessions: await listSessions(kit.db, accountId),
    seenAtCounter: await listTatapMuka(kit.db, accountId),
    accesses: await audit.accessesTo(kit.db, accountId, { limit, ...(before ? { before } : {}) }),
    requests: await listPermintaanOf(kit.db, accountId),
    others,
  }
}

/** @refuses PETUGAS_TIDAK_DIHAPUS, AKUN_CONTOH and codes of decideDataRequest */
function createRequest(deps: Deps) {
  const { kit, audit } = deps
  return (
    actor: SignedIn,
    form: Omit<DataRequestForm, 'hasOpenRequest'>,
  ): Promise<Result<'taken'>> =>
    transaction(kit.db, async (tx) => {
      const account = await findAkunForUpdate(tx, actor.accountId)
      if (account === undefined || account.isDemo) return refuse(refusal('AKUN_CONTOH'))
      if (form.jenis === 'hapus' && account.jenis === 'officer')
        return refuse(refusal('PETUGAS_TIDAK_DIHAPUS'))
      const earlier = await listPermintaanOf(tx, account.id)
      const hasOpenRequest = earlier.some(
        ({ status, jenis }) => status === 'diajukan' && jenis === form.jenis,
      )
      const decision = decideDataRequest({ ...form, hasOpenRequest })
      if (!decision.ok) return decision
      const dibuat = kit.now()
      const batas = new Date(dibuat.getTime() + REQUEST_LIMIT_MS)
      await insertPermintaan(tx, {
        ...decision.value,
        id: kit.newId(),
        akunId: account.id,
        dibuat,
        batas,
      })
      await audit.record(tx, actor, {
        action: `permintaan-data.${decision.value.jenis}`,
        subject: { kind: 'akun', id: account.id },
      })
      return ok('taken')
    })
}

export type RequestDecision = Readonly<{
  requestId: string
  isGranted: boolean
  answer: string
  /** For a correction of the name: the name as in the document. */
  name?: string
}>

/**
 * Answer a request. Granting a correction of the name changes it; granting an erasure empties the
 * account and asks every module to remove what no law makes it keep.
 *
 * @refuses TIDAK_BERWENANG, ALASAN_KOSONG, SUDAH_DIPUTUS, DIRI_SENDIRI and codes of parseName
 */
function createDecide(deps: Deps, sources: readonly PersonalDataSource[]) {
  return async (actor: SignedIn, decision: RequestDecision): Promise<Result<'decided'>> => {
    if (!isPermitted(actor, 'permintaan-data.putus')) return refuse(refusal('TIDAK_BERWENANG'))
    const refusals = checkReason(decision.answer, 'jawaban')
    if (refusals.length > 0) return refuse(refusals)
    return transaction(deps.kit.db, (tx) => decide(deps, tx, { actor, decision, sources }))
  }
}

type Decide = Readonly<{
  actor: SignedIn
  decision: RequestDecision
  sources: readonly PersonalDataSource[]
}>

async function decide(
  deps: Deps,
  tx: Tx,
  { actor, decision, sources }: Decide,
): Promise<Result<'decided'>> {
  const { kit, audit } = deps
  const request = await findPermintaanForUpdate(tx, decision.requestId)
  if (request?.status !== 'diajukan') return refuse(refusal('SUDAH_DIPUTUS'))
  if (request.akunId === actor.accountId) return refuse(refusal('DIRI_SENDIRI'))
  const { isGranted } = decision
  const carried = isGranted
    ? await carryOut(deps, tx, { request, decision, sources })
    : ok(undefined)
  if (!carried.ok) return carried
  await decidePermintaan(tx, {
    id: request.id,
    status: isGranted ? 'dikabulkan' : 'ditolak',
    answer: decision.answer.trim().slice(0, 1000),
    by: actor.accountId,
    at: kit.now(),
  })
  await audit.record(tx, actor, {
    action: isGranted ? 'permintaan-data.dikabulkan' : 'permintaan-data.ditolak',
    subject: { kind: 'akun', id: request.akunId },
    reason: request.jenis,
  })
  return ok('decided')
}

type CarryOut = Readonly<{
  request: PermintaanRow
  decision: RequestDecision
  sources: readonly PersonalDataSource[]
}>

async function carryOut(
  deps: Deps,
  tx: Tx,
  { request, decision, sources }: CarryOut,
): Promise<Result<unknown>> {
  if (request.jenis === 'hapus') return ok(await erase(deps, tx, request.akunId, sources))
  if (request.bidang !== 'nama') return ok('told')
  const name = parseName(decision.name ?? '')
  if (name.ok) await updateNama(tx, request.akunId, name.value)
  return name
}

async function erase(
  deps: Deps,
  tx: Tx,
  accountId: string,
  sources: readonly PersonalDataSource[],
): Promise<void> {
  for (const source of sources) await source.erase?.(tx, accountId)
  await actForAccount(tx, accountId)
  await deleteFactors(tx, accountId)
  await endSessionsOf(tx, { akunId: accountId }, { at: deps.kit.now(), why: 'dicabut' })
  await eraseAkun(tx, accountId, ERASED_NAME)
}
