import { hexOf } from '../../../kernel/digest-format.ts'
import { ok, type Refused, type Result, refuse } from '../../../kernel/result.ts'
import { createBatches } from '../../../platform/batches.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { keadaanOf, type Pungutan } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import type { Suara } from '../domain/suara.ts'
import {
  countUp,
  findDigests,
  findMarks,
  insertDigests,
  insertPemilih,
  insertSuara,
  type Kotak,
  lockKotak,
} from '../store/kotak-store.ts'

/** A ballot that may go into the box. */
export type Masuk = Readonly<{
  /** Mark of the person it is cast for; undefined for one that came with a token, whose person was marked before. */
  kunci: Uint8Array | undefined
  /** Digest of the token it uses up. */
  token: Uint8Array
  /** Digest of its receipt. */
  sidik: Uint8Array
  suara: Suara
}>

export type TakeIn = (pungutan: Pick<Pungutan, 'id'>, masuk: Masuk) => Promise<Result<void>>

/** Most ballots of one transaction. */
const TURN = 64
/** Boxes that have a queue in this process. */
const BOXES_MAX = 50

/**
 * Put ballots into boxes. Every ballot writes the newest rows of its box anew, so those that come at the same time
 * are written by one transaction: it costs the same for one and for many, and ties them together less.
 *
 * @refuses BELUM_DIBUKA, SUDAH_DITUTUP, SUDAH_MEMILIH, TOKEN_TERPAKAI, TOKEN_TIDAK_SAH
 */
export function createTakeIn(kit: Kit): TakeIn {
  const queues = new Map<string, (masuk: Masuk) => Promise<Result<void>>>()
  const queueOf = (id: string) => {
    const known = queues.get(id)
    if (known !== undefined) return known
    const [oldest] = queues.keys()
    if (queues.size >= BOXES_MAX && oldest !== undefined) queues.delete(oldest)
    const queue = createBatches(TURN, (list: readonly Masuk[]) =>
      transaction(kit.db, (tx) => putIn(kit, tx, { id, list })),
    )
    queues.set(id, queue)
    return queue
  }
  return ({ id }, masuk) => queueOf(id)(masuk)
}

/** May ballots come in now? By the clock and the box that is locked, not by what was read before. */
export function openOnly(kotak: Kotak | undefined, { now }: Pick<Kit, 'now'>): Result<void> {
  if (kotak === undefined) return refuse(refusal('BELUM_DIBUKA'))
  const keadaan = keadaanOf(kotak as Pungutan & Kotak, now())
  if (keadaan === 'akan') return refuse(refusal('BELUM_DIBUKA'))
  return keadaan === 'buka' ? ok(undefined) : refuse(refusal('SUDAH_DITUTUP'))
}

type Turn = Readonly<{ id: string; list: readonly Masuk[] }>

async function putIn(kit: Kit, tx: Tx, { id, list }: Turn): Promise<readonly Result<void>[]> {
  const open = openOnly(await lockKotak(tx, id), kit)
  const known = await knownOf(tx, { id, list })
  const accepted: Masuk[] = []
  const answers = list.map((masuk) => {
    const decided = decide(known, masuk, open)
    if (decided === 'taken') accepted.push(masuk)
    return decided === 'taken' || decided === 'same' ? ok(undefined) : decided
  })
  if (accepted.length > 0) await write(tx, id, accepted)
  return answers
}

type Known = Readonly<{ kunci: Set<string>; token: Set<string>; sidik: Set<string> }>

/** What of these lies in the box already. */
async function knownOf(tx: Tx, { id, list }: Turn): Promise<Known> {
  const [marks, tokens, receipts] = await together([
    findMarks(
      tx,
      id,
      list.flatMap(({ kunci }) => kunci ?? []),
    ),
    findDigests(tx, 'token', { pungutanId: id, sidik: list.map(({ token }) => token) }),
    findDigests(tx, 'tanda_terima', { pungutanId: id, sidik: list.map(({ sidik }) => sidik) }),
  ])
  const setOf = (found: readonly Uint8Array[]) => new Set(found.map(hexOf))
  return { kunci: setOf(marks), token: setOf(tokens), sidik: setOf(receipts) }
}

/** Decide of one ballot, and know what it used from then on. */
function decide(
  known: Known,
  { kunci, token, sidik }: Masuk,
  open: Result<void>,
): 'taken' | 'same' | Refused {
  const [tokenHex, sidikHex] = [hexOf(token), hexOf(sidik)]
  if (known.token.has(tokenHex))
    return known.sidik.has(sidikHex) ? 'same' : refuse(refusal('TOKEN_TERPAKAI'))
  if (!open.ok) return open
  if (kunci !== undefined && known.kunci.has(hexOf(kunci))) return refuse(refusal('SUDAH_MEMILIH'))
  if (known.sidik.has(sidikHex)) return refuse(refusal('TOKEN_TIDAK_SAH'))
  known.token.add(tokenHex)
  known.sidik.add(sidikHex)
  if (kunci !== undefined) known.kunci.add(hexOf(kunci))
  return 'taken'
}

async function write(tx: Tx, id: string, list: readonly Masuk[]): Promise<void> {
  const marks = list.flatMap(({ kunci }) =>
    kunci === undefined ? [] : [{ kunci, cara: 'daring' as const, titipan: null }],
  )
  await together([
    marks.length === 0 ? undefined : insertPemilih(tx, id, marks),
    insertDigests(tx, 'token', { pungutanId: id, sidik: list.map(({ token }) => token) }),
    insertSuara(
      tx,
      id,
      list.map(({ suara }) => suara),
    ),
    insertDigests(tx, 'tanda_terima', { pungutanId: id, sidik: list.map(({ sidik }) => sidik) }),
    countUp(tx, id, { pemilihDaring: marks.length, suaraDaring: list.length }),
  ])
}
