import type { REFUSALS } from '../domain/refusals.ts'

export const refusalsEn: Readonly<Record<keyof typeof REFUSALS, string>> = {
  SURAT_TERLALU_PANJANG: 'The letter is too long. Shorten it or move details to an attachment.',
  SURAT_KOSONG: 'The letter has no title or content yet. Complete it before it is issued.',
  PENANDA_TANPA_NAMA: 'Name or position of the signer is missing. Complete the official’s data.',
  PENANDA_BUKAN_ANDA:
    'This letter is signed in the name of another official. Only the official it names can sign it.',
  UNIT_TIDAK_DIKENAL: 'The issuing unit of this letter is unknown. Choose an active unit.',
  HURUF_TAK_TERCETAK:
    'Some characters cannot be printed in the letter: {huruf}. Write them in Latin letters.',
  SURAT_TIDAK_ADA: 'This letter was not found. Check its number.',
  SURAT_TIDAK_BERUBAH:
    'Nothing was corrected yet, so the old letter stays valid. Change what is wrong, then issue its replacement.',
  SURAT_TIDAK_BERLAKU: 'This letter was revoked or replaced, so it cannot be changed any more.',
  SURAT_BELUM_TERBIT: 'This letter still waits for its signature. Wait until it is issued.',
  SURAT_SUDAH_TERBIT: 'This letter is signed already. Reload the page to see it.',
  BUKAN_WEWENANG_SURAT:
    'Only the head of the issuing unit or of a unit above it can revoke and replace this letter.',
  ALASAN_CABUT_PENDEK: 'Write the reason, at least 10 and at most 500 characters.',
  FRASA_SANDI_SALAH:
    'The signing provider did not accept NIK or passphrase. Check them and try again.',
  FRASA_SANDI_KOSONG: 'Fill in your NIK of 16 digits and the passphrase of your certificate.',
  SERTIFIKAT_TIDAK_AKTIF:
    'Your certificate is not active at the signing provider. Contact the region’s certificate administrator.',
  PENANDA_TIDAK_MENJAWAB:
    'The signing provider cannot be reached. The letter keeps waiting; try again in a moment.',
  KODE_SURAT_SALAH: 'Fill in the whole code as printed under the QR, beginning with SRT.',
  BERKAS_PDF_KOSONG: 'Choose the PDF file of the letter to be checked.',
  TERLALU_SERING_MEMERIKSA: 'Too many checks from your network. Try again in a few minutes.',
}
