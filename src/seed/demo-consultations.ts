import type { SignedIn } from '../kernel/actor.ts'
import { addDays, DAY_MS, type TimeZone, tanggalIn } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import type { Consultations } from '../modules/consultations/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Reference } from '../modules/reference/index.ts'
import type { Kit } from '../platform/kit.ts'

type House = Readonly<{
  kit: Kit
  consultations: Consultations
  reference: Reference
  setNow: (at: Date) => void
}>
type Acts = ReturnType<Consultations['actsOn']>
type Stage = Readonly<{
  acts: Acts
  turn: (daysAgo: number) => void
  day: (days: number) => string
}>

const head = (username: string, name: string, unitKode: string): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name,
  grants: [
    { role: 'kepala-opd', unitKode },
    { role: 'penghubung-opd', unitKode },
  ],
})
const DLH = head('kadis-dlh', 'Sekar Pinasti', 'dlh')
const DISHUB = head('kadis-dishub', 'Yudha Prakosa', 'dishub')
const DPMPTSP = head('kadis-dpmptsp', 'Hendro Gunadi', 'dpmptsp')
const WARGA = ['warga', 'warga2', 'rt'].map(
  (username): SignedIn => ({
    kind: 'citizen',
    accountId: demoAccountId(username),
    name: username,
    tier: 'unverified',
    grants: [{ role: 'warga' }],
  }),
)

/** A forum that is over with its promises, a draft that is open, and one that was closed with its redline. */
export async function loadDemoConsultations(house: House): Promise<void> {
  const { kit, consultations, reference, setNow } = house
  const now = kit.now()
  const zone: TimeZone = reference.calendar().zone
  const stage: Stage = {
    acts: consultations.actsOn(kit),
    turn: (daysAgo) => setNow(new Date(now.getTime() - daysAgo * DAY_MS)),
    day: (days) => addDays(tanggalIn(zone, now), days),
  }
  await playForum(stage)
  await playClosed(stage)
  await playOpen(stage)
  setNow(now)
}

type Suara = readonly [who: number, jangkar: string, jenis: string, teks: string, usul?: string]

async function begin(
  { acts }: Stage,
  actor: SignedIn,
  {
    naskah,
    ...form
  }: Readonly<{
    jenis: string
    bentuk?: string
    judul: string
    tujuan: string
    tutup: string
    naskah: string
  }>,
): Promise<string> {
  const unit = actor.grants[0]?.unitKode ?? ''
  const kode = expectOk(await acts.create(actor, { ...form, unit }))
  await keep(acts, actor, { kode, teks: naskah, dari: 0, sebab: {} })
  expectOk(await acts.buka(actor, kode))
  return kode
}

async function keep(
  acts: Acts,
  actor: SignedIn,
  {
    sebab,
    ...form
  }: Readonly<{
    kode: string
    teks: string
    dari: number
    sebab: Readonly<Record<string, string>>
  }>,
): Promise<void> {
  expectOk(await acts.simpanNaskah(actor, { ...form, sebab: new Map(Object.entries(sebab)) }))
}

async function sendAll(acts: Acts, kode: string, list: readonly Suara[]): Promise<void> {
  for (const [who, jangkar, jenis, teks, usul] of list) {
    const actor = WARGA[who]
    if (actor === undefined) continue
    const form = { jenis, teks, wakil: 'sendiri', ...(usul === undefined ? {} : { usul }) }
    expectOk(await acts.kirim(actor, { kode, jangkar, form }))
  }
}

const LOKET = `Standar pelayanan loket perizinan

1. Berkas lengkap dilayani pada hari yang sama.
2. Loket buka pukul 08.00 sampai 14.00 pada hari kerja.
3. Antrean diambil di tempat.
4. Pengaduan dijawab dalam lima hari kerja.`

async function playForum(stage: Stage): Promise<void> {
  const { acts, turn, day } = stage
  turn(60)
  const kode = await begin(stage, DPMPTSP, {
    jenis: 'fkp',
    judul: 'Forum konsultasi publik standar pelayanan loket perizinan',
    tujuan: 'Memperbaiki standar pelayanan loket sebelum ditetapkan kembali.',
    tutup: day(-40),
    naskah: LOKET,
  })
  turn(55)
  await sendAll(acts, kode, [
    [
      0,
      'b3',
      'ubah',
      'Warga yang bekerja tidak sempat datang sebelum pukul 14.00.',
      'Loket buka pukul 08.00 sampai 16.00 pada hari kerja.',
    ],
    [1, 'b4', 'tolak', 'Mengambil antrean di tempat membuat orang datang sejak subuh.'],
    [2, 'b5', 'tanya', 'Ke mana pengaduan dikirim bila loket tutup?'],
  ])
  turn(45)
  expectOk(
    await acts.catatPertemuan(DPMPTSP, {
      kode,
      form: {
        pada: day(-46),
        tempat: 'Aula DPMPTSP',
        acara: 'Pemaparan standar pelayanan, masukan per butir, kesepakatan tindak lanjut.',
        'hadir-penyelenggara': '6',
        'perempuan-penyelenggara': '3',
        'hadir-pengguna': '21',
        'perempuan-pengguna': '11',
        'hadir-ahli': '2',
        'hadir-ormas': '4',
        'perempuan-ormas': '2',
        'hadir-rentan': '3',
        'perempuan-rentan': '2',
        temuan:
          'Jam buka tidak cocok bagi pekerja.\nAntrean panjang sebelum loket dibuka.\nPetunjuk untuk difabel netra belum ada.',
      },
    }),
  )
  for (const [teks, unit, tenggat] of [
    ['Membuka loket sampai pukul 16.00 pada hari kerja.', 'dpmptsp', day(-10)],
    ['Menyediakan nomor antrean daring untuk loket perizinan.', 'diskominfo', day(-5)],
    ['Memasang petunjuk Braille dan jalur pemandu di ruang tunggu.', 'dpmptsp', day(50)],
  ] as const)
    expectOk(await acts.buatJanji(DPMPTSP, { kode, form: { teks, unit, tenggat } }))
  await answerAll(acts, DPMPTSP, kode, [
    [1, 'diterima', 'Jam buka diperpanjang dengan giliran petugas.', { janji: '1' }],
    [
      2,
      'sebagian',
      'Antrean daring disiapkan; antrean di tempat tetap ada bagi yang tidak punya ponsel.',
      { janji: '2' },
    ],
    [
      3,
      'dijelaskan',
      'Pengaduan dapat dikirim lewat halaman laporan setiap saat, juga ketika loket tutup.',
      {},
    ],
  ])
  turn(38)
  expectOk(await acts.tutup(DPMPTSP, kode))
  turn(12)
  expectOk(
    await acts.akhiriJanji(DPMPTSP, {
      kode,
      urut: 1,
      form: {
        hasil: 'selesai',
        bukti:
          'Loket melayani sampai pukul 16.00 sejak awal bulan; jadwal petugas terpasang di pintu.',
      },
    }),
  )
}

type Jawab = readonly [
  urut: number,
  putusan: string,
  alasan: string,
  more: Readonly<{ bagian?: string; janji?: string }>,
]

async function answerAll(
  acts: Acts,
  actor: SignedIn,
  kode: string,
  list: readonly Jawab[],
): Promise<void> {
  for (const [urut, putusan, alasan, more] of list)
    expectOk(await acts.jawab(actor, { kode, urut: [urut], form: { putusan, alasan, ...more } }))
}

const PARKIR = `BAB I
KETENTUAN UMUM

Pasal 1
Parkir tepi jalan umum adalah parkir kendaraan di ruas jalan yang ditetapkan Bupati.

BAB II
TARIF

Pasal 2
(1) Tarif parkir sepeda motor Rp2.000,00 untuk sekali parkir.
(2) Tarif parkir mobil Rp4.000,00 untuk sekali parkir.

Pasal 3
Juru parkir wajib memakai tanda pengenal.`

const PARKIR_AKHIR = `BAB I
KETENTUAN UMUM

Pasal 1
Parkir tepi jalan umum adalah parkir kendaraan di ruas jalan yang ditetapkan Bupati.

BAB II
TARIF

Pasal 2
(1) Tarif parkir sepeda motor Rp1.000,00 untuk sekali parkir.
(2) Tarif parkir mobil Rp4.000,00 untuk sekali parkir.
(3) Kendaraan penyandang disabilitas tidak dikenai tarif.

Pasal 3
Juru parkir wajib memakai tanda pengenal dan memberikan karcis.`

/** Anchors are given in the order of the passages: b5 is Pasal 2 ayat (1). */
async function playClosed(stage: Stage): Promise<void> {
  const { acts, turn, day } = stage
  turn(50)
  const kode = await begin(stage, DISHUB, {
    jenis: 'rancangan',
    bentuk: 'perkada',
    judul: 'Rancangan Peraturan Bupati tentang Parkir Tepi Jalan Umum',
    tujuan: 'Menyusun tarif dan tata cara parkir yang adil bagi pengguna jalan.',
    tutup: day(-30),
    naskah: PARKIR,
  })
  turn(44)
  await sendAll(acts, kode, [
    [
      0,
      'b5',
      'ubah',
      'Tarif motor terlalu tinggi bagi pedagang yang parkir berkali-kali.',
      'Tarif parkir sepeda motor Rp1.000,00 untuk sekali parkir.',
    ],
    [
      1,
      'b7',
      'ubah',
      'Tanpa karcis, uangnya tidak jelas masuk ke mana.',
      'Juru parkir wajib memakai tanda pengenal dan memberikan karcis.',
    ],
    [
      2,
      'b4',
      'ubah',
      'Penyandang disabilitas perlu dibebaskan.',
      'Tambahkan ayat: kendaraan penyandang disabilitas tidak dikenai tarif.',
    ],
    [0, 'b6', 'setuju', 'Tarif mobil sudah wajar dibanding daerah tetangga.'],
  ])
  turn(28)
  await keep(acts, DISHUB, {
    kode,
    teks: PARKIR_AKHIR,
    dari: 1,
    sebab: { b5: '1', b8: '3', b7: '2' },
  })
  await answerAll(acts, DISHUB, kode, [
    [
      1,
      'diterima',
      'Tarif diturunkan sesuai usul setelah dihitung ulang dengan pendapatan parkir.',
      { bagian: 'b5' },
    ],
    [2, 'diterima', 'Karcis wajib diberikan agar setoran dapat dicocokkan.', { bagian: 'b7' }],
    [3, 'diterima', 'Ditambahkan ayat baru tentang pembebasan tarif.', { bagian: 'b8' }],
    [4, 'dijelaskan', 'Terima kasih, ayat ini tidak diubah.', {}],
  ])
  turn(26)
  expectOk(await acts.tutup(DISHUB, kode))
}

const SAMPAH = `BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
a. sampah rumah tangga adalah sampah dari kegiatan sehari-hari dalam rumah tangga;
b. bank sampah adalah tempat memilah dan mengumpulkan sampah yang dapat didaur ulang.

BAB II
PEMILAHAN

Pasal 2
(1) Setiap rumah tangga memilah sampah menjadi sampah organik, anorganik, dan berbahaya.
(2) Desa menyediakan tempat sampah terpilah paling sedikit satu di setiap RW.

Pasal 3
(1) Sampah diangkut paling sedikit dua kali dalam satu minggu.
(2) Jadwal pengangkutan diumumkan di kantor desa dan halaman resmi.

BAB III
BANK SAMPAH

Pasal 4
Pemerintah daerah membina paling sedikit satu bank sampah di setiap desa.

Pasal 5
Pelanggaran atas kewajiban memilah dikenai teguran tertulis.`

async function playOpen(stage: Stage): Promise<void> {
  const { acts, turn, day } = stage
  turn(9)
  const kode = await begin(stage, DLH, {
    jenis: 'rancangan',
    bentuk: 'perkada',
    judul: 'Rancangan Peraturan Bupati tentang Pengelolaan Sampah Rumah Tangga',
    tujuan: 'Masukan dipakai untuk menyempurnakan rancangan sebelum ditandatangani Bupati.',
    tutup: day(12),
    naskah: SAMPAH,
  })
  turn(7)
  await sendAll(acts, kode, [
    [0, 'b7', 'setuju', 'Memilah dari rumah memang paling murah.'],
    [1, 'b7', 'tanya', 'Ke mana sampah berbahaya seperti baterai dibuang?'],
    [
      2,
      'b8',
      'ubah',
      'Satu tempat untuk satu RW terlalu jauh bagi lansia.',
      'Desa menyediakan tempat sampah terpilah paling sedikit satu di setiap RT.',
    ],
    [
      0,
      'b10',
      'ubah',
      'Dua kali seminggu tidak cukup untuk pasar.',
      'Sampah diangkut paling sedikit tiga kali dalam satu minggu.',
    ],
    [1, 'b11', 'setuju', 'Jadwal yang diumumkan membuat orang tidak membuang sembarangan.'],
    [2, 'b13', 'tanya', 'Apakah bank sampah yang sudah ada ikut dibina?'],
    [0, 'b14', 'tolak', 'Teguran saja tidak menyelesaikan, warga perlu dibantu dahulu.'],
    [
      1,
      'b14',
      'ubah',
      'Perlu pembinaan sebelum teguran.',
      'Pelanggaran dikenai pembinaan, lalu teguran tertulis.',
    ],
  ])
  turn(3)
  await answerAll(acts, DLH, kode, [
    [
      2,
      'dijelaskan',
      'Sampah berbahaya dikumpulkan di kantor desa dan diambil petugas setiap bulan.',
      {},
    ],
    [6, 'dijelaskan', 'Ya, bank sampah yang sudah berjalan didata lebih dahulu.', {}],
  ])
}

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T> | undefined): T {
  if (done === undefined) throw new Error('demo consultations: nothing of that code')
  if (!done.ok)
    throw new Error(`demo consultations: ${done.refusals.map((one) => one.message).join(' ')}`)
  return done.value
}
