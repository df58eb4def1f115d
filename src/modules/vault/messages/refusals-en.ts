import type { RefusalCode } from '../domain/refusals.ts'

export const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  BERKAS_KOSONG: 'Choose a photo or PDF of the document.',
  BERKAS_TIDAK_DIKENAL:
    'This file is neither a photo nor a PDF, whatever its name says. Choose a JPG or PNG photo, or a PDF.',
  BERKAS_DOKUMEN_KANTOR:
    'This file is a Word or Excel document, or an archive. Save it as a PDF where it was made and send that.',
  BERKAS_HARUS_PDF: 'This document is sent as a PDF, not as a photo. Scan it into one PDF.',
  BERKAS_HARUS_FOTO: 'Send a photo of this (JPG or PNG), not a PDF.',
  BERKAS_PDF_TERLALU_BESAR:
    'This PDF has {ukuran} kB, at most {batas} kB are taken. Scan it again at 150 to 200 dpi, or send a photo.',
  BERKAS_TERLALU_BANYAK_HALAMAN:
    'This PDF has {jumlah} pages, at most {batas} are taken. Send only the pages that are asked for.',
  BERKAS_TERLALU_KECIL:
    'The short edge of the photo has only {sisi} pixels, at least {batas} are needed. Take it again from nearer, not as a screenshot.',
  BERKAS_GELAP:
    'The photo is too dark to read. Take it again in a bright place near a window, without the shadow of a hand.',
  BERKAS_KABUR:
    'The writing is blurred. Take it again: hold the phone still, tap the middle of the document to focus.',
  BERKAS_PUDAR:
    'The writing is almost the colour of its paper. Take it again without the glare of a lamp, or scan it.',
  BERKAS_POLOS: 'Nothing written or drawn is to be seen in this photo. Check it and send it again.',
  BERKAS_HALAMAN_TIDAK_TERBACA:
    'Page {halaman} cannot be read: too dark, blurred or empty. Scan that page again.',
  BERKAS_TANGGAL_KOSONG: 'Enter the date written on the document.',
  BERKAS_TANGGAL_TIDAK_SAH: 'This date is not in the calendar. Write it like 17/08/2026.',
  BERKAS_TANGGAL_DEPAN: 'A date of issue cannot be after today. Check the date.',
  BERKAS_KEDALUWARSA:
    'This document was valid until {tanggal} and has expired. Send one that is valid.',
  BERKAS_KUOTA_JUMLAH:
    'You keep {batas} documents, the limit of an account. Remove what you do not need and send it again.',
  BERKAS_KUOTA_UKURAN:
    'You would keep more than {batas} MB, the limit of an account. Remove what you do not need and send it again.',
  BERKAS_TERLALU_SERING:
    'Many files were sent within a short time. Wait a few minutes and send it again.',
  BERKAS_JENIS_TIDAK_ADA: 'Choose the kind of document from the list.',
  BERKAS_TIDAK_DITEMUKAN:
    'You do not keep that document. Choose one from the list, or upload it again.',
  BERKAS_BELUM_DISETUJUI:
    'There is a warning on this document. Decide first: use it as it is, or replace it with a clearer one.',
  BERKAS_TUJUAN_KOSONG: 'Write what you open it for, 3 to 200 letters. Its owner can read it.',
  BERKAS_AGAK_GELAP: 'The photo is a bit dark. It may be used if every letter can still be read.',
  BERKAS_AGAK_KABUR:
    'The writing is a bit blurred. It may be used if every letter can still be read.',
  BERKAS_AGAK_PUDAR: 'The writing is a bit pale. It may be used if every letter can still be read.',
  BERKAS_AGAK_KECIL:
    'The short edge of the photo has {sisi} pixels, so small letters may be hard to read. It may be used if they can be read.',
  BERKAS_HALAMAN_SULIT_DIBACA:
    'Page {halaman} is a bit dark, blurred or pale. It may be used if every letter can still be read.',
  BERKAS_HALAMAN_KOSONG: 'Page {halaman} is blank. It may be used if that is right.',
}
