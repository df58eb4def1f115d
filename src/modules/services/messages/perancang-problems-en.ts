import type { problemsId } from './perancang-problems-id.ts'

/** Why a definition cannot be published, in English. */
export const problemsEn: typeof problemsId = {
  OPERASI_TIDAK_ADA: (about) => `The operation “${about}” is not known.`,
  JUMLAH_ISIAN_SALAH: (about) => `The operation “${about}” has the wrong number of parts.`,
  NAMA_TIDAK_DIKENAL: (about) =>
    `There is no “${about}” in this draft. Check the code of the field.`,
  JENIS_TIDAK_COCOK: (about) =>
    `Types do not fit (${about}), such as a date held against a number.`,
  ANGKA_HUKUM_TIDAK_ADA: (about) => `The figure of law “${about}” has not been entered yet.`,
  TABEL_TIDAK_ADA: (about) => `There is no table “${about}”.`,
  LAYANAN_TIDAK_ADA: (about) => `There is no service “${about}” in the catalogue.`,
  TERLALU_DALAM: (about) =>
    `This condition is nested deeper than ${about}. Split it into computed fields.`,
  ID_GANDA: (about) => `The code “${about}” is used more than once.`,
  ID_SALAH_BENTUK: (about) =>
    `The code “${about}” must begin with a small letter and hold only letters, digits and dots (codes of services: CAPITALS).`,
  TAHAP_TIDAK_ADA: (about) => `Something leads to stage “${about}”, which is not there.`,
  TAHAP_TIDAK_TERJANGKAU: (about) => `Stage “${about}” is never reached from the first one.`,
  TAHAP_TANPA_KELUAR: (about) =>
    `From stage “${about}” no end can be reached. Give it an action that leads there.`,
  TAHAP_TANPA_PETUGAS: (about) => `Stage “${about}” has actions, but nobody is assigned to it.`,
  TAHAP_TANPA_JANJI: (about) => `Stage “${about}” has no promised time.`,
  JANJI_BERCAMPUR: (about) =>
    `The stage “${about}” counts hours by day and night, others do not. Use one way of counting for all stages of offices.`,
  TAHAP_OTOMATIS_BERPUTAR: (about) => `Automatic steps from stage “${about}” lead back to it.`,
  AKHIR_DENGAN_TINDAKAN: (about) => `The final stage “${about}” may not lead on.`,
  TANPA_AKHIR: (_) => 'The workflow has no final stage.',
  TINDAKAN_TIDAK_ADA: (about) =>
    `The action “${about}”, which somebody else must have done, is not there.`,
  PERBAIKAN_TANPA_JEDA: (about) =>
    `Asking for mending must lead to a stage with a pause, not to “${about}”.`,
  INSTANSI_TIDAK_DIMINTA: (about) =>
    `There are fields for “${about}”, but that agency is not asked for an opinion at this stage.`,
  PENDAPAT_BERFOTO: (about) =>
    `The field “${about}” of an opinion cannot be a photo. Ask for photos by a step in the field.`,
  PERAN_TIDAK_COCOK: (about) => `The role “${about}” cannot be used here.`,
  ISIAN_BERPUTAR: (about) => `Field “${about}” rests on itself.`,
  ISIAN_TANPA_NILAI: (about) =>
    `Field of type “${about}”: a formula belongs to computed fields and rows to repeating ones, and both must be there.`,
  PILIHAN_KOSONG: (about) =>
    `Field of type “${about}”: choices belong to pilih and banyak only, and must be there.`,
  POLA_SALAH: (about) => `The pattern or blank “${about}” cannot be read.`,
  BATAS_TERBALIK: (about) => `The lower limit is above the upper one: ${about}.`,
  ALIH_TANPA_TUJUAN: (about) =>
    `A rule that leads elsewhere must name a service of the catalogue, not “${about}”.`,
  TANGGAL_TERBALIK: (about) => `The end comes before the beginning: ${about}.`,
  ANGKA_HUKUM_BELUM_BERLAKU: (about) =>
    `This figure has no value on ${about}, when the service begins.`,
  BIAYA_TANPA_TAHAP: (about) =>
    `Fee and stage of billing do not fit (${about}): free without lines, paid with lines and a stage.`,
  BERKAS_TIDAK_ADA: (about) => `There is no document “${about}”.`,
  NOMOR_TANPA_URUT: (about) => `The pattern “${about}” must hold exactly one {seq:4}.`,
  NOMOR_SALAH_TANDA: (about) => `The sign “{${about}}” is not known in the pattern of the number.`,
  TINDAKAN_MASSAL_BERISIAN: (about) =>
    `Action “${about}” has fields of its own, so it cannot be done for many at once.`,
  PILIHAN_TIDAK_ADA: (about) =>
    `The choice “${about}” is compared with, but is not among the choices.`,
  PENANDATANGAN_TIDAK_ADA: (about) =>
    `The letter is signed by “${about}”, who does not act at the stage that issues it.`,
  TERLALU_BESAR: (about) => `The draft is too large (${about}). Split it into several services.`,
  UJI_KURANG: (about) =>
    `Only ${about} test cases. Make at least two: one that succeeds and another.`,
  UJI_GAGAL: (about) => `A test did not come out as expected: ${about}`,
}
