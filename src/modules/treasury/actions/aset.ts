import { present } from '../../../kernel/assert.ts'
import { type Sen, subtractSen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'
import { findSp2dOf, insertAsetTautan, lockBarisAset } from '../store/sp2d-store.ts'
import { findSpp, listSppBaris } from '../store/spp-store.ts'
import { closePayment } from './cair.ts'

export type AsetLink = Readonly<{
  sp2dBarisId: string
  aset: Readonly<{ jenis: 'kartu' | 'kdp'; id: string; nomor: string }>
  jumlahSen: Sen
}>

const SYSTEM = { kind: 'system', name: 'aset' } as const

/**
 * An asset card or construction in progress takes up (part of) a line of capital spending. With the last of them the
 * SP2D is closed.
 *
 * @refuses BARIS_TIDAK_ADA, BARIS_BUKAN_MODAL, BARIS_BELUM_CAIR, ASET_MELEBIHI_BARIS
 */
export function createLinkAset(deps: Deps) {
  return async (tx: Tx, link: AsetLink): Promise<Result<'linked' | 'closed'>> => {
    const baris = await lockBarisAset(tx, link.sp2dBarisId)
    if (baris === undefined || baris.sp2dId === null) return refuse(refusal('BARIS_TIDAK_ADA'))
    if (!baris.isModal) return refuse(refusal('BARIS_BUKAN_MODAL'))
    if (baris.sp2dStatus !== 'cair') return refuse(refusal('BARIS_BELUM_CAIR'))
    const sisa = subtractSen(baris.jumlahSen, baris.tercatatSen)
    if (link.jumlahSen <= 0n || link.jumlahSen > sisa)
      return refuse(refusal('ASET_MELEBIHI_BARIS', { sisa: formatSen(sisa) }))
    await insertAsetTautan(tx, {
      id: deps.kit.newId(),
      barisId: baris.id,
      jenis: link.aset.jenis,
      asetId: link.aset.id,
      asetNomor: link.aset.nomor,
      jumlahSen: link.jumlahSen,
      waktu: deps.kit.now(),
    })
    const lines = await listSppBaris(tx, baris.sppId)
    if (lines.some((one) => one.isModal && one.tercatatSen < one.jumlahSen)) return ok('linked')
    const spp = present(await findSpp(tx, baris.sppId), 'a line belongs to a request')
    const sp2d = present(await findSp2dOf(tx, baris.sppId), 'and to its SP2D')
    await closePayment(deps, tx, { spp, sp2d, actor: SYSTEM })
    return ok('closed')
  }
}
