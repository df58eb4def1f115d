import { present } from '../../../kernel/assert.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { listAturan } from '../store/jenis-store.ts'

/** The dated figures of the house, by name. */
export type Figures = Readonly<{
  quota: Readonly<{ jumlah: number; kb: number }>
  draftQuota: Readonly<{ jumlah: number; kb: number }>
  draftDays: number
  keepDays: number
}>

export async function readFigures(tx: Tx, today: Tanggal): Promise<Figures> {
  const found = new Map((await listAturan(tx, today)).map(({ kode, nilai }) => [kode, nilai]))
  const of = (kode: string) => present(found.get(kode), `the figure ${kode} of the vault is loaded`)
  return {
    quota: { jumlah: of('kuota-berkas'), kb: of('kuota-kb') },
    draftQuota: { jumlah: of('kuota-draf-berkas'), kb: of('kuota-draf-kb') },
    draftDays: of('umur-draf-hari'),
    keepDays: of('retensi-sesudah-selesai-hari'),
  }
}
