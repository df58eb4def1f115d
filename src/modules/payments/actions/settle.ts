import type { Actor, Grant } from '../../../kernel/actor.ts'
import { toDecimalString } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { tagihanLunas } from '../events.ts'
import { insertPelunasan, type Jalur } from '../store/pelunasan-store.ts'
import { type Tagihan, updateStatus } from '../store/tagihan-store.ts'
import { toldOf } from './bill.ts'

export type Settlement = Readonly<{
  actor: Actor
  grant?: Grant
  jalur: Jalur
  dibayarAt: Date
  gerbangTransaksi?: string
  kuitansiNomor?: string
  petugasId?: string
}>

/** The one way a bill is settled; its row is locked by the caller. */
export async function settle(
  { kit, audit, notifications }: Deps,
  tx: Tx,
  { tagihan, settlement }: Readonly<{ tagihan: Tagihan; settlement: Settlement }>,
): Promise<void> {
  const { actor, grant, jalur, dibayarAt } = settlement
  const { id, kodeBayar, jumlah, judul } = tagihan
  const at = kit.now()
  const isCash = jalur === 'tunai'
  await insertPelunasan(tx, {
    tagihanId: id,
    jumlah,
    jalur,
    dibayarAt,
    dicatatAt: at,
    gerbangTransaksi: settlement.gerbangTransaksi ?? null,
    kuitansiNomor: settlement.kuitansiNomor ?? null,
    petugasId: settlement.petugasId ?? null,
  })
  // Paid in cash, the code must stop working at the gateway; paid there, it has.
  const gerbang = isCash && toldOf(tagihan) ? 'tutup' : 'selesai'
  await together([
    updateStatus(tx, { id, status: 'lunas', gerbang, at }),
    audit.record(tx, actor, {
      action: `tagihan.lunas-${jalur}`,
      subject: { kind: 'tagihan', id },
      ...(grant === undefined ? {} : { grant }),
    }),
    kit.emit(tx, tagihanLunas, {
      tagihanId: id,
      kodeBayar,
      subject: { kind: tagihan.subjekJenis, id: tagihan.subjekId },
      jumlah: toDecimalString(jumlah),
      jalur,
      at: at.toISOString(),
      dibayarAt: dibayarAt.toISOString(),
      ...(tagihan.pungutan === null ? {} : { pungutan: tagihan.pungutan }),
      ...(tagihan.unitKode === null ? {} : { unitKode: tagihan.unitKode }),
      ...(tagihan.akunRekening === null ? {} : { akunRekening: tagihan.akunRekening }),
    }),
    tagihan.pembayarAkunId === null
      ? Promise.resolve()
      : notifications.notify(tx, {
          event: 'tagihan.lunas',
          to: { kind: 'account', accountId: tagihan.pembayarAkunId },
          values: { judul, kode: kodeBayar },
          link: `/bayar/${kodeBayar}`,
          key: `tagihan ${id} lunas`,
        }),
  ])
}
