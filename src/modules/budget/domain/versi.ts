import type { Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { writeRupiah } from './rupiah.ts'

export type JenisVersi = 'kua-ppas' | 'rka' | 'rapbd' | 'apbd' | 'pergeseran' | 'perubahan'
export type StatusVersi = 'disusun' | 'diajukan' | 'disahkan' | 'berlaku' | 'diganti' | 'batal'
export type StatusBagian = 'disusun' | 'diajukan' | 'dikembalikan' | 'disetujui'

export const JENIS_VERSI: readonly JenisVersi[] = [
  'kua-ppas',
  'rka',
  'rapbd',
  'apbd',
  'pergeseran',
  'perubahan',
]

/** What a kind of version is made from, the nearest first; nothing where it may begin empty. */
export const MADE_FROM: Readonly<Record<JenisVersi, readonly JenisVersi[]>> = {
  'kua-ppas': [],
  rka: ['kua-ppas'],
  rapbd: ['rka'],
  apbd: ['rapbd', 'rka'],
  pergeseran: ['apbd', 'pergeseran', 'perubahan'],
  perubahan: ['apbd', 'pergeseran', 'perubahan'],
}

/** @returns whether enacting it puts amounts in force */
export function comesIntoForce(jenis: JenisVersi): boolean {
  return jenis === 'apbd' || jenis === 'pergeseran' || jenis === 'perubahan'
}

type Standing = Readonly<{ status: StatusVersi; jenis: JenisVersi; dibuatOleh: string }>
type Part = Readonly<{ skpdNama: string; status: StatusBagian }>

/**
 * Hand in a version to be enacted: every part approved.
 *
 * @refuses VERSI_STATUS, VERSI_BAGIAN_BELUM per part
 */
export function decideHandIn(versi: Standing, parts: readonly Part[]): Result<'diajukan'> {
  if (versi.status !== 'disusun') return refuse(refusal('VERSI_STATUS', { status: versi.status }))
  if (versi.jenis === 'kua-ppas') return ok('diajukan')
  if (parts.length === 0) return refuse(refusal('BAGIAN_KOSONG'))
  const open = parts.filter(({ status }) => status !== 'disetujui')
  return open.length > 0
    ? refuse(open.map(({ skpdNama }) => refusal('VERSI_BAGIAN_BELUM', { skpd: skpdNama })))
    : ok('diajukan')
}

/**
 * Enact a version: another person than who made it and handed it in, with the regulation it rests on.
 *
 * @refuses VERSI_STATUS, ORANG_SAMA, DASAR_KOSONG, DASAR_TANGGAL
 */
export function decideEnact(
  versi: Standing & Readonly<{ diajukanOleh: string | null }>,
  form: Readonly<{ dasar: string; hasTanggal: boolean; oleh: string }>,
): Result<'disahkan' | 'berlaku'> {
  if (versi.status !== 'diajukan') return refuse(refusal('VERSI_STATUS', { status: versi.status }))
  const refusals: Refusal[] = []
  if (form.oleh === versi.dibuatOleh || form.oleh === versi.diajukanOleh)
    refusals.push(refusal('ORANG_SAMA'))
  if (form.dasar.trim().length < 3 || form.dasar.trim().length > 300)
    refusals.push(refusal('DASAR_KOSONG', {}, 'dasar'))
  if (!form.hasTanggal) refusals.push(refusal('DASAR_TANGGAL', {}, 'tanggal'))
  if (refusals.length > 0) return refuse(refusals)
  return ok(comesIntoForce(versi.jenis) ? 'berlaku' : 'disahkan')
}

/** A sub kegiatan with what its lines sum to and what they may, in sen. */
export type CeilingUse = Readonly<{ kode: string; jumlah: Sen; pagu: Sen }>

/**
 * Hand in a part to TAPD: it has lines, keeps its ceilings, and every comment is answered.
 *
 * @param ceilings empty where no ceilings bind
 * @refuses BAGIAN_STATUS, BAGIAN_KOSONG, BAGIAN_MELEBIHI_PAGU per sub kegiatan, BAGIAN_ADA_TELAAH
 */
export function decidePartHandIn(
  part: Readonly<{ status: StatusBagian; lineCount: number; unanswered: number }>,
  ceilings: readonly CeilingUse[],
): Result<'diajukan'> {
  if (part.status !== 'disusun' && part.status !== 'dikembalikan')
    return refuse(refusal('BAGIAN_STATUS', { status: part.status }))
  const refusals: Refusal[] = []
  if (part.lineCount === 0) refusals.push(refusal('BAGIAN_KOSONG'))
  for (const { kode, jumlah, pagu } of ceilings)
    if (jumlah > pagu)
      refusals.push(
        refusal('BAGIAN_MELEBIHI_PAGU', { kode, lebih: writeRupiah((jumlah - pagu) as Sen) }),
      )
  if (part.unanswered > 0) refusals.push(refusal('BAGIAN_ADA_TELAAH', { jumlah: part.unanswered }))
  return refusals.length > 0 ? refuse(refusals) : ok('diajukan')
}

/**
 * Approve a part or give it back.
 *
 * @param editors who entered its lines
 * @refuses BAGIAN_STATUS, ORANG_SAMA
 */
export function decideReview(
  part: Readonly<{ status: StatusBagian; diajukanOleh: string | null }>,
  order: Readonly<{ ke: 'disetujui' | 'dikembalikan'; oleh: string; editors: readonly string[] }>,
): Result<'disetujui' | 'dikembalikan'> {
  const from: readonly StatusBagian[] =
    order.ke === 'disetujui' ? ['diajukan'] : ['diajukan', 'disetujui']
  if (!from.includes(part.status)) return refuse(refusal('BAGIAN_STATUS', { status: part.status }))
  const isOwn = order.oleh === part.diajukanOleh || order.editors.includes(order.oleh)
  return order.ke === 'disetujui' && isOwn ? refuse(refusal('ORANG_SAMA')) : ok(order.ke)
}
