export const id = {
  title: 'Ikut serta',
  description:
    'Usulan, pendapat, survei, dan pemungutan suara daerah, serta jawaban atas semuanya.',
  lead: 'Sampaikan usulan dan pendapat, ikut memilih, dan lihat apa yang terjadi setelahnya. Semua yang masuk mendapat jawaban.',
  mine: 'Suara Anda',
  mineHelp: 'Semua yang pernah Anda sampaikan dan jawabannya, di satu halaman.',
  open: 'Cara ikut serta',
  until: (when: string) => `sampai ${when}`,
  nothingOpen: 'Sekarang tidak ada yang sedang dibuka.',
  promises: 'Apakah semua dijawab?',
  promisesHelp: (since: string) =>
    `Yang masuk sejak ${since}. Lewat waktu berarti jawaban belum diberikan sampai tanggal yang dijanjikan.`,
  kind: 'Jenis',
  received: 'Masuk',
  answered: 'Dijawab',
  overdue: 'Lewat waktu',
  notCounted: 'Angka pertama muncul paling lama sepuluh menit setelah sistem menyala.',
  countedAt: (when: string) => `Dihitung ${when}.`,
  results: 'Anda sampaikan, kami kerjakan',
  said: 'Yang disampaikan',
  did: 'Yang dikerjakan',
  when: 'Kapan',
  noResults: 'Belum ada yang selesai dikerjakan.',
  own: {
    title: 'Suara Anda',
    lead: 'Laporan, usulan, dan pendapat yang Anda kirim dengan akun ini. Yang terbaru di atas.',
    none: 'Belum ada yang Anda sampaikan',
    noneHelp: 'Mulai dari halaman Ikut serta.',
    hub: 'Buka Ikut serta',
    sent: (when: string) => `dikirim ${when}`,
    due: (when: string) => `dijawab paling lambat ${when}`,
    late: 'Lewat waktu',
    answer: (text: string) => `Jawaban: ${text}`,
    nameless:
      'Jawaban survei dan surat suara tidak bernama. Karena itu tidak ada di halaman ini, dan tidak seorang pun dapat menampilkannya.',
    shown: (count: string) => `${count} suara`,
  },
}

export type Messages = typeof id
