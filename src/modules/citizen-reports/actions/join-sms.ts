import { MINUTE_MS } from '../../../kernel/date.ts'
import type { Deps } from '../deps.ts'
import {
  deleteBagian,
  insertBagian,
  listBagian,
  listStaleBagian,
  type PesanBagian,
} from '../store/conversation-store.ts'
import { senderDigest } from './channel-talk.ts'
import { type Sms, smsToIncoming } from './read-sms.ts'
import type { Handled, ReceiveMessage } from './receive-message.ts'

export type ReceiveSms = (sms: Sms) => Promise<Handled | 'waiting'>

/** Take in an SMS; parts of a long one wait until all are there, whatever their order. */
export function createReceiveSms(deps: Deps, receive: ReceiveMessage): ReceiveSms {
  return async (sms) => {
    if (sms.part === undefined) return receive(smsToIncoming(sms))
    const { db } = deps.kit
    const pengirim = senderDigest(deps, 'sms', sms.from)
    const rujukan = `${sms.part.ref}:${sms.part.total}`
    await insertBagian(db, {
      pengirim,
      rujukan,
      bagian: sms.part.number,
      jumlah: sms.part.total,
      dari: sms.from,
      isi: sms.text.slice(0, 1_000),
      waktu: sms.sentAt ?? deps.kit.now(),
      diterimaAt: deps.kit.now(),
    })
    const parts = await listBagian(db, pengirim, rujukan)
    return parts.length < sms.part.total ? 'waiting' : finish(deps, receive, parts)
  }
}

const WAIT_MS = 10 * MINUTE_MS

/** Long messages whose last part never came are taken with what is there: better half than nothing. */
export async function flushStaleParts(deps: Deps, receive: ReceiveMessage): Promise<number> {
  const { db, now } = deps.kit
  const stale = await listStaleBagian(db, new Date(now().getTime() - WAIT_MS))
  for (const { pengirim, rujukan } of stale)
    await finish(deps, receive, await listBagian(db, pengirim, rujukan))
  return stale.length
}

/**
 * The joined message is handled under one name, and only then its parts go: a crash in between repeats
 * the handling, which the name makes harmless.
 */
async function finish(
  deps: Deps,
  receive: ReceiveMessage,
  parts: readonly PesanBagian[],
): Promise<Handled | 'waiting'> {
  const [first] = parts
  if (first === undefined) return 'waiting'
  // Reference numbers of phones begin again after 256, so the day is part of the name.
  const day = first.diterimaAt.toISOString().slice(0, 10)
  const id = `bagian:${first.pengirim.toString('hex').slice(0, 24)}:${first.rujukan}:${day}`
  const text = parts.map((part) => part.isi).join('')
  const handled = await receive(smsToIncoming({ id, from: first.dari, text, sentAt: first.waktu }))
  await deleteBagian(deps.kit.db, first.pengirim, first.rujukan)
  return handled
}
