import type { Layanan } from '../domain/definition/types.ts'

/** A service made for tests: permit of an agency with opinions of two others, a fee, deemed approval, and a signed letter. */
export const IZIN_UJI: Layanan = {
  schema: 'layanan/1',
  code: 'UJI-IZIN',
  version: 1,
  effective: { from: '2026-01-01' as never },
  running: 'finish-on-old',
  name: { id: 'Izin uji', en: 'Test permit' },
  summary: 'Izin yang dipakai uji.',
  owner: 'dpmptsp',
  kind: 'izin',
  keywords: ['izin uji'],
  applicant: { who: ['warga'], delegate: ['keluarga', 'kuasa', 'petugas-loket'], assurance: 1 },
  channels: ['web', 'loket'],
  offline: true,
  standar: {
    dasarHukum: [{ name: 'Peraturan uji', isVerified: false }],
    sarana: ['Loket'],
    kompetensi: ['Teliti'],
    pengawasan: 'Atasan',
    jumlahPelaksana: 1,
    jaminanLayanan: 'Tepat waktu',
    jaminanKeamanan: 'Aman',
    evaluasi: 'SKM',
  },
  params: [
    {
      id: 'tarif',
      label: 'Tarif',
      values: [{ from: '2026-01-01' as never, value: 2500, source: 'uji', isVerified: false }],
    },
  ],
  eligibility: [
    {
      id: 'luas',
      when: ['<=', { f: 'luas' }, 1000],
      else: 'tolak',
      message: 'Luas paling besar 1.000 m2.',
    },
  ],
  form: [
    {
      id: 'usaha',
      title: 'Usaha',
      fields: [
        { id: 'nama', type: 'teks', label: 'Nama usaha', required: true, max: 80 },
        { id: 'luas', type: 'angka', label: 'Luas', required: true, min: 1 },
        { id: 'berbayar', type: 'centang', label: 'Dengan retribusi' },
        { id: 'alasan', type: 'teks', label: 'Alasan', show: { f: 'berbayar' }, required: true },
      ],
    },
  ],
  documents: [],
  workflow: {
    start: 'periksa',
    clock: 'kerja',
    states: {
      periksa: {
        label: 'Periksa',
        public: 'Diperiksa',
        assign: { role: 'petugas-layanan' },
        sla: { d: 2, expire: 'eskalasi', to: 'kepala-opd' },
        actions: [
          { id: 'lengkap', label: 'Lengkap', to: 'bayar', roles: ['petugas-layanan'], bulk: true },
          {
            id: 'perbaiki',
            label: 'Perbaiki',
            to: 'perbaikan',
            roles: ['petugas-layanan'],
            fix: true,
          },
        ],
      },
      perbaikan: {
        label: 'Perbaikan',
        public: 'Mohon perbaiki',
        pause: true,
        sla: { d: 14, expire: 'tutup', to: 'batal' },
        actions: [{ id: 'kirimPeriksa', label: 'Kirim', to: 'periksa', roles: ['pemohon'] }],
      },
      bayar: {
        label: 'Bayar',
        public: 'Silakan bayar',
        pause: true,
        sla: { d: 14, expire: 'tutup', to: 'batal' },
        auto: [{ when: { f: 'bayar.lunas' }, to: 'pendapat', why: 'Lunas' }],
      },
      pendapat: {
        label: 'Pendapat',
        public: 'Menunggu pendapat',
        join: {
          units: ['dlh', 'pupr'],
          role: 'petugas-layanan',
          need: 'all',
          to: 'putusan',
          no: 'putusan',
        },
        sla: { d: 3, expire: 'eskalasi', to: 'kepala-opd' },
      },
      putusan: {
        label: 'Putusan',
        public: 'Menunggu putusan',
        assign: { role: 'kepala-opd' },
        sla: { d: 5, expire: 'setuju', to: 'terbit' },
        actions: [
          {
            id: 'setujui',
            label: 'Setujui',
            to: 'terbit',
            roles: ['kepala-opd'],
            bulk: true,
            notSameActorAs: ['lengkap'],
          },
          { id: 'tolak', label: 'Tolak', to: 'ditolak', roles: ['kepala-opd'], reason: true },
        ],
      },
      terbit: { label: 'Terbit', public: 'Terbit', end: 'terbit' },
      ditolak: { label: 'Ditolak', public: 'Ditolak', end: 'tolak' },
      batal: { label: 'Batal', public: 'Ditutup', end: 'batal' },
    },
  },
  fee: {
    kind: 'retribusi',
    at: 'bayar',
    lines: [
      {
        label: 'Retribusi',
        amount: ['if', { f: 'berbayar' }, ['*', { f: 'luas' }, ['param', 'tarif']], 0],
      },
    ],
  },
  outputs: [
    {
      id: 'izin',
      label: 'Izin',
      at: 'terbit',
      letter: {
        judul: 'IZIN UJI',
        number: '{seq:4}/UJI/{unit}/{tahun}',
        blocks: [{ text: 'Diberikan kepada {nama} seluas {luas:angka} meter persegi.' }],
        sign: { level: 'tte', role: 'kepala-opd' },
        valid: { months: 12 },
        show: [['Usaha', '{nama:samar}']],
      },
    },
  ],
  privacy: { basis: 'uji', retainYears: 1, drop: [], export: 'agregat' },
  tests: [],
}
