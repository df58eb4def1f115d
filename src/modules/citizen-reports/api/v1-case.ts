import { ANONYMOUS } from '../../../kernel/actor.ts'
import { toInstant, zoneOf } from '../../../kernel/date.ts'
import { photosOf } from '../actions/photos-of.ts'
import type { Deps } from '../deps.ts'
import type { Katalog } from '../domain/katalog.ts'
import type { Laporan } from '../domain/laporan.ts'
import { laporanMessages } from '../messages/index.ts'
import { formatW3cDatetime } from '../open311/w3c-datetime.ts'
import { findInduk, listAnak } from '../store/kasus-store.ts'
import { listRiwayat, type Riwayat } from '../store/riwayat-store.ts'
import { roundPoint } from '../web/kasus/view-facts.ts'
import type { ApiCase } from './v1-schemas.ts'

/** A published case as programs read it: what its page shows, no person, no exact point. */
export function apiCase(deps: Deps, katalog: Katalog, laporan: Laporan): ApiCase {
  const { lat, lon } = laporan
  const point = lat === null || lon === null ? undefined : roundPoint({ lat, lon })
  return {
    nomor: laporan.nomor,
    url: `${deps.kit.baseUrl}/laporan/${laporan.nomor}`,
    jenis: laporan.jenis,
    kategori: {
      kode: laporan.kategoriKode,
      nama: katalog.kategori.get(laporan.kategoriKode)?.nama.id ?? laporan.kategoriKode,
    },
    judul: laporan.judul,
    isi: laporan.isi,
    status: laporan.status,
    cara_tutup: laporan.caraTutup,
    kanal: laporan.kanal,
    kecamatan: named(laporan.kecamatanKode, deps.reference.findWilayah),
    desa: named(laporan.wilayahKode, deps.reference.findWilayah),
    lintang: point?.lat ?? null,
    bujur: point?.lon ?? null,
    unit: named(laporan.unitKode, deps.reference.findUnit),
    ...timesOf(deps, laporan),
    hari_kerja_selesai: laporan.hariKerjaSelesai,
    tepat_waktu: laporan.isTepatWaktu,
    berbukti: laporan.isBerbukti,
    dibuka_kembali: laporan.jumlahDibukaKembali,
    dukungan: laporan.jumlahDukungan,
    komentar: laporan.jumlahKomentar,
  }
}

function named(
  kode: string | null,
  find: (kode: string) => Readonly<{ nama: string }> | undefined,
): Readonly<{ kode: string; nama: string }> | null {
  return kode === null ? null : { kode, nama: find(kode)?.nama ?? kode }
}

function timesOf(
  deps: Deps,
  laporan: Laporan,
): Pick<ApiCase, 'diterima' | 'diubah' | 'tenggat' | 'selesai'> {
  const { tenggatAt, tenggatJenis } = laporan
  const show = instantText(deps)
  return {
    diterima: show(laporan.diterimaAt),
    diubah: show(laporan.updatedAt),
    tenggat:
      tenggatAt === null || tenggatJenis === null
        ? null
        : {
            jenis: tenggatJenis,
            waktu: show(tenggatAt),
            pasti: laporan.isTenggatPasti,
            lewat: tenggatAt < deps.kit.now(),
          },
    selesai: laporan.selesaiAt === null ? null : show(laporan.selesaiAt),
  }
}

function instantText(deps: Deps): (at: Date) => string {
  const zone = zoneOf(deps.kit.region())
  return (at) => formatW3cDatetime(toInstant(at), zone)
}

/** The same with everything that happened to it in public. */
export async function apiCaseDetail(deps: Deps, katalog: Katalog, laporan: Laporan) {
  const { db, baseUrl } = deps.kit
  const induk = laporan.indukId === null ? undefined : await findInduk(db, laporan.indukId)
  const children = await listAnak(db, laporan.id)
  const steps = await listRiwayat(db, laporan.id, 'publik')
  const standing = { actor: ANONYMOUS, isReporter: false }
  const photos = await photosOf(deps, db, { laporan, standing })
  const show = instantText(deps)
  return {
    ...apiCase(deps, katalog, laporan),
    induk: induk?.nomor ?? null,
    gabungan: children.map((child) => child.nomor),
    linimasa: steps.map((step) => ({
      waktu: show(step.waktu),
      kejadian: step.kejadian,
      judul: titleOf(step, katalog),
      status: step.status,
      pelaku: step.pelakuLabel,
      pesan: step.pesan,
    })),
    foto: photos.map((photo) => ({
      peran: photo.peran,
      waktu: show(photo.at),
      url: `${baseUrl}${photo.fullHref}`,
      kecil: `${baseUrl}${photo.thumbnailHref}`,
    })),
  }
}

function titleOf(step: Riwayat, katalog: Katalog): string {
  const events: Readonly<Record<string, string | ((what: string) => string)>> =
    laporanMessages('id').events
  const word = events[step.kejadian]
  if (typeof word !== 'function') return word ?? step.kejadian
  const { unit, induk, tingkat, alasan } = step.data
  const reason = typeof alasan === 'string' ? katalog.alasan.get(alasan)?.teks.id : undefined
  return word(String(unit ?? induk ?? tingkat ?? reason ?? step.pelakuLabel))
}
