/** Words of the survey itself: the form, the thanks, and what a link may turn out to be. */
export const isiId = {
  title: 'Nilai layanan kami',
  about: (layanan: string, unit: string) => `${layanan}, ${unit}`,
  lead: 'Sembilan pertanyaan, satu menit. Pilih 1 sampai 4: makin besar makin baik.',
  privacy:
    'Jawaban disimpan tanpa nama, nomor permohonan, dan tautan ini. Petugas tidak dapat tahu jawaban siapa.',
  questions: 'Pertanyaan',
  least: '1 kurang',
  best: '4 baik',
  you: 'Tentang Anda, boleh dikosongkan',
  notTold: 'Tidak diisi',
  remark: 'Saran atau catatan',
  remarkHint:
    'Hanya dibaca petugas. Jangan tulis nama atau nomor telepon; nomor yang dikenali disamarkan.',
  send: 'Kirim jawaban',
  until: (date: string) => `Tautan ini berlaku sampai ${date} dan dapat dijawab satu kali.`,
  thanksTitle: 'Terima kasih',
  thanks: 'Jawaban Anda sudah dihitung.',
  thanksNext: 'Nilai setiap layanan terbit setelah cukup banyak yang menjawab.',
  seeScores: 'Lihat nilai kepuasan masyarakat',
  closedTitle: 'Survei ini tidak dapat diisi',
  closedNext:
    'Bila ada yang ingin Anda sampaikan tentang layanan kami, laporkan lewat halaman lapor.',
  report: 'Buat laporan',
}
export type IsiMessages = typeof isiId
