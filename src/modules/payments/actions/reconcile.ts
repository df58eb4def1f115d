import { addDays, startOfDay, type Tanggal } from '../../../kernel/date.ts'
import type { Deps } from '../deps.ts'
import { listSettlements, type Span } from '../gateway/calls.ts'
import {
  insertSelisih,
  isReconciled,
  listSettledBetween,
  type Settled,
  saveRekonsiliasi,
} from '../store/rekonsiliasi-store.ts'
import { receive } from './receive.ts'

export const RECONCILE = 'payments.reconcile'
/** A list without end is no list; far above what a region takes in a day. */
const PAGES_MAX = 500
const OURS_AT_ONCE = 1_000

/**
 * Fetch the gateway's own list and hold it against ours. What we were never told of is booked as if the
 * message had come; what only we have is a difference for the treasurer. Today's list is read for lost
 * messages only: a day is compared when it is over.
 */
export function createReconcile(deps: Deps): () => Promise<void> {
  const { kit, gateway } = deps
  return async () => {
    if (!gateway.isSet) return
    const today = kit.today()
    const yesterday = addDays(today, -1)
    if (!(await isReconciled(kit.db, yesterday))) {
      const theirs = await takeDay(deps, yesterday)
      if (theirs === undefined) return
      await findOnlyOurs(deps, yesterday, theirs.seen)
      await saveRekonsiliasi(kit.db, {
        tanggal: yesterday,
        selesaiAt: kit.now(),
        jumlahGerbang: theirs.seen.size,
        baru: theirs.fresh,
      })
    }
    await takeDay(deps, today)
  }
}

function spanOf({ reference }: Deps, day: Tanggal): Span {
  const { zone } = reference.calendar()
  return { from: startOfDay(zone, day), to: startOfDay(zone, addDays(day, 1)) }
}

type Theirs = Readonly<{ seen: ReadonlySet<string>; fresh: number }>

/** @returns undefined when the list could not be read to its end */
async function takeDay(deps: Deps, day: Tanggal): Promise<Theirs | undefined> {
  const seen = new Set<string>()
  let fresh = 0
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await deps.gateway.call(listSettlements({ ...spanOf(deps, day), after }))
    if (answer.kind === 'unreachable') return undefined
    for (const paid of answer.value.items) {
      seen.add(paid.transaksi)
      const received = await receive(deps, deps.kit.db, { paid, sumber: 'rekonsiliasi' })
      if (received.kind === 'baru') fresh += 1
    }
    if (answer.value.next === null) return { seen, fresh }
    after = answer.value.next
  }
  deps.kit.log.error({ day }, 'the gateway’s list has no end')
  return undefined
}

async function findOnlyOurs(deps: Deps, day: Tanggal, theirs: ReadonlySet<string>): Promise<void> {
  const { kit } = deps
  const span = spanOf(deps, day)
  let last: Settled | undefined
  do {
    const ours: readonly Settled[] = await listSettledBetween(kit.db, {
      ...span,
      limit: OURS_AT_ONCE,
      after: last && { at: last.dibayarAt, id: last.tagihanId },
    })
    for (const { gerbangTransaksi, tagihanId, jumlah } of ours)
      if (!theirs.has(gerbangTransaksi))
        await insertSelisih(kit.db, {
          id: kit.newId(),
          jenis: 'hanya_kita',
          gerbangTransaksi,
          tagihanId,
          jumlahKita: jumlah,
          jumlahGerbang: null,
          ditemukanAt: kit.now(),
        })
    last = ours.length === OURS_AT_ONCE ? ours.at(-1) : undefined
  } while (last !== undefined)
}
