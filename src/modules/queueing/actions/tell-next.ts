import type { Tx } from '../../../platform/db/database.ts'
import { formatNomorAntrean, weave } from '../domain/line.ts'
import { ruleOn } from '../domain/rules.ts'
import { antreanMessages } from '../messages/index.ts'
import { markTold, takeToTell } from '../store/call-store.ts'
import { listWaiting } from '../store/ticket-store.ts'
import type { AtCounter } from './at-counter.ts'

/**
 * After a call: tell those whose turn is near and who asked for it, once. The message goes out by the
 * queue of messages and is not kept beyond delivery.
 */
export async function tellNext(tx: Tx, { deps, desk, moment }: AtCounter): Promise<void> {
  const near = ruleOn(desk.aturan, 'kabar_nomor_lagi', moment.today)
  const selang = ruleOn(desk.aturan, 'prioritas_selang', moment.today)
  const waiting = await listWaiting(tx, { tempatKode: desk.tempat.kode, tanggal: moment.today })
  const ids = desk.layanan.flatMap(({ id }) =>
    weave(
      waiting.filter(({ layananId }) => layananId === id),
      { selang, beruntun: selang },
    )
      .slice(0, near)
      .map((one) => one.id),
  )
  if (ids.length === 0) return
  const told = await takeToTell(tx, ids)
  if (told.length === 0) return
  for (const { huruf, urut, telepon, saluran, bahasa, kode } of told) {
    const text = antreanMessages(bahasa).sms.near(
      formatNomorAntrean(huruf, urut),
      desk.tempat.nama,
      `${deps.kit.baseUrl}/antrean/tiket/${kode}`,
    )
    await deps.notifications.sendText(tx, { channel: saluran, to: telepon, text })
  }
  await markTold(
    tx,
    told.map(({ id }) => id),
  )
}
