import type { Actor } from '../../../kernel/actor.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { together, transactionUnlessRefused } from '../../../platform/db/database.ts'
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
      const refusals: Refusal[] = []
      const pagu = new Map<string, Pagu>()
      for (const { key, skpd, sub, jumlah } of rows) {
        const office = codes.skpd.byKode.get(skpd.trim())
        const activity = codes.nomenklatur.byKode.get(sub.trim())
        const amount = parseRupiah(jumlah)
        const { tahun } = versi
        if (office === undefined)
          refusals.push(refusal('PAGU_SKPD_TIDAK_ADA', { kode: skpd, tahun }, `${key}.skpd`))
        if (activity?.jenis !== 'sub_kegiatan')
          refusals.push(refusal('PAGU_SUB_TIDAK_ADA', { kode: sub, tahun }, `${key}.sub`))
        if (!amount.ok) refusals.push(refusal('BARIS_HARGA', {}, `${key}.jumlah`))
        if (office === undefined || activity === undefined || !amount.ok) continue
        const at = `${office.id} ${activity.id}`
        pagu.set(at, {
          skpdId: office.id,
          subKegiatanId: activity.id,
          jumlah: amount.value,
          rkpdBarisId: null,
        })
      }
      if (refusals.length > 0) return refuse(refusals)
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
