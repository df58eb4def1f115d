import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { SUMBER, type Sumber } from './dokumen.ts'
import { type RefusalCode, refusal } from './refusals.ts'
import { parseUkuran, type Ukuran } from './ukuran.ts'

export type StatusUsulan = 'diajukan' | 'diterima' | 'diubah' | 'ditolak'
export type PengusulJenis =
  | 'rt'
  | 'desa'
  | 'kelurahan'
  | 'kecamatan'
  | 'dprd'
  | 'skpd'
  | 'kelompok'
  | 'warga'
  | 'kementerian'
  | 'provinsi'

export const STATUS_USULAN: readonly StatusUsulan[] = ['diajukan', 'diterima', 'diubah', 'ditolak']
export const PENGUSUL: readonly PengusulJenis[] = [
  'rt',
  'desa',
  'kelurahan',
  'kecamatan',
  'dprd',
  'skpd',
  'kelompok',
  'warga',
  'kementerian',
  'provinsi',
]

/** A proposal as it is registered. Who proposed is a kind and a place; no person is named. */
export type NewUsulan = Readonly<{
  tahun: number
  sumber: Sumber
  pengusulJenis: PengusulJenis
  pengusulWilayah: string | null
  judul: string
  uraian: string
  lokasiKode: string
  lokasiRinci: string
  volume: Ukuran
  satuan: string
  perkiraan: Sen
  pendukung: number
  skpdId: number
  /** What it is in the module it came from: `musrenbang:<id>`. Once per proposal. */
  asal?: string
}>

export type UsulanForm = Readonly<{
  tahun: string
  sumber: string
  pengusulJenis: string
  pengusulWilayah: string
  judul: string
  uraian: string
  lokasi: string
  lokasiRinci: string
  volume: string
  satuan: string
  perkiraan: string
  pendukung: string
  skpd: string
}>

/** What a proposal's form is checked against. */
export type UsulanAround = Readonly<{
  hasWilayah: (kode: string) => boolean
  hasSkpd: (id: number) => boolean
}>

/**
 * Read the form by which a proposal is registered.
 *
 * @refuses USULAN_TAHUN, USULAN_SUMBER, USULAN_PENGUSUL, USULAN_VOLUME, USULAN_PERKIRAAN, USULAN_PENDUKUNG and codes of
 * checkUsulan
 */
export function decideUsulanForm(form: UsulanForm, around: UsulanAround): Result<NewUsulan> {
  const sumber = SUMBER.find((one) => one === form.sumber)
  const pengusulJenis = PENGUSUL.find((one) => one === form.pengusulJenis)
  const isTahun = /^20\d\d$/.test(form.tahun)
  const isPendukung = /^\d{0,7}$/.test(form.pendukung.trim())
  const volume = parseUkuran(form.volume, 'volume')
  const perkiraan = parseRupiah(form.perkiraan)
  const refusals: Refusal[] = [
    ...unless(isTahun, 'USULAN_TAHUN', 'tahun'),
    ...unless(sumber !== undefined, 'USULAN_SUMBER', 'sumber'),
    ...unless(pengusulJenis !== undefined, 'USULAN_PENGUSUL', 'pengusulJenis'),
    ...unless(volume.ok, 'USULAN_VOLUME', 'volume'),
    ...unless(perkiraan.ok, 'USULAN_PERKIRAAN', 'perkiraan'),
    ...unless(isPendukung, 'USULAN_PENDUKUNG', 'pendukung'),
  ]
  const rest = {
    tahun: Number(form.tahun),
    pengusulWilayah: form.pengusulWilayah === '' ? null : form.pengusulWilayah,
    judul: form.judul.trim(),
    uraian: form.uraian.trim(),
    lokasiKode: form.lokasi,
    lokasiRinci: form.lokasiRinci.trim(),
    satuan: form.satuan.trim(),
    pendukung: Number(form.pendukung.trim()),
    skpdId: Number(form.skpd),
  }
  refusals.push(...refuseTexts(rest, around))
  if (refusals.length > 0 || sumber === undefined || pengusulJenis === undefined)
    return refuse(refusals)
  if (!volume.ok || !perkiraan.ok) return refuse(refusals)
  return checkUsulan(
    { ...rest, sumber, pengusulJenis, volume: volume.value, perkiraan: perkiraan.value },
    around,
  )
}

/**
 * Whether a proposal can be registered, also when another module hands it in.
 *
 * @refuses USULAN_JUDUL, USULAN_URAIAN, USULAN_LOKASI, BARIS_LOKASI_RINCI, USULAN_VOLUME, USULAN_SATUAN,
 * USULAN_PERKIRAAN, USULAN_SKPD
 */
export function checkUsulan(usulan: NewUsulan, around: UsulanAround): Result<NewUsulan> {
  const refusals = [
    ...refuseTexts(usulan, around),
    ...unless(usulan.volume > 0n, 'USULAN_VOLUME', 'volume'),
    ...unless(usulan.perkiraan > 0n, 'USULAN_PERKIRAAN', 'perkiraan'),
  ]
  return refusals.length > 0 ? refuse(refusals) : ok(usulan)
}

function refuseTexts(
  usulan: Pick<
    NewUsulan,
    'judul' | 'uraian' | 'lokasiKode' | 'pengusulWilayah' | 'lokasiRinci' | 'satuan' | 'skpdId'
  >,
  { hasWilayah, hasSkpd }: UsulanAround,
): readonly Refusal[] {
  const { judul, uraian, satuan, lokasiRinci, lokasiKode, pengusulWilayah, skpdId } = usulan
  const isProposerKnown = pengusulWilayah === null || hasWilayah(pengusulWilayah)
  return [
    ...unless(judul.length >= 5 && judul.length <= 200, 'USULAN_JUDUL', 'judul'),
    ...unless(uraian.length <= 2000, 'USULAN_URAIAN', 'uraian'),
    ...unless(hasWilayah(lokasiKode), 'USULAN_LOKASI', 'lokasi'),
    ...unless(isProposerKnown, 'USULAN_LOKASI', 'pengusulWilayah'),
    ...unless(lokasiRinci.length <= 300, 'BARIS_LOKASI_RINCI', 'lokasiRinci'),
    ...unless(satuan !== '' && satuan.length <= 60, 'USULAN_SATUAN', 'satuan'),
    ...unless(hasSkpd(skpdId), 'USULAN_SKPD', 'skpd'),
  ]
}

function unless(isRight: boolean, code: RefusalCode, field: string): readonly Refusal[] {
  return isRight ? [] : [refusal(code, {}, field)]
}

/** What is decided about a proposal. */
export type Putusan =
  | Readonly<{ status: 'diterima'; barisId: string }>
  | Readonly<{ status: 'diubah'; barisId: string; alasanKode: string; alasan: string }>
  | Readonly<{ status: 'ditolak'; alasanKode: string; alasan: string }>

export type PutusanForm = Readonly<{
  hasil: string
  barisId: string
  alasanKode: string
  alasan: string
}>

/**
 * Decide a proposal: accept it into a line, accept it changed with the reason, or refuse it with the reason.
 *
 * @param around `lines` that may take it; `reasons` by what they are for
 * @refuses USULAN_SUDAH_DIPUTUS, USULAN_PEMUTUS_SAMA, USULAN_HASIL, USULAN_BARIS, USULAN_ALASAN_KODE, USULAN_ALASAN
 */
export function decidePutusan(
  usulan: Readonly<{ status: StatusUsulan; didaftarkanOleh: string }>,
  form: PutusanForm,
  around: Readonly<{
    oleh: string
    lines: ReadonlySet<string>
    reasons: Readonly<Record<'ubah' | 'tolak', ReadonlySet<string>>>
  }>,
): Result<Putusan> {
  const refusals: Refusal[] = [
    ...unlessWhole(usulan.status === 'diajukan', 'USULAN_SUDAH_DIPUTUS'),
    ...unlessWhole(usulan.didaftarkanOleh !== around.oleh, 'USULAN_PEMUTUS_SAMA'),
  ]
  const { hasil, barisId, alasanKode } = form
  const alasan = form.alasan.trim()
  if (hasil !== 'terima' && hasil !== 'ubah' && hasil !== 'tolak')
    return refuse([...refusals, refusal('USULAN_HASIL', {}, 'hasil')])
  if (hasil !== 'tolak')
    refusals.push(...unless(around.lines.has(barisId), 'USULAN_BARIS', 'barisId'))
  if (hasil !== 'terima')
    refusals.push(
      ...unless(around.reasons[hasil].has(alasanKode), 'USULAN_ALASAN_KODE', 'alasanKode'),
      ...unless(alasan.length >= 10 && alasan.length <= 1000, 'USULAN_ALASAN', 'alasan'),
    )
  if (refusals.length > 0) return refuse(refusals)
  if (hasil === 'terima') return ok({ status: 'diterima', barisId })
  return ok(
    hasil === 'ubah'
      ? { status: 'diubah', barisId, alasanKode, alasan }
      : { status: 'ditolak', alasanKode, alasan },
  )
}

function unlessWhole(isRight: boolean, code: RefusalCode): readonly Refusal[] {
  return isRight ? [] : [refusal(code)]
}
