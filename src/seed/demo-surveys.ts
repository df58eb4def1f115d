import type { SignedIn } from '../kernel/actor.ts'
import { addDays, DAY_MS } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { SurveyHistory, Surveys } from '../modules/surveys/index.ts'
import type { Kit } from '../platform/kit.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 2_611
/** Days since the panel opened, and since its result came out. */
const PANEL_DAYS = 60
const CLOSED_DAYS = 30
const PUBLISHED_DAYS = 25
const OPEN_DAYS = 6
const ANSWER_MS = 40_000

const WALIDATA: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('walidata'),
  name: 'Galih Wicaksana',
  grants: [{ role: 'walidata', unitKode: 'diskominfo' }],
}

/** People of the frame, invitations and answers of each stratum. */
const STRATA = [
  { nama: 'Perkotaan', populasi: 41_200, diundang: 90, dijawab: 66 },
  { nama: 'Pinggiran', populasi: 63_500, diundang: 80, dijawab: 51 },
  { nama: 'Perdesaan', populasi: 88_300, diundang: 70, dijawab: 38 },
] as const

const PANEL_SOAL = [
  {
    teks_id: 'Jenis kelamin Anda',
    teks_en: 'Your sex',
    jenis: 'tunggal',
    bagian: '1',
    pilihan: 'Laki-laki | Male\nPerempuan | Female',
    wajib: 'ya',
    pengenal: 'ya',
  },
  {
    teks_id: 'Umur Anda',
    teks_en: 'Your age',
    jenis: 'tunggal',
    bagian: '1',
    pilihan: '17 sampai 34 tahun | 17 to 34\n35 tahun ke atas | 35 and above',
    wajib: 'ya',
    pengenal: 'ya',
  },
  {
    teks_id: 'Dari mana sumber air minum utama di rumah Anda?',
    teks_en: 'Where does your main drinking water come from?',
    jenis: 'tunggal',
    bagian: '1',
    pilihan: 'PDAM | Piped water\nSumur | Well\nAir isi ulang | Refilled bottles',
    wajib: 'ya',
  },
  {
    teks_id: 'Seberapa puas Anda dengan air PDAM?',
    teks_en: 'How content are you with piped water?',
    jenis: 'skala',
    bagian: '1',
    dari: '1',
    sampai: '5',
    syarat_soal_1: 'p3',
    syarat_op_1: 'adalah',
    syarat_nilai_1: 'a',
  },
  {
    teks_id: 'Apa yang perlu didahulukan tahun depan?',
    teks_en: 'What should come first next year?',
    jenis: 'ganda',
    bagian: '1',
    pilihan: 'Air bersih | Clean water\nJalan desa | Village roads\nPuskesmas | Health centres',
  },
] as const

/** Two surveys: a panel that is weighed and published, and one by open link that still runs. */
export async function loadDemoSurveys({
  kit,
  surveys,
  setNow,
}: Readonly<{ kit: Kit; surveys: Surveys; setNow: (at: Date) => void }>): Promise<void> {
  const now = kit.now()
  const today = kit.today()
  const at = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const dice = createDice(SEED)
  const clock = clockOf(setNow)
  setNow(at(PANEL_DAYS))
  const panel = panelOf(dice)
  expectOk(
    await surveys.loadHistory(WALIDATA, {
      ...panel,
      head: {
        judul: 'Air bersih dan layanan dasar 2026',
        tujuan: 'Menentukan desa yang didahulukan untuk sambungan air bersih tahun depan.',
        unit: 'diskominfo',
        jenis: 'panel',
        tutup: addDays(today, -CLOSED_DAYS),
        janji: addDays(today, -PUBLISHED_DAYS),
        strata: STRATA.map(({ nama, populasi }) => `${nama}; ${populasi}`).join('\n'),
      },
      onStep: clock(at(PANEL_DAYS), { tutup: at(CLOSED_DAYS), terbit: at(PUBLISHED_DAYS) }),
    }),
  )
  setNow(at(OPEN_DAYS))
  expectOk(
    await surveys.loadHistory(WALIDATA, {
      ...openOf(dice),
      head: {
        judul: 'Jam buka perpustakaan daerah',
        tujuan: 'Menyusun jam buka yang paling banyak dapat dipakai warga.',
        unit: 'diskominfo',
        jenis: 'terbuka',
        tutup: addDays(today, 14),
        janji: addDays(today, 28),
      },
      onStep: clock(at(OPEN_DAYS), { tutup: now, terbit: now }),
    }),
  )
  setNow(now)
}

/** Each answer takes its time; closing and publishing have their days. */
function clockOf(setNow: (at: Date) => void) {
  return (from: Date, ends: Readonly<{ tutup: Date; terbit: Date }>): SurveyHistory['onStep'] => {
    let ms = from.getTime()
    return (step) => {
      ms += ANSWER_MS
      setNow(step === 'mulai' || step === 'kirim' ? new Date(ms) : ends[step])
    }
  }
}

type Filled = Omit<SurveyHistory, 'head' | 'onStep'>

/** Towns have pipes, villages wells; women and the older answer more. */
function answerOf(place: number, dice: Dice): Record<string, readonly string[]> {
  const isPiped = dice.below(10) < 7 - 2 * place
  const water = isPiped ? 'a' : dice.pick(['b', 'b', 'b', 'c'])
  const other = dice.pick(['b', 'c'])
  return {
    p1: [dice.pick(['a', 'a', 'b', 'b', 'b'])],
    p2: [dice.pick(['a', 'b', 'b'])],
    p3: [water],
    ...(isPiped ? { p4: [String(2 + dice.below(4))] } : {}),
    p5: water === 'b' ? ['a', other] : [other],
  }
}

function panelOf(dice: Dice): Filled {
  const jawaban = STRATA.flatMap(({ dijawab }, place) =>
    Array.from({ length: dijawab }, () => ({
      strata: `s${place + 1}`,
      isian: answerOf(place, dice),
    })),
  )
  return {
    soal: PANEL_SOAL,
    undangan: Object.fromEntries(STRATA.map(({ diundang }, at) => [`s${at + 1}`, diundang])),
    jawaban,
    terbit: {
      soal: ['p1', 'p2'],
      fields: {
        'sumber.p1': 'Data contoh untuk peragaan, bukan hitungan resmi',
        'populasi.p1.a': '96800',
        'populasi.p1.b': '96200',
        'sumber.p2': 'Data contoh untuk peragaan, bukan hitungan resmi',
        'populasi.p2.a': '72000',
        'populasi.p2.b': '121000',
      },
    },
  }
}

function openOf(dice: Dice): Filled {
  return {
    soal: [
      {
        teks_id: 'Kapan Anda paling mungkin datang ke perpustakaan?',
        teks_en: 'When are you most likely to come to the library?',
        teks_jv: 'Kapan panjenengan paling saged dhateng perpustakaan?',
        jenis: 'tunggal',
        bagian: '1',
        pilihan:
          'Pagi hari kerja | Weekday mornings | Enjing dinten kerja\nSore hari kerja | Weekday afternoons | Sonten dinten kerja\nAkhir pekan | Weekends | Sabtu Minggu',
        wajib: 'ya',
      },
      {
        teks_id: 'Apa yang membuat Anda datang?',
        teks_en: 'What brings you there?',
        teks_jv: 'Menapa ingkang ndadosaken panjenengan rawuh?',
        jenis: 'ganda',
        bagian: '2',
        pilihan:
          'Membaca | Reading | Maos\nBelajar bersama | Studying together | Sinau sareng\nInternet | Internet | Internet',
      },
    ],
    undangan: {},
    jawaban: Array.from({ length: 18 }, () => ({
      strata: '',
      isian: { p1: [dice.pick(['a', 'b', 'c', 'c'])], p2: [dice.pick(['a', 'b', 'c'])] },
    })),
    terbit: null,
  }
}

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T>): void {
  if (!done.ok)
    throw new Error(`demo surveys: ${done.refusals.map((one) => one.message).join(' ')}`)
}
