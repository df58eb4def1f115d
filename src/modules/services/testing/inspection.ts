import type { Layanan } from '../domain/definition/types.ts'
import { IZIN_UJI } from './definitions.ts'

/** A service made for tests: pages and questions that open others, rows, documents, and an inspection on the spot. */
export const TINJAU_UJI: Layanan = {
  ...IZIN_UJI,
  code: 'UJI-TINJAU',
  name: { id: 'Tinjau uji', en: 'Test inspection' },
  summary: 'Peninjauan yang dipakai uji.',
  keywords: ['tinjau uji'],
  eligibility: [],
  place: 'desa',
  form: [
    {
      id: 'tempat',
      title: 'Tempat',
      fields: [
        { id: 'nama', type: 'teks', label: 'Nama usaha', required: true, max: 80 },
        { id: 'desa', type: 'wilayah', label: 'Desa atau kelurahan', required: true },
        { id: 'alamat', type: 'teks', label: 'Alamat', required: true, max: 120, onSite: true },
        {
          id: 'cara',
          type: 'pilih',
          label: 'Cara kerja',
          required: true,
          options: [
            ['tetap', 'Di tempat tetap'],
            ['keliling', 'Berkeliling'],
          ],
        },
        {
          id: 'rute',
          type: 'teks',
          label: 'Rute keliling',
          show: ['=', { f: 'cara' }, 'keliling'],
          required: true,
        },
      ],
    },
    {
      id: 'pegawai',
      title: 'Pegawai',
      show: ['=', { f: 'cara' }, 'tetap'],
      fields: [
        {
          id: 'orang',
          type: 'ulang',
          label: 'Pegawai',
          max: 5,
          fields: [
            { id: 'nama', type: 'teks', label: 'Nama', required: true, max: 60 },
            { id: 'gaji', type: 'rupiah', label: 'Upah sebulan' },
          ],
        },
        {
          id: 'jumlahUpah',
          type: 'hitung',
          label: 'Jumlah upah',
          value: ['sum', { f: 'orang[].gaji' }],
        },
        {
          id: 'slip',
          type: 'teks',
          label: 'Cara membayar upah',
          show: ['>', { f: 'jumlahUpah' }, 1_000_000],
          required: true,
        },
        { id: 'luas', type: 'angka', label: 'Luas tempat', required: true, min: 1 },
      ],
    },
  ],
  documents: [
    {
      id: 'denah',
      label: 'Denah tempat',
      required: true,
      accept: ['jpg', 'pdf'],
      maxKb: 2000,
    },
  ],
  workflow: {
    start: 'lapangan',
    clock: 'kerja',
    states: {
      lapangan: {
        label: 'Peninjauan',
        public: 'Petugas akan meninjau tempat Anda',
        assign: { role: 'petugas-lapangan', unit: 'pemilik' },
        field: true,
        sla: { d: 5, expire: 'eskalasi', to: 'kepala-opd' },
        actions: [
          {
            id: 'sesuai',
            label: 'Sesuai',
            to: 'putusan',
            roles: ['petugas-lapangan'],
            form: [
              {
                id: 'fotoDepan',
                type: 'foto',
                label: 'Foto depan',
                required: true,
                forApplicant: true,
              },
              { id: 'fotoDalam', type: 'foto', label: 'Foto dalam' },
              { id: 'titik', type: 'titik', label: 'Titik tempat' },
              {
                id: 'temuan',
                type: 'paragraf',
                label: 'Hasil peninjauan',
                required: true,
                max: 500,
                forApplicant: true,
              },
            ],
          },
          {
            id: 'tidakSesuai',
            label: 'Tidak sesuai',
            to: 'ditolak',
            roles: ['petugas-lapangan'],
            reason: true,
            form: [],
          },
          { id: 'tarik', label: 'Tarik', to: 'batal', roles: ['kepala-opd'] },
        ],
      },
      putusan: {
        label: 'Putusan',
        public: 'Menunggu putusan',
        assign: { role: 'kepala-opd' },
        sla: { d: 5, expire: 'eskalasi', to: 'bupati' },
        actions: [
          { id: 'setujui', label: 'Setujui', to: 'terbit', roles: ['kepala-opd'] },
          { id: 'ulang', label: 'Tinjau ulang', to: 'lapangan', roles: ['kepala-opd'] },
        ],
      },
      terbit: { label: 'Terbit', public: 'Terbit', end: 'terbit' },
      ditolak: { label: 'Ditolak', public: 'Ditolak', end: 'tolak' },
      batal: { label: 'Batal', public: 'Ditutup', end: 'batal' },
    },
  },
  fee: { kind: 'gratis' },
  outputs: [{ id: 'izin', label: 'Tanda tinjau', at: 'terbit' }],
}
