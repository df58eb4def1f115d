import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { decideRealisasi, type RealisasiForm } from '../domain/realisasi.ts'
import { refusal } from '../domain/refusals.ts'
import { findDokumen, findNewest } from '../store/dokumen-store.ts'
import { insertRealisasi, listRealisasi, lockIndikator } from '../store/realisasi-store.ts'
import { mayWriteIn } from './isi.ts'

/**
 * Record what came of an indicator by the end of a quarter. The same quarter again is a correction beside the first.
 *
 * @refuses codes of decideRealisasi, BUKAN_WEWENANG, REALISASI_DOKUMEN
 */
export function createRecord(deps: Deps) {
  const { kit, audit } = deps
  return (
    actor: SignedIn,
    order: Readonly<{ indikatorId: string; dokumenId: string; form: RealisasiForm }>,
  ): Promise<Result<'recorded'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const dokumen = await findDokumen(tx, order.dokumenId)
      if (dokumen === undefined || !(await lockIndikator(tx, order))) return undefined
      const may = await requireRecorder(deps, tx, { actor, dokumen })
      if (!may.ok) return may
      const decided = decideRealisasi(order.form, {
        today: kit.today(),
        mulai: dokumen.tahunMulai,
        sampai: dokumen.tahunSampai,
      })
      if (!decided.ok) return decided
      const { tahun, triwulan } = decided.value
      const before = await listRealisasi(tx, order.indikatorId)
      const same = before.filter((one) => one.tahun === tahun && one.triwulan === triwulan)
      await together([
        insertRealisasi(tx, [
          {
            ...decided.value,
            id: kit.newId(),
            indikatorId: order.indikatorId,
            dokumenId: order.dokumenId,
            urut: same.length + 1,
            oleh: actor.accountId,
            at: kit.now(),
          },
        ]),
        audit.record(tx, actor, {
          action: 'rencana.realisasi-dicatat',
          subject: { kind: 'indikator', id: order.indikatorId },
          after: { tahun, triwulan },
        }),
      ])
      return ok('recorded')
    })
}

async function requireRecorder(
  { fiscal }: Deps,
  tx: Tx,
  { actor, dokumen }: Readonly<{ actor: SignedIn; dokumen: Dokumen }>,
): Promise<Result<'may'>> {
  const { jenis, skpdId, tahunMulai } = dokumen
  const kode = await fiscal.kodefikasi(tx, tahunMulai)
  if (!mayWriteIn(actor, dokumen, kode)) return refuse(refusal('BUKAN_WEWENANG'))
  const inForce = await findNewest(tx, {
    jenis,
    tahun: tahunMulai,
    ...(skpdId === null ? {} : { skpdId }),
  })
  return inForce?.id === dokumen.id ? ok('may') : refuse(refusal('REALISASI_DOKUMEN'))
}
