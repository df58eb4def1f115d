import { type Tanggal, type TimeZone, tanggalIn } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { renderPdf } from '../../../platform/pdf/render-pdf.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Unit } from '../../reference/index.ts'
import type { Deps } from '../deps.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { LETTER_TEMPLATE } from '../letter-template.ts'
import { qrPicture } from '../qr-picture.ts'
import { titleOf } from '../signers/local.ts'
import type { Signer } from '../signers/signers.ts'
import type { NewLetter } from '../types.ts'

export type LetterToRender = Readonly<{
  letter: NewLetter
  unit: Unit
  nomor: string
  kode: string
  at: Date
  penyelenggara: Signer['penyelenggara']
  /** The letter in whose place it comes. */
  menggantikan?: Readonly<{ nomor: string; terbitAt: Date }>
}>

/** @refuses HURUF_TAK_TERCETAK */
export async function renderLetter(
  { kit, reference }: Pick<Deps, 'kit' | 'reference'>,
  order: LetterToRender,
): Promise<Result<Buffer>> {
  const zone = kit.region().timezone as TimeZone
  const day = (at: Date) => formatTanggal(tanggalIn(zone, at), 'id')
  const made = await renderPdf({
    template: LETTER_TEMPLATE,
    data: dataOf({ kit, reference }, order, day),
    at: order.at,
  })
  if (made.ok) return ok(made.pdf)
  return refuse({
    code: 'HURUF_TAK_TERCETAK',
    message: REFUSALS.HURUF_TAK_TERCETAK.replace('{huruf}', made.characters),
  })
}

/** Where anybody checks a letter. */
export function checkAddress(kit: Pick<Deps['kit'], 'baseUrl'>, kode: string): string {
  return `${kit.baseUrl}/verifikasi/${kode}`
}

function dataOf(
  { kit, reference }: Pick<Deps, 'kit' | 'reference'>,
  { letter, unit, nomor, kode, at, penyelenggara, menggantikan }: LetterToRender,
  day: (at: Date) => string,
) {
  const region = kit.region()
  const { tanda } = letter
  return {
    pemerintah: `Pemerintah ${region.name}`,
    unit: unit.nama,
    alamat: unit.alamat,
    kontak: unit.telepon === null ? null : `Telepon ${unit.telepon}`,
    judulBerkas: `${letter.judul} ${nomor}`,
    judul: letter.judul,
    nomor,
    kode,
    surat: letterHead(letter),
    isi: letter.isi,
    penutup: letter.penutup ?? null,
    menggantikan:
      menggantikan === undefined
        ? null
        : `Surat ini menggantikan surat nomor ${menggantikan.nomor} tanggal ${day(menggantikan.terbitAt)}, yang tidak berlaku lagi.`,
    tempat: placeOf(reference, unit, region.shortName),
    tanggal: day(at),
    jabatan: tanda.level === 'segel' ? unit.nama : titleOf(tanda),
    nama: tanda.nama,
    sampai: letter.sampai === undefined ? null : formatTanggal(letter.sampai as Tanggal, 'id'),
    qr: qrPicture(checkAddress(kit, kode)),
    altQr: `Kode QR menuju ${checkAddress(kit, kode)}`,
    kataTanda:
      tanda.level === 'segel'
        ? 'Disegel secara elektronik oleh'
        : 'Ditandatangani secara elektronik oleh',
    kaki: footOf(kit, { penyelenggara, kode, level: tanda.level }),
  }
}

function letterHead({ surat }: NewLetter) {
  if (surat === undefined) return null
  const { hal, sifat = 'Biasa', lampiran = '-', kepada = null } = surat
  return { hal, sifat, lampiran, kepada }
}

/** A village or kelurahan signs at its own place; an agency at the region's. */
function placeOf(
  reference: Pick<Deps['reference'], 'findWilayah'>,
  { wilayahKode }: Unit,
  region: string,
): string {
  const area = wilayahKode === null ? undefined : reference.findWilayah(wilayahKode)
  return area?.nama ?? region
}

/** Says whose certificate it is: one of the house is never dressed up as the national one. */
function footOf(
  kit: Pick<Deps['kit'], 'baseUrl' | 'isDemo' | 'region'>,
  {
    penyelenggara,
    kode,
    level,
  }: Readonly<{ penyelenggara: Signer['penyelenggara']; kode: string; level: string }>,
): string {
  const what = level === 'segel' ? 'disegel' : 'ditandatangani'
  const whose =
    penyelenggara === 'bsre'
      ? 'sertifikat elektronik yang diterbitkan BSrE'
      : `sertifikat otoritas setempat ${kit.region().name}, bukan BSrE`
  const demo = kit.isDemo() ? ' Surat contoh dari daerah contoh: tidak berlaku.' : ''
  return `Dokumen ini ${what} secara elektronik dengan ${whose}. Periksa keasliannya di ${checkAddress(kit, kode)} atau dengan memindai kode QR.${demo}`
}
