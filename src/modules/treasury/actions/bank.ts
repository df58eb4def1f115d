import type { SignedIn } from '../../../kernel/actor.ts'
import { addDays, daysBetween } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { Deps } from '../deps.ts'
import { type KoranLine, type KoranRead, matchLine, orderProblems } from '../domain/koran.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import {
  explainBaris,
  insertKoran,
  insertKoranBaris,
  listBelumCocok,
  listTerbuka,
  saveCocok,
} from '../store/bank-store.ts'
import { findKas } from '../store/dana-store.ts'

export type KoranOrder = Readonly<{
  kasId: string
  nama: string
  bytes: Uint8Array
  read: KoranRead
}>

export type KoranOutcome = Readonly<{
  baru: number
  /** Rows that were there already, or stand twice in the file: nothing is applied twice. */
  ganda: readonly number[]
  cocok: number
  problems: KoranRead['problems']
}>

const hex = (bytes: Uint8Array | string) =>
  Buffer.from(sha256(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)).toString('hex')

/**
 * Take in a bank statement. A file with a row that cannot be read or whose balances do not follow is told row by row and
 * nothing of it is stored; a line that is there already is left out.
 *
 * @refuses BUKAN_WEWENANG, KAS_TIDAK_ADA, KORAN_SUDAH
 */
export function createImportKoran(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: KoranOrder): Promise<Result<KoranOutcome>> =>
    transactionUnlessRefused(kit.db, async (tx): Promise<Result<KoranOutcome>> => {
      if (!holdsAny(actor, PELAKU.rekonsiliasi)) return refuse(refusal('BUKAN_WEWENANG'))
      const kas = await findKas(tx, order.kasId)
      if (kas === undefined) return refuse(refusal('KAS_TIDAK_ADA'))
      const problems = [...order.read.problems, ...orderProblems(order.read.lines)]
      if (problems.length > 0) return ok({ baru: 0, ganda: [], cocok: 0, problems })
      const koran = { id: kit.newId(), kasId: kas.id, nama: order.nama.slice(0, 200) || 'koran' }
      const isNew = await insertKoran(tx, {
        ...koran,
        sha256: hex(order.bytes),
        baris: order.read.lines.length,
        oleh: actor.accountId,
        waktu: kit.now(),
      })
      if (!isNew) return refuse(refusal('KORAN_SUDAH'))
      const lines = keyed(order.read.lines).map((one) => ({ ...one, id: kit.newId() }))
      const at = { koranId: koran.id, kasId: kas.id }
      const fresh = await insertKoranBaris(tx, at, lines)
      const ganda = lines.filter(({ row }) => !fresh.has(row)).map(({ row }) => row)
      const cocok = await matchOpen(deps, tx, kas.id)
      await deps.audit.record(tx, actor, {
        action: 'koran.masuk',
        subject: { kind: 'rekening-koran', id: koran.id },
      })
      return ok({ baru: fresh.size, ganda, cocok, problems: [] })
    })
}

/** What tells a line from every other: with a balance that is all, without one how often it stood before. */
function keyed(lines: readonly KoranLine[]): readonly (KoranLine & Readonly<{ kunci: string }>)[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const { tanggal, masuk, keluar, referensi, uraian, saldo } = line
    const facts = [tanggal, masuk, keluar, referensi, uraian, saldo ?? ''].join('|')
    const isUnique = referensi !== '' || saldo !== undefined
    const times = isUnique ? 0 : (seen.get(facts) ?? 0)
    seen.set(facts, times + 1)
    return { ...line, kunci: hex(`${facts}|${times}`) }
  })
}

const OPEN_MAX = 2_000
const DAYS_AROUND = 10

/** Match what is open where there is no doubt. @returns how many */
async function matchOpen(_deps: Deps, tx: Tx, kasId: string): Promise<number> {
  const open = await listTerbuka(tx, { kasId, limit: OPEN_MAX })
  const [first, last] = [open[0], open.at(-1)]
  if (first === undefined || last === undefined) return 0
  const dari = addDays(first.tanggal, -DAYS_AROUND)
  const sampai = addDays(last.tanggal, DAYS_AROUND)
  let left = await listBelumCocok(tx, { kasId, dari, sampai, limit: OPEN_MAX })
  let count = 0
  for (const line of open) {
    const found = matchLine(line, left, daysBetween)
    if (found === undefined) continue
    if (await saveCocok(tx, { barisId: line.id, mutasiId: found.id, oleh: null })) count += 1
    left = left.filter(({ id }) => id !== found.id)
  }
  return count
}

export type MatchOrder = Readonly<{ barisId: string; mutasiId: string; alasan: string }>

/**
 * An officer matches a line with a movement of ours, or says why it has none.
 *
 * @refuses BUKAN_WEWENANG, COCOK_BEDA, COCOK_ALASAN
 */
export function createMatchKoran(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: MatchOrder): Promise<Result<'matched' | 'explained'>> =>
    transaction(kit.db, (tx) => matchOne(deps, tx, actor, order))
}

async function matchOne(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  order: MatchOrder,
): Promise<Result<'matched' | 'explained'>> {
  if (!holdsAny(actor, PELAKU.rekonsiliasi)) return refuse(refusal('BUKAN_WEWENANG'))
  const { barisId, mutasiId } = order
  const alasan = order.alasan.trim()
  const oleh = actor.accountId
  const kind = mutasiId === '' ? 'explained' : 'matched'
  const one = { barisId, mutasiId, alasan, oleh }
  const refusals = await (kind === 'explained' ? explain(tx, one) : match(tx, one))
  if (refusals.length > 0) return refuse(refusals)
  await deps.audit.record(tx, actor, {
    action: kind === 'explained' ? 'koran.jelas' : 'koran.cocok',
    subject: { kind: 'koran-baris', id: barisId },
    ...(alasan === '' ? {} : { reason: alasan }),
  })
  return ok(kind)
}

async function match(
  tx: Tx,
  one: Readonly<{ barisId: string; mutasiId: string; oleh: string }>,
): Promise<readonly Refusal[]> {
  const isNumber = /^\d{1,18}$/.test(one.mutasiId)
  return isNumber && (await saveCocok(tx, one)) ? [] : [refusal('COCOK_BEDA', {}, 'mutasi')]
}

async function explain(
  tx: Tx,
  one: Readonly<{ barisId: string; alasan: string; oleh: string }>,
): Promise<readonly Refusal[]> {
  if (one.alasan.length < 10 || one.alasan.length > 500)
    return [refusal('COCOK_ALASAN', {}, 'alasan')]
  return (await explainBaris(tx, one)) ? [] : [refusal('COCOK_BEDA', {}, 'alasan')]
}
