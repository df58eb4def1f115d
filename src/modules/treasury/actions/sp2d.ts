import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refuseCash } from '../domain/dana.ts'
import { refusal } from '../domain/refusals.ts'
import { lockPagu, lockRkud, savePagu } from '../store/dana-store.ts'
import { insertSp2d } from '../store/sp2d-store.ts'
import { listSppBaris, type Spp, updateTahap } from '../store/spp-store.ts'
import { rincianOf } from './ajukan.ts'
import { type StepAt, tell } from './step.ts'

/**
 * Kuasa BUD orders the money out. Looked at again at this moment: the budget in force, which a shift may have lowered
 * since the request, and the money in the region's account.
 *
 * @refuses RKUD_BELUM_ADA, KAS_TIDAK_CUKUP, PAGU_TURUN, TAHUN_SUDAH_LEWAT
 */
export async function issueSp2d(
  deps: Deps,
  tx: Tx,
  { spp, spm, actor, order }: StepAt,
): Promise<Result<string>> {
  const { kit, fiscal } = deps
  const now = kit.now()
  const tanggal = kit.today()
  if (yearOf(tanggal) !== spp.tahun)
    return refuse(refusal('TAHUN_SUDAH_LEWAT', { tahun: spp.tahun }))
  const ordered = present(spm, 'what waits for an SP2D has its SPM')
  const lowered = await refuseLoweredBudget(deps, tx, spp)
  const kas = await lockRkud(tx)
  const refusals = [
    ...lowered,
    ...(kas === undefined ? [refusal('RKUD_BELUM_ADA')] : refuseCash(spp.jumlah, kas)),
  ]
  if (refusals.length > 0) return refuse(refusals)
  const kode = await fiscal.kodefikasi(tx, spp.tahun)
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'sp2d',
    tahun: spp.tahun,
    bulan: Number(tanggal.slice(5, 7)),
    skpdKode: present(kode.skpd.byId.get(spp.skpdId), 'an SKPD of the year').kode,
    rincian: rincianOf(spp.jenis),
  })
  await together([
    insertSp2d(tx, {
      id: kit.newId(),
      spmId: ordered.id,
      sppId: spp.id,
      nomor,
      tahun: spp.tahun,
      skpdId: spp.skpdId,
      jenis: spp.jenis,
      tanggal,
      nilai: spp.jumlah,
      potongan: spp.potongan,
      kasId: present(kas, 'looked at above').id,
      penandatanganSpm: ordered.penandatangan,
      penerbit: actor.accountId,
      terbitAt: now,
    }),
    updateTahap(tx, { id: spp.id, tahap: 'sp2d', now, tenggatAt: null, tolakAt: null }),
    tell(deps, tx, { spp, actor, order, nomor }),
  ])
  return ok(nomor)
}

async function refuseLoweredBudget(deps: Deps, tx: Tx, spp: Spp): Promise<readonly Refusal[]> {
  if (spp.jenis === 'UP') return []
  const lines = await listSppBaris(tx, spp.id)
  const ids = [...new Set(lines.map(({ mataAnggaranId }) => mataAnggaranId))]
  await savePagu(tx, await deps.budget.mataAnggaran(tx, ids))
  const pagu = await lockPagu(tx, ids)
  const kode = await deps.fiscal.kodefikasi(tx, spp.tahun)
  return pagu
    .filter(({ terikat, anggaran }) => terikat > anggaran)
    .map(({ rekeningId }) =>
      refusal('PAGU_TURUN', { rekening: kode.rekening.byId.get(rekeningId)?.kode ?? '' }),
    )
}
