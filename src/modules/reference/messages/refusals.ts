import type { Sentences } from '../../../kernel/wording.ts'

/** What settings are refused, in both languages; Indonesian where a code or a value needs it. */
export const referenceSentences: Sentences = {
  id: {
    TINDAKAN_TIDAK_DIIZINKAN: 'Hanya admin yang boleh mengubah pengaturan ini.',
    DIUBAH_ORANG_LAIN:
      'Isian ini baru saja diubah orang lain. Isian Anda belum disimpan: periksa isi terbaru, lalu simpan lagi bila masih perlu.',
    JAM_TIDAK_SAH:
      'Isi jam buka dan tutup hari {hari}, misalnya 07.30 dan 15.30, atau kosongkan keduanya.',
    'KONTRAS_KURANG.terang':
      'Kontras dengan {warna} {nilai} banding 1; paling sedikit {batas}. Pilih warna yang lebih terang.',
    'KONTRAS_KURANG.gelap':
      'Kontras dengan {warna} {nilai} banding 1; paling sedikit {batas}. Pilih warna yang lebih gelap.',
    TANGGAL_LIBUR_TIDAK_SAH: 'Isi tanggal dalam tahun {tahun}, misalnya 17/8/{contoh}.',
    MASIH_PRAKIRAAN:
      'Masih ada {jumlah} hari prakiraan. Ganti dengan tanggal dari keputusan resmi, atau hapus.',
    JENIS_LIBUR_TIDAK_SAH: 'Pilih jenis: {daftar}.',
  },
  en: {
    TINDAKAN_TIDAK_DIIZINKAN: 'Only administrators may change these settings.',
    DIUBAH_ORANG_LAIN:
      'Someone else has just changed this. Yours is not saved: look at the newest content, then save again if still needed.',
    DAERAH_BELUM_DIPILIH:
      'No region is served yet. First run: pendopo import wilayah <boundary file> --wilayah <code>.',
    TANGGAL_JAM_TIDAK_SAH: 'Enter the day from which they hold, such as 1/1/2027.',
    JAM_KANTOR_TIDAK_SAH:
      'Enter an opening time and a closing time after it, such as 07.30 and 16.00.',
    DASAR_JAM_TIDAK_SAH: 'Name the decision, such as "Perbup 12/2026 tentang jam kerja".',
    JAM_KANTOR_TERAKHIR:
      'At least one set of office hours must stay. Add the new ones before you remove the old.',
    JAM_TIDAK_SAH:
      'Enter the opening and closing time of the day, such as 07.30 and 15.30, or leave both empty.',
    WARNA_TIDAK_SAH: 'Enter the colour as # and six hexadecimal digits, such as #0b4a3c.',
    KONTRAS_KURANG: 'The contrast is too low. Choose another colour.',
    'KONTRAS_KURANG.terang':
      'The contrast is {nilai} to 1; at least {batas} is needed. Choose a lighter colour.',
    'KONTRAS_KURANG.gelap':
      'The contrast is {nilai} to 1; at least {batas} is needed. Choose a darker colour.',
    KODE_UNIT_TIDAK_SAH: 'Enter a code of small letters, digits and hyphens, such as pupr.',
    KODE_UNIT_SUDAH_ADA: 'This code is in use. Choose another.',
    NAMA_UNIT_TIDAK_SAH: 'Enter the full name, 3 to 120 letters.',
    SINGKATAN_TIDAK_SAH: 'Enter the short name, 2 to 40 letters.',
    INDUK_UNIT_TIDAK_SAH: 'Choose a parent that is not part of this unit.',
    WILAYAH_UNIT_TIDAK_ADA: 'Choose the area from the list.',
    TELEPON_TIDAK_SAH: 'Enter the telephone number with digits, such as (0999) 5001.',
    ALAMAT_TERLALU_PANJANG: 'Shorten the address to at most 300 letters.',
    TANGGAL_LIBUR_TIDAK_SAH: 'Enter a day in the year {tahun}, such as 17/8/{contoh}.',
    NAMA_LIBUR_TIDAK_SAH: 'Enter the name of the day off, 3 to 100 letters.',
    JENIS_LIBUR_TIDAK_SAH: 'Choose the kind: {daftar}.',
    DASAR_LIBUR_TIDAK_SAH: 'Name the decree, such as "SKB 3 Menteri 2/2026".',
    TAHUN_KOSONG: 'Enter the days off of this year first.',
    MASIH_PRAKIRAAN:
      'Days still not confirmed: {jumlah}. Replace them by the dates of the decree, or remove them.',
    NAMA_DAERAH_TIDAK_SAH: 'Enter the full name, such as Kabupaten Jatiraya.',
    NAMA_PENDEK_TIDAK_SAH: 'Enter the short name, such as Jatiraya.',
    DOMAIN_TIDAK_SAH: 'Enter the ending of official addresses, such as jatiraya.go.id.',
  },
}
