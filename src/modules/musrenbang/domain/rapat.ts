import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal, unless } from './refusals.ts'
import { within } from './usulan.ts'
import { readVolume, type Volume } from './volume.ts'

export const KELOMPOK = ['perempuan', 'difabel', 'miskin', 'muda', 'umum'] as const
export type Kelompok = (typeof KELOMPOK)[number]

/** People at a meeting, or on one sheet of its list. */
export type Hadir = Readonly<{
  jumlah: number
  perempuan: number
  difabel: number
  miskin: number
  muda: number
}>

const COUNT = /^\d{1,4}$/

/** @returns a whole number as typed; an empty field is nobody */
export function readCount(text: string): number | undefined {
  const bare = text.trim()
  if (bare === '') return 0
  return COUNT.test(bare) && Number(bare) <= 2000 ? Number(bare) : undefined
}

/** @refuses HADIR_JUMLAH, HADIR_BAGIAN */
export function decideHadir(form: Readonly<Record<keyof Hadir, string>>): Result<Hadir> {
  const jumlah = readCount(form.jumlah) ?? 0
  const parts = (['perempuan', 'difabel', 'miskin', 'muda'] as const).map((name) => ({
    name,
    count: readCount(form[name]),
  }))
  const refusals: Refusal[] = [
    ...unless(jumlah >= 1, 'HADIR_JUMLAH', 'jumlah'),
    ...parts.flatMap(({ name, count }) =>
      unless(count !== undefined && count <= jumlah, 'HADIR_BAGIAN', name),
    ),
  ]
  if (refusals.length > 0) return refuse(refusals)
  const [perempuan = 0, difabel = 0, miskin = 0, muda = 0] = parts.map(({ count }) => count ?? 0)
  return ok({ jumlah, perempuan, difabel, miskin, muda })
}

/** What a meeting decides of one proposal. */
export type Keputusan =
  | Readonly<{
      hasil: 'sepakat'
      /** Place asked for; the end when none was. */
      urutan: number
      ubah: Readonly<{ volume?: Volume; patokan?: string }>
      alasanKode: string | null
      alasan: string | null
    }>
  | Readonly<{ hasil: 'belum'; alasanKode: string; alasan: string }>
  | Readonly<{ hasil: 'gabung'; gabungKe: string; alasan: string | null }>

export type KeputusanForm = Readonly<{
  hasil: string
  peringkat: string
  alasanKode: string
  alasan: string
  gabung: string
  volume: string
  patokan: string
}>

export type SekitarKeputusan = Readonly<{
  usulan: Readonly<{ id: string; volume: Volume; patokan: string }>
  /** Proposals of the same meeting by their number. */
  idByNomor: ReadonlyMap<string, string>
  reasons: Readonly<Record<'belum' | 'ubah', ReadonlySet<string>>>
}>

/**
 * Decide one proposal in a meeting. Whoever changes the work names the reason; whoever does not agree does too.
 *
 * @refuses PUTUSAN_HASIL, PUTUSAN_PERINGKAT, PUTUSAN_ALASAN_KODE, PUTUSAN_ALASAN, PUTUSAN_GABUNG, USULAN_VOLUME,
 * USULAN_PATOKAN
 */
export function decideKeputusan(form: KeputusanForm, around: SekitarKeputusan): Result<Keputusan> {
  const alasan = form.alasan.trim()
  if (form.hasil === 'sepakat') return decideAgreed(form, around)
  if (form.hasil === 'belum') {
    const refusals = refuseReason(form, around.reasons.belum)
    return refusals.length > 0
      ? refuse(refusals)
      : ok({ hasil: 'belum', alasanKode: form.alasanKode, alasan })
  }
  if (form.hasil !== 'gabung') return refuse(refusal('PUTUSAN_HASIL', {}, 'hasil'))
  const gabungKe = around.idByNomor.get(form.gabung.trim().toUpperCase())
  if (gabungKe === undefined || gabungKe === around.usulan.id)
    return refuse(refusal('PUTUSAN_GABUNG', {}, 'gabung'))
  return ok({ hasil: 'gabung', gabungKe, alasan: alasan.length >= 10 ? alasan : null })
}

function decideAgreed(
  form: KeputusanForm,
  { usulan, reasons }: SekitarKeputusan,
): Result<Keputusan> {
  const patokan = form.patokan.trim()
  const volume = form.volume.trim() === '' ? usulan.volume : readVolume(form.volume)
  const rank = form.peringkat.trim()
  const isMoved = patokan !== '' && patokan !== usulan.patokan
  const isChanged = isMoved || volume !== usulan.volume
  const refusals = [
    ...unless(volume !== undefined && volume > 0n, 'USULAN_VOLUME', 'volume', BARE),
    ...unless(!isMoved || within(patokan, 3, 200), 'USULAN_PATOKAN', 'patokan'),
    ...unless(/^(?:[1-9]\d{0,4})?$/.test(rank), 'PUTUSAN_PERINGKAT', 'peringkat'),
    ...(isChanged ? refuseReason(form, reasons.ubah) : []),
  ]
  if (refusals.length > 0 || volume === undefined) return refuse(refusals)
  return ok({
    hasil: 'sepakat',
    urutan: rank === '' ? Number.MAX_SAFE_INTEGER : Number(rank),
    ubah: {
      ...(volume === usulan.volume ? {} : { volume }),
      ...(isMoved ? { patokan } : {}),
    },
    alasanKode: isChanged ? form.alasanKode : null,
    alasan: isChanged ? form.alasan.trim() : null,
  })
}

const BARE = { maks: '', satuan: '' }

function refuseReason(
  form: Pick<KeputusanForm, 'alasanKode' | 'alasan'>,
  known: ReadonlySet<string>,
): readonly Refusal[] {
  return [
    ...unless(known.has(form.alasanKode), 'PUTUSAN_ALASAN_KODE', 'alasanKode'),
    ...unless(within(form.alasan.trim(), 10, 1000), 'PUTUSAN_ALASAN', 'alasan'),
  ]
}

/**
 * May a meeting close? Enough people, and an answer to every proposal; what is merged leads to one that was agreed.
 *
 * @refuses KUORUM_KURANG, BELUM_DIPUTUS, GABUNG_TIDAK_SEPAKAT
 */
export function refuseClosing(
  meeting: Readonly<{
    hadir: number
    kuorum: number
    proposals: readonly Readonly<{
      id: string
      nomor: string
      hasil: 'sepakat' | 'belum' | 'gabung' | null
      gabungKe: string | null
    }>[]
  }>,
): readonly Refusal[] {
  const { hadir, kuorum, proposals } = meeting
  const agreed = new Set(proposals.filter(({ hasil }) => hasil === 'sepakat').map(({ id }) => id))
  const open = proposals.filter(({ hasil }) => hasil === null).length
  return [
    ...unless(hadir >= kuorum, 'KUORUM_KURANG', 'jumlah', { hadir, kuorum }),
    ...unless(open === 0, 'BELUM_DIPUTUS', 'usulan', { jumlah: open }),
    ...proposals
      .filter(({ hasil, gabungKe }) => hasil === 'gabung' && !agreed.has(gabungKe ?? ''))
      .map(({ nomor }) => refusal('GABUNG_TIDAK_SEPAKAT', { nomor })),
  ]
}
