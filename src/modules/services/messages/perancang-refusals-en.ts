import type { DesignRefusalCode } from '../domain/perancang/refusals.ts'

/** What the designer refuses, in English. */
export const designRefusalsEn: Readonly<Record<DesignRefusalCode, string>> = {
  RANCANGAN_TIDAK_ADA: 'There is no such draft. Choose one from the list.',
  RANCANGAN_RUSAK:
    'This draft cannot be read. Go back to an earlier revision, or import a correct file.',
  RANCANGAN_BUKAN_DRAF:
    'This version is not being written, so it cannot be changed. Make the next version if needed.',
  RANCANGAN_BERTABRAKAN:
    'A colleague saved first. Your save is not lost: compare both in the history as revision {nomor}, then choose.',
  RANCANGAN_KODE_DIPAKAI:
    'Another service has this code. Choose another, or make the next version of that service.',
  RANCANGAN_KODE_BENTUK: 'Write the code in capitals with hyphens, such as DLH-TEBANG-POHON.',
  RANCANGAN_SUDAH_DISUSUN: 'The next version is being written already. Go on with that draft.',
  RANCANGAN_MASALAH:
    '{jumlah} things must still be mended. Open the check, mend them all, then repeat.',
  RANCANGAN_PENULIS:
    'Whoever had a hand in a draft may not review it. Ask a colleague to review it.',
  RANCANGAN_BUKAN_TELAAH: 'This draft is not waiting for review.',
  RANCANGAN_ALASAN: 'Write the reason, at least 10 letters, so that its author knows what to mend.',
  RANCANGAN_BERUBAH:
    'The draft has changed since this page was opened. Load it again, look, then decide.',
  RANCANGAN_VERSI_LAMA:
    'A newer version is published already. Make the next version from the published one.',
  RANCANGAN_PETA_TAHAP:
    'Applications under way are at stage “{tahap}”, but the map does not take them to an equal stage. Complete the map, or let them finish on the old version.',
  RANCANGAN_TAK_BISA_MUNDUR: 'There is nothing to undo or redo.',
  RANCANGAN_REVISI_TIDAK_ADA: 'This draft has no such revision.',
  RANCANGAN_WAJIB: 'Fill in this part.',
  RANCANGAN_TERLALU_PANJANG: 'Too long or too many. Shorten it.',
  RANCANGAN_BENTUK: 'This part is not right yet: {rincian}',
  RANCANGAN_ANGKA: 'Write a number, such as 12 or 0.5.',
  RANCANGAN_PASANGAN: 'Put a bar into the line “{baris}”, such as: kerja | Applying for a job.',
  RANCANGAN_NILAI: 'Write name = value in the line “{baris}”, such as: p.lahir = 1990-01-01.',
  RANCANGAN_PETA: 'Write old stage = new stage in the line “{baris}”.',
  RANCANGAN_NAMA_TAHAP:
    'Write a short name: a small letter first, no spaces, not used by another stage.',
  RANCANGAN_JSON: 'This text is no correct JSON. Check brackets, commas and quotes.',
  RANCANGAN_SYARAT: '{alasan}',
  RANCANGAN_LEMBAR_BERKAS:
    'This file cannot be read as a plain Excel sheet (.xlsx). Save it again as .xlsx without macros or password.',
  RANCANGAN_LEMBAR_BESAR: 'This file is too large. At most 2 MB and 500 rows.',
  RANCANGAN_LEMBAR_KOLOM: 'The first row must hold the names of the columns: {kolom}.',
  RANCANGAN_LEMBAR_BARIS: 'Row {baris}, column {kolom}: {alasan}',
  RANCANGAN_LEMBAR_KOSONG: 'The first sheet of this file holds no fields.',
  RANCANGAN_IMPOR: 'At {tempat}: {alasan}',
  RANCANGAN_HALAMAN_TIDAK_ADA: 'Choose the page these fields go to.',
}
