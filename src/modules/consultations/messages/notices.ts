import type { NotificationEvent } from '../../notifications/index.ts'
import { kabarOf } from '../actions/kabar.ts'

type Words = Readonly<{ subject: string; body: string; short: string }>
const notice = (name: Parameters<typeof kabarOf>[0], id: Words, en: Words): NotificationEvent => ({
  event: kabarOf(name),
  templates: { id, en },
})

/** Notices of this module: to whoever sent an input, and to the head of a unit that is late. */
export const NOTICES: readonly NotificationEvent[] = [
  notice(
    'dijawab',
    {
      subject: 'Masukan {{nomor}} dijawab',
      body: 'Masukan Anda {{nomor}} untuk {{judul}} sudah dijawab, beserta alasannya.',
      short: 'Masukan {{nomor}} sudah dijawab.',
    },
    {
      subject: 'Input {{nomor}} answered',
      body: 'Your input {{nomor}} to {{judul}} was answered, with the reason.',
      short: 'Input {{nomor}} was answered.',
    },
  ),
  notice(
    'naskah-akhir',
    {
      subject: 'Naskah akhir terbit: {{judul}}',
      body: 'Konsultasi {{judul}} ditutup. Lihat apa yang berubah karena masukan warga, termasuk {{nomor}}.',
      short: 'Konsultasi untuk masukan {{nomor}} ditutup; naskah akhir terbit.',
    },
    {
      subject: 'Final text published: {{judul}}',
      body: 'The consultation {{judul}} is closed. See what changed because of inputs, {{nomor}} among them.',
      short: 'The consultation of input {{nomor}} is closed; the final text is out.',
    },
  ),
  notice(
    'janji-selesai',
    {
      subject: 'Janji untuk masukan {{nomor}} selesai',
      body: 'Yang dijanjikan sebagai jawaban masukan {{nomor}} untuk {{judul}} sudah dikerjakan. Buktinya dapat dibaca.',
      short: 'Janji untuk masukan {{nomor}} selesai.',
    },
    {
      subject: 'Promise for input {{nomor}} kept',
      body: 'What was promised in answer to input {{nomor}} to {{judul}} is done. The proof can be read.',
      short: 'The promise for input {{nomor}} is kept.',
    },
  ),
  notice(
    'lewat',
    {
      subject: '{{jumlah}} masukan lewat tenggat: {{judul}}',
      body: '{{jumlah}} masukan warga untuk {{judul}} belum dijawab dan sudah lewat tenggat. Jumlahnya tampil untuk umum.',
      short: '{{jumlah}} masukan konsultasi lewat tenggat.',
    },
    {
      subject: '{{jumlah}} inputs overdue: {{judul}}',
      body: '{{jumlah}} inputs to {{judul}} have no answer and are overdue. The number is public.',
      short: '{{jumlah}} consultation inputs are overdue.',
    },
  ),
  notice(
    'janji-lewat',
    {
      subject: 'Janji {{nomor}} lewat tenggat: {{judul}}',
      body: 'Janji nomor {{nomor}} dari konsultasi {{judul}} lewat tenggat. Keadaannya tampil untuk umum.',
      short: 'Janji konsultasi {{nomor}} lewat tenggat.',
    },
    {
      subject: 'Promise {{nomor}} overdue: {{judul}}',
      body: 'Promise {{nomor}} of the consultation {{judul}} is overdue. Its state is public.',
      short: 'Consultation promise {{nomor}} is overdue.',
    },
  ),
]
