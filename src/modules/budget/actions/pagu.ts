import type { Actor } from '../../../kernel/actor.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { type Pagu, upsertPagu } from '../store/bagian-store.ts'
import { findVersi } from '../store/versi-store.ts'

export type TypedPagu = Readonly<{ key: string; skpd: string; sub: string; jumlah: string }>

/**
 * Set ceilings of a KUA-PPAS by codes.
 *
 * @refuses VERSI_STATUS, BERKAS_KOSONG, PAGU_SKPD_TIDAK_ADA, PAGU_SUB_TIDAK_ADA, BARIS_HARGA under `key.field`
 */
export function createSetPagu(deps: Deps) {
  return (
    actor: Actor,
    { versiId, rows }: Readonly<{ versiId: string; rows: readonly TypedPagu[] }>,
  ): Promise<Result<number>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const versi = await findVersi(tx, versiId)
      if (versi?.jenis !== 'kua-ppas' || versi.status !== 'disusun')
        return refuse(refusal('VERSI_STATUS', { status: versi?.status ?? 'tidak ada' }))
      if (rows.length === 0) return refuse(refusal('BERKAS_KOSONG'))
      const codes = await deps.fiscal.kodefikasi(tx, versi.tahun)
      const judged = rows.map((row) => judgePagu(row, codes))
      const refusals = judged.flatMap((one) => (one.ok ? [] : one.refusals))
      if (refusals.length > 0) return refuse(refusals)
      // The last of several rows of one sub kegiatan holds.
      const pagu = new Map(
        judged.flatMap((one) =>
          one.ok ? [[`${one.value.skpdId} ${one.value.subKegiatanId}`, one.value] as const] : [],
        ),
      )
      await together([
        upsertPagu(tx, versiId, [...pagu.values()]),
        deps.audit.record(tx, actor, {
          action: 'anggaran.pagu-disimpan',
          subject: { kind: 'anggaran-versi', id: versiId },
        }),
      ])
      return ok(pagu.size)
    })
}

function judgePagu({ key, skpd, sub, jumlah }: TypedPagu, codes: Kodefikasi): Result<Pagu> {
  const { tahun } = codes
  const office = codes.skpd.byKode.get(skpd.trim())
  const found = codes.nomenklatur.byKode.get(sub.trim())
  const activity = found?.jenis === 'sub_kegiatan' ? found : undefined
  const amount = parseRupiah(jumlah)
  const refusals: Refusal[] = []
  if (office === undefined)
    refusals.push(refusal('PAGU_SKPD_TIDAK_ADA', { kode: skpd, tahun }, `${key}.skpd`))
  if (activity === undefined)
    refusals.push(refusal('PAGU_SUB_TIDAK_ADA', { kode: sub, tahun }, `${key}.sub`))
  if (!amount.ok) refusals.push(refusal('BARIS_HARGA', {}, `${key}.jumlah`))
  if (office === undefined || activity === undefined || !amount.ok) return refuse(refusals)
  return ok({
    skpdId: office.id,
    subKegiatanId: activity.id,
    jumlah: amount.value,
    rkpdBarisId: null,
  })
}
