import { createHash } from 'node:crypto'
import { cleanText } from '../../../kernel/clean-text.ts'
import { formatNomor, formatPublicCode } from '../../../kernel/nomor.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import type { Deps } from '../deps.ts'
import type { ImporDecision } from '../domain/impor/decide.ts'
import { type KasusImpor, titleFrom } from '../domain/impor/kasus.ts'
import { searchWords } from '../domain/search-words.ts'
import type { ImporRecord } from '../store/impor-store.ts'
import { fitMasked, ISI_STORED_MAX, JUDUL_STORED_MAX } from './storable-text.ts'
import { digestOf, kodeLacakOf, PREFIX } from './submit-laporan.ts'

export type Decided = Readonly<{
  kunci: string
  /** Year of its number, in the region's own time. */
  year: number
  kasus: KasusImpor
  decision: ImporDecision
}>

/** The same case of the same source has the same key at every run, on every machine. */
export function importKey({ sumber, rujukan }: Pick<KasusImpor, 'sumber' | 'rujukan'>): string {
  const hex = createHash('sha256').update(`impor laporan ${sumber} ${rujukan}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const SECRET_NUMBER_BYTES = 5
const JUDUL_MIN = 3

type Words = Readonly<{ judul: string; isi: string; judulPublik: string; isiPublik: string }>

/** Words as they came, and as everyone may read them. */
function wordsOf(kasus: KasusImpor): Words {
  const isi = cleanText(kasus.isi)
  const given = cleanText(kasus.judul ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
  const judul = given.length >= JUDUL_MIN ? given : titleFrom(isi, kasus.topik ?? 'Laporan')
  return {
    judul,
    isi,
    judulPublik: maskPersonalData(fitMasked(judul, JUDUL_STORED_MAX)).slice(0, JUDUL_STORED_MAX),
    isiPublik: maskPersonalData(fitMasked(isi, ISI_STORED_MAX)).slice(0, ISI_STORED_MAX),
  }
}

/** All rows of a case, ready to be stored. */
export function toRecord(
  deps: Deps,
  { kunci, year, kasus, decision }: Decided,
  serial: number,
): ImporRecord {
  const { kit } = deps
  const { isRahasia } = decision
  const words = wordsOf(kasus)
  const id = isRahasia ? kit.newSecretId() : kit.newId()
  const told = {
    judul: isRahasia ? 'Laporan rahasia' : words.judulPublik,
    isi: isRahasia ? '' : words.isiPublik,
    patokan: isRahasia || kasus.patokan === null ? null : maskPersonalData(kasus.patokan),
  }
  return {
    laporan: {
      id,
      kunci_klien: kunci,
      nomor: isRahasia
        ? formatPublicCode('RHS', kit.randomBytes(SECRET_NUMBER_BYTES))
        : formatNomor({ prefix: PREFIX[kasus.jenis], year, serial }),
      kanal_rujukan: `${kasus.sumber}/${kasus.rujukan}`,
      ...told,
      jenis: kasus.jenis,
      is_anonim: kasus.isAnonim,
      diterima_at: kasus.diterimaAt,
      kata_judul: searchWords(told.judul).join(' '),
      kata_isi: searchWords(`${told.isi} ${told.patokan ?? ''}`).join(' '),
      ...columnsOf(decision),
    },
    pelapor: reporterOf(deps, { kasus, words, id, kunci, isRahasia }),
    rahasia: isRahasia
      ? {
          laporan_id: id,
          judul: words.judul,
          isi: words.isi,
          lat: kasus.titik?.lat ?? null,
          lon: kasus.titik?.lon ?? null,
          patokan: kasus.patokan,
          wilayah_kode: kasus.wilayahKode,
        }
      : null,
    riwayat: timelineOf(deps, { kasus, decision }, id),
  }
}

function columnsOf(decision: ImporDecision): Record<string, unknown> {
  return {
    kategori_kode: decision.kategoriKode,
    lat: decision.lat,
    lon: decision.lon,
    lokasi_sumber: decision.lokasiSumber,
    wilayah_kode: decision.wilayahKode,
    kecamatan_kode: decision.kecamatanKode,
    is_rahasia: decision.isRahasia,
    is_publik: decision.isPublik,
    status: decision.status,
    unit_kode: decision.unitKode,
    tindak_lanjut_at: decision.tindakLanjutAt,
    selesai_at: decision.selesaiAt,
    cara_tutup: decision.caraTutup,
    hari_kerja_selesai: decision.hariKerjaSelesai,
    is_tepat_waktu: decision.isTepatWaktu,
    tenggat_at: decision.tenggatAt,
    tenggat_jenis: decision.tenggatJenis,
    is_tenggat_pasti: decision.isTenggatPasti,
    tingkat_eskalasi: decision.tingkatEskalasi,
    updated_at: decision.updatedAt,
  }
}

type Reporting = Readonly<{
  kasus: KasusImpor
  words: Words
  id: string
  kunci: string
  isRahasia: boolean
}>

function reporterOf(deps: Deps, { kasus, words, id, kunci, isRahasia }: Reporting) {
  const isChanged = words.judul !== words.judulPublik || words.isi !== words.isiPublik
  return {
    laporan_id: id,
    // Anonymous means nobody can be told who it was.
    nama: kasus.isAnonim ? null : kasus.nama,
    telepon: kasus.telepon,
    email: kasus.email,
    judul_asli: isChanged && !isRahasia ? words.judul : null,
    isi_asli: isChanged && !isRahasia ? words.isi : null,
    kode_lacak_digest: digestOf(kodeLacakOf(deps, kunci)),
  }
}

/** What is known to have happened, at the time it happened; then that it was taken in. */
function timelineOf(
  { kit, reference }: Deps,
  { kasus, decision }: Pick<Decided, 'kasus' | 'decision'>,
  laporanId: string,
): ImporRecord['riwayat'] {
  const office =
    decision.unitBaru?.nama ??
    (decision.unitKode === null ? undefined : reference.findUnit(decision.unitKode)?.nama) ??
    'Petugas'
  const step = (waktu: Date, kejadian: string, rest: Readonly<Record<string, unknown>>) => ({
    laporan_id: laporanId,
    waktu,
    kejadian,
    status: decision.status,
    pelaku_jenis: 'petugas',
    pelaku_label: office,
    pesan: null,
    data: '{}',
    ...rest,
  })
  const answer = kasus.tanggapan === null ? null : maskPersonalData(cleanText(kasus.tanggapan))
  const steps = [
    step(kasus.diterimaAt, 'diterima', {
      status: 'masuk',
      pelaku_jenis: 'warga',
      pelaku_label: 'Pelapor',
      data: JSON.stringify({ kanal: 'impor' }),
    }),
    ...(decision.tindakLanjutAt === null
      ? []
      : [step(decision.tindakLanjutAt, 'tindak_lanjut', { status: 'proses', pesan: answer })]),
    ...(decision.selesaiAt === null ? [] : [step(decision.selesaiAt, 'ditutup_asal', {})]),
    step(kit.now(), 'diimpor', {
      pelaku_jenis: 'sistem',
      pelaku_label: 'Sistem',
      pesan: takenInWords(kasus, decision),
      data: JSON.stringify({
        sumber: kasus.sumber,
        rujukan: decision.isRahasia ? null : kasus.rujukan,
      }),
    }),
  ]
  // Steps of the same moment are told in the order of their ids.
  const ids = steps.map(() => kit.newId()).toSorted()
  return steps.map((one, at) => ({ id: ids[at], ...one }))
}

function takenInWords(kasus: KasusImpor, { selesaiAt, caraTutup }: ImporDecision): string | null {
  const sentences = [
    ...(kasus.isWaktuPasti ? [] : ['Sistem asal hanya mencatat tahun laporan ini.']),
    ...(caraTutup !== null && selesaiAt === null && kasus.akhir.kind !== 'arsip'
      ? ['Ditutup di sistem asal; waktunya tidak tercatat.']
      : []),
    ...(kasus.akhir.kind === 'arsip' ? ['Akhir laporan ini tidak tercatat di sistem asal.'] : []),
    ...(kasus.kelasAkhir === null ? [] : [`Menurut sistem asal: ${kasus.kelasAkhir}.`]),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}
