import type { Catalogue, Lang } from '../../../ui/page-context.ts'

const pengarahId = {
  title: 'Pengarah',
  door: 'Seberapa sering sarannya dipakai',
  intro:
    'Pengarah menyarankan perangkat daerah; petugas yang memutuskan. Di sini terlihat seberapa sering sarannya dipakai, dari 5.000 putusan terbaru.',
  agreement: 'Saran dan putusan per bulan',
  month: 'Bulan',
  decisions: 'Putusan',
  first: 'Saran pertama dipakai',
  among: 'Salah satu saran dipakai',
  none: 'Belum ada disposisi yang disertai saran.',
  confusions: 'Saran pertama yang paling sering tidak dipakai',
  suggested: 'Disarankan',
  chosen: 'Dipilih petugas',
  count: 'Kali',
  noConfusions: 'Semua saran pertama dipakai.',
  models: 'Model yang dipakai',
  kategori: 'Jenis masalah',
  unit: 'Perangkat daerah',
  noModel: 'Belum ada; saran datang dari peta wewenang, jenis masalah, dan kata-kata katalog.',
  model: (samples: string, accuracy: string, top3: string) =>
    `Dilatih dari ${samples} contoh. Pada contoh yang disisihkan: tepat ${accuracy}, dalam tiga besar ${top3}.`,
  untested: (samples: string) => `Dilatih dari ${samples} contoh, tanpa pengujian.`,
  retrain: 'Melatih ulang: jalankan pendopo train di peladen.',
}
export type PengarahMessages = typeof pengarahId

const pengarahEn: PengarahMessages = {
  title: 'Routing suggestions',
  door: 'How often they are followed',
  intro:
    'The classifier suggests agencies; officers decide. This shows how often its suggestions were taken, over the newest 5,000 decisions.',
  agreement: 'Suggestions and decisions by month',
  month: 'Month',
  decisions: 'Decisions',
  first: 'First suggestion taken',
  among: 'One of the suggestions taken',
  none: 'No hand-over with a suggestion yet.',
  confusions: 'First suggestions most often set aside',
  suggested: 'Suggested',
  chosen: 'Chosen by the officer',
  count: 'Times',
  noConfusions: 'Every first suggestion was taken.',
  models: 'Models in use',
  kategori: 'Subject',
  unit: 'Agency',
  noModel:
    'None yet; suggestions come from the authority map, the subject and the words of the catalogue.',
  model: (samples, accuracy, top3) =>
    `Trained on ${samples} samples. On those held back: right ${accuracy}, within the first three ${top3}.`,
  untested: (samples) => `Trained on ${samples} samples, not tested.`,
  retrain: 'To train again, run pendopo train on the server.',
}

const catalogue: Catalogue<PengarahMessages> = { id: pengarahId, en: pengarahEn }

export const pengarahMessages = (lang: Lang): PengarahMessages => catalogue[lang]
