import { canonicalJson } from '../../../kernel/canonical-json.ts'
import {
  addDays,
  tanggal as civil,
  MINUTE_MS,
  startOfDay,
  type Tanggal,
  tanggalIn,
  toDate,
} from '../../../kernel/date.ts'
import { sen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import { EMPTY_EDGE, grow } from '../../../kernel/tlog/grow.ts'
import { emptyRoot, leafHash } from '../../../kernel/tlog/merkle.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import {
  type Akar,
  findLastAkar,
  findNextStored,
  insertAkar,
  listAkarIds,
  listStoredBetween,
  readAkar,
  type StoredJurnal,
} from '../store/teks-store.ts'

export const ROOTS = 'accounting.roots'
const AT_ONCE = 500
/** A day is over for good when no transaction of it can still be under way. */
const SETTLED_MS = 10 * MINUTE_MS
const SYSTEM = { kind: 'system', name: 'accounting' } as const

const AKAR_JURNAL: RecordKind = {
  name: 'jurnal.akar-harian',
  log: 'publik',
  label: { id: 'Akar jurnal satu hari', en: 'Root of a day’s journals' },
}

/** Where the documents of our records lie: the roots, read again for every check. */
export const JOURNAL_RECORDS: DocumentSource = {
  kinds: [AKAR_JURNAL],
  read: async (tx, refs) =>
    new Map(
      (await readAkar(tx, refs)).map(({ id, ...document }) => [id, { document, isOpen: true }]),
    ),
  list: listAkarIds,
}

/** Tell the public log what was posted on every day that is over: one digest a day, over every journal of it. */
export function createRoots(deps: Deps): () => Promise<void> {
  return async () => {
    while (await rootNext(deps));
  }
}

async function rootNext(deps: Deps): Promise<boolean> {
  const { kit, reference, publicLog } = deps
  const { zone } = reference.calendar()
  return transaction(kit.db, async (tx) => {
    const last = await findLastAkar(tx)
    const from = last === undefined ? toDate(0) : startOfDay(zone, addDays(civil(last.tanggal), 1))
    const next = await findNextStored(tx, from)
    if (next === undefined) return false
    const day = tanggalIn(zone, next)
    const to = startOfDay(zone, addDays(day, 1))
    if (to.getTime() + SETTLED_MS > kit.now().getTime()) return false
    const { id, ...document } = await rootOf(tx, {
      id: kit.newId(),
      day,
      from: startOfDay(zone, day),
      to,
      last,
    })
    await insertAkar(tx, { id, ...document }, kit.now())
    await publicLog.append(tx, {
      kind: AKAR_JURNAL,
      object: `JURNAL/${day}`,
      version: 1,
      ref: id,
      actor: SYSTEM,
      at: kit.now(),
      document,
    })
    return true
  })
}

type Day = Readonly<{ id: string; day: Tanggal; from: Date; to: Date; last: Akar | undefined }>

async function rootOf(tx: Tx, { id, day, from, to, last }: Day): Promise<Akar> {
  let edge = EMPTY_EDGE
  let root = emptyRoot(sha256)
  let jumlah = sen(0n)
  let after = '0'
  for (;;) {
    const page = await listStoredBetween(tx, { from, to, after, limit: AT_ONCE })
    if (page.length === 0) break
    const grown = grow(sha256, edge, page.map(leafOf))
    edge = grown.edge
    root = grown.root
    jumlah = sumSen([jumlah, ...page.flatMap(({ baris }) => baris.map((one) => one.debitSen))])
    after = page.at(-1)?.id ?? after
  }
  return {
    id,
    tanggal: day,
    jumlahJurnal: String(edge.size),
    jumlahDebit: toDecimalString(jumlah),
    akar: Buffer.from(root).toString('hex'),
    sebelumnya: last?.akar ?? null,
  }
}

/** A journal as its leaf is made of: everything that stands in it, amounts as decimals. */
function leafOf({ baris, ...jurnal }: StoredJurnal): Uint8Array {
  const text = canonicalJson({
    ...jurnal,
    baris: baris.map(({ rekeningId, debitSen, kreditSen }) => ({
      rekeningId,
      debit: toDecimalString(debitSen),
      kredit: toDecimalString(kreditSen),
    })),
  })
  return leafHash(sha256, Buffer.from(text))
}
