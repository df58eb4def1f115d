import type { Actor } from '../../../kernel/actor.ts'
import { assert, present } from '../../../kernel/assert.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import { emptyRoot } from '../../../kernel/tlog/merkle.ts'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { keysThatSign } from '../domain/keys.ts'
import {
  decideRenewal,
  type Ended,
  type Renewal,
  type RenewalPlan,
  type RenewalRefusal,
  renewalDocument,
} from '../domain/renewal.ts'
import { createKeyFile } from '../signer/file-signer.ts'
import { findEntri } from '../store/entri-store.ts'
import { insertKunci, listKunci, lockKunci, stopKunci } from '../store/kunci-store.ts'
import {
  insertLogLama,
  lockBothPohon,
  lockTitipan,
  putAside,
  renamePohon,
  resetSaksi,
  setGuards,
} from '../store/lama-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import type { RecordKind } from '../types.ts'
import type { LogFault } from './check-log.ts'
import { createIntegrate } from './integrate.ts'
import type { PeakFile } from './peak.ts'
import { readFacts } from './renewal-facts.ts'
import type { KeyDeps } from './rotate-key.ts'

/** First record of a log that began anew: what went before it, and what was lost. */
export const RENEWED: RecordKind = {
  name: 'log.diganti',
  log: 'publik',
  label: { id: 'Log dimulai lagi dengan nama baru', en: 'The log begins again under a new name' },
  keepsDocument: true,
}

export type RenewDeps = Omit<KeyDeps, 'db'> &
  Readonly<{
    peak: PeakFile
    /** The first thing that is wrong with the stored trees. */
    findDamage: () => Promise<LogFault | undefined>
  }>

export type RenewOrder = Readonly<{
  alasan: string
  /** Do it although nothing is known to be wrong. */
  isForced: boolean
  /** A checkpoint of the old log that a witness or a reader holds: what is known here may be less. */
  nota?: string
  actor: Actor
}>

export type Renewed = Readonly<{
  asal: string
  /** What is known to have been signed under the old name. */
  ukuranTerakhir: number
  pengganti: string
  /** Leaves the new log begins with. */
  ukuran: number
  /** Its key, "name+hash+base64". */
  kunci: string
}>

export type RenewRefusal =
  | RenewalRefusal
  /** The stored trees are not whole. */
  | Readonly<{ why: 'damaged'; fault: LogFault }>

/**
 * Begin the log anew: what is stored is the beginning of a new one, under a new name and a new key, and the
 * first thing that one says is what became of the old. One transaction: whatever ends it in between, nothing
 * has happened, and the program may run meanwhile. Nothing outside is changed but for the new key's file.
 *
 * @param owner connection of the owner. The program's own role may not take a signed checkpoint from its
 * place, nor rename a tree, whatever bug or theft there may be: triggers forbid it to everybody, and only
 * the owner can have them rest.
 */
export async function renewLog(
  deps: RenewDeps,
  owner: Db,
  order: RenewOrder,
): Promise<Renewed | RenewRefusal> {
  const early = await decide(deps, owner, order)
  if ('why' in early) return early
  // No name would make an honest log of it, and looking takes minutes: not while others wait.
  const fault = await deps.findDamage()
  if (fault !== undefined) return { why: 'damaged', fault }
  nameKept(deps.peak, await readPohon(owner, 'publik'))
  return transaction(owner, async (tx) => {
    await lockKunci(tx)
    await lockBothPohon(tx)
    const plan = await decide(deps, tx, order)
    return 'why' in plan ? plan : beginAnew(deps, tx, { plan, order })
  })
}

async function decide(
  { peak }: RenewDeps,
  tx: Tx,
  { isForced, nota }: RenewOrder,
): Promise<RenewalPlan | RenewalRefusal> {
  const facts = await readFacts(tx, { kept: peak.read(), nota })
  if (facts === 'unsigned-note') return { why: facts }
  return decideRenewal(facts, { isForced, nothing: emptyRoot(sha256) })
}

/** A file without a name is about whatever name there is: it gets today's, so that it is not taken for the next one's. */
function nameKept(peak: PeakFile, pohon: Awaited<ReturnType<typeof readPohon>>): void {
  const kept = peak.read()
  if (kept === undefined || kept.origin !== undefined || pohon === undefined) return
  peak.write({ origin: pohon.asal, size: kept.size, root: Buffer.from(kept.root, 'hex') })
}

type Beginning = Readonly<{ plan: RenewalPlan; order: RenewOrder }>
type Telling = Beginning & Readonly<{ at: Date; ended: readonly Ended[] }>

async function beginAnew(deps: RenewDeps, tx: Tx, { plan, order }: Beginning): Promise<Renewed> {
  const { pengganti, endings } = plan
  const [today] = endings
  const { asal, ukuran: ukuranTerakhir } = present(today, 'a name ends')
  const at = deps.now()
  await setGuards(tx, 'disable')
  const titik = await putAside(tx, asal)
  await renamePohon(tx, { publik: pengganti, audit: `${pengganti}/audit` })
  await setGuards(tx, 'enable')
  const kunci = await changeKey(deps, tx, { pengganti, at })
  await resetSaksi(tx)
  const ended = endings.map((one) => ({
    asal: one.asal,
    ukuranTerakhir: one.ukuran,
    akarTerakhir: one.akar,
    titik: one.asal === asal ? titik : 0,
  }))
  const ukuran = await tellRenewal(deps, tx, { plan, order, at, ended })
  return { asal, ukuranTerakhir, pengganti, ukuran, kunci }
}

/** The name of a key is the log's: the old ones cannot sign for the new log. They sign nothing any more. */
async function changeKey(
  deps: RenewDeps,
  tx: Tx,
  { pengganti, at }: Readonly<{ pengganti: string; at: Date }>,
): Promise<string> {
  for (const { id } of keysThatSign(await listKunci(tx), at))
    await stopKunci(tx, { id, berhenti: at })
  const key = createKeyFile(deps.folder, pengganti, deps.randomBytes)
  const kunci = formatVerifierKey(key)
  await insertKunci(tx, { id: hexOf(key.id), kunci, mulai: at, acuan: null })
  return kunci
}

/**
 * What waited was restored, or done since, and gets its place first; then comes the record, as the first
 * entry that the old log cannot have.
 *
 * @returns leaves before it
 */
async function tellRenewal(
  deps: RenewDeps,
  tx: Tx,
  { plan: { pengganti, nomor }, order, at, ended }: Telling,
): Promise<number> {
  const integrate = createIntegrate(tx, deps.now)
  const placeAll = async () => {
    for (;;) {
      const done = await integrate('publik')
      assert(done.kind !== 'damaged', 'a tree that was looked at a moment ago is whole')
      if (done.kind === 'nothing') return
    }
  }
  await placeAll()
  // Whoever is in the middle of an act waits from here to the end, which is near.
  await lockTitipan(tx)
  await placeAll()
  const { ukuran, akar } = present(await readPohon(tx, 'publik'), 'the tree is there')
  const acuan = deps.newId()
  const renewal: Renewal = { pengganti, ukuran, akar, alasan: order.alasan, waktu: at }
  for (const one of ended) await insertLogLama(tx, { ...renewal, ...one, akar, acuan })
  await deps.append(tx, {
    kind: RENEWED,
    object: 'log',
    version: nomor,
    ref: acuan,
    actor: order.actor,
    at,
    document: renewalDocument(renewal, ended),
  })
  await placeAll()
  const entri = await findEntri(tx, 'publik', acuan)
  assert(entri?.indeks === ukuran, 'the record is the first entry after what was restored')
  return ukuran
}
