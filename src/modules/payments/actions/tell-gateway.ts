import { MINUTE_MS } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { WhyUnreachable } from '../../../platform/outside/index.ts'
import type { Deps } from '../deps.ts'
import { readQrisAmount } from '../domain/qris.ts'
import { closeBill, type Made, makeBill } from '../gateway/calls.ts'
import {
  closeGerbang,
  findDueGerbang,
  keepTurn,
  postponeGerbang,
  saveRegistered,
  type Tagihan,
} from '../store/tagihan-store.ts'

export const TELL_GATEWAY = 'payments.tell-gateway'
const BATCH = 200
const FIRST_MS = MINUTE_MS
const LONGEST_MS = 30 * MINUTE_MS
/** A little longer than the first pause of the breaker. */
const AWAY_MS = 20_000

/**
 * Bills the gateway must still learn of, and those it must close. While it is away they wait, in the order of
 * their turn, and can be paid at the counter; nobody has to start this again.
 */
export function createTellGateway(deps: Deps): () => Promise<void> {
  return async () => {
    if (!deps.gateway.isSet) return
    for (let done = 0; done < BATCH; done += 1) {
      const tagihan = await takeDue(deps)
      if (tagihan === undefined) return
      const why = await tellOne(deps, tagihan)
      if (why !== undefined && why !== 'refused') return comeBack(deps, tagihan)
    }
  }
}

/** Put off before the call: a run that dies leaves nothing that is tried without end. */
function takeDue({ kit }: Deps): Promise<Tagihan | undefined> {
  return transaction(kit.db, async (tx) => {
    const due = await findDueGerbang(tx, kit.now())
    if (due === undefined) return undefined
    const waitMs = Math.min(FIRST_MS * 2 ** due.gerbangPercobaan, LONGEST_MS)
    await postponeGerbang(tx, { id: due.id, at: new Date(kit.now().getTime() + waitMs) })
    return due
  })
}

/** All wait while the gateway is away; none of them longer because of it. */
async function comeBack({ kit }: Deps, { id }: Tagihan): Promise<void> {
  const at = new Date(kit.now().getTime() + AWAY_MS)
  await transaction(kit.db, async (tx) => {
    await keepTurn(tx, { id, at })
    await enqueue(tx, {
      task: TELL_GATEWAY,
      payload: {},
      options: { key: TELL_GATEWAY, runAt: at },
    })
  })
}

/** @returns why it could not be told; one that is refused waits alone */
async function tellOne(deps: Deps, tagihan: Tagihan): Promise<WhyUnreachable | undefined> {
  const { gateway, kit } = deps
  if (tagihan.gerbang === 'tutup' && tagihan.gerbangRef !== null) {
    const closed = await gateway.call(closeBill(tagihan.gerbangRef))
    if (closed.kind === 'unreachable') return closed.why
    await closeGerbang(kit.db, tagihan.id)
    return undefined
  }
  const made = await gateway.call(makeBill({ ...tagihan, tagihanId: tagihan.id }))
  if (made.kind === 'unreachable') return made.why
  const { ref, va } = made.value
  const qris = soundQris(deps, tagihan, made.value)
  await saveRegistered(kit.db, { id: tagihan.id, ref, qris, va: va ?? null })
  return undefined
}

/** A code that asks for another amount than the bill, or is broken, is not shown to anybody. */
function soundQris({ kit }: Deps, { id, jumlah }: Tagihan, { qris }: Made): string | null {
  if (qris === undefined) return null
  if (readQrisAmount(qris) === jumlah) return qris
  kit.log.warn({ tagihan: id }, 'gateway sent a QR code that does not fit its bill')
  return null
}
