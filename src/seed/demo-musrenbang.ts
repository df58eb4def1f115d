import type { SignedIn } from '../kernel/actor.ts'
import { DAY_MS, MINUTE_MS, type TimeZone, tanggalIn, yearOf } from '../kernel/date.ts'
import { uuidV4 } from '../kernel/id.ts'
import type { Result } from '../kernel/result.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import { FOLLOW_PLANS, type Musrenbang } from '../modules/musrenbang/index.ts'
import type { PlanningModule } from '../modules/planning/index.ts'
import { rows, sql, type Tx } from '../platform/db/database.ts'
import { enqueue } from '../platform/jobs/jobs.ts'
import type { Kit } from '../platform/kit.ts'
import { createDice, type Dice } from './dice.ts'

export type MusrenbangSeed = Readonly<{
  kit: Kit
  musrenbang: Musrenbang
  planning: PlanningModule
}>

const DESA = '99.01.02.2001'
const KECAMATAN = '99.01.02'
const person = (
  name: string,
  grants: SignedIn['grants'],
  kind: 'officer' | 'citizen' = 'officer',
): SignedIn => {
  const who = { accountId: demoAccountId(name), name: NAMES[name] ?? name, grants }
  return kind === 'officer' ? { kind, ...who } : { kind, ...who, tier: 'unverified' }
}
const NAMES: Readonly<Record<string, string>> = {
  kades: 'Tri Harjanto',
  camat: 'Bambang Setiaji',
  bappeda: 'Ratna Puspitaningrum',
}
const KADES = person('kades', [{ role: 'kades', unitKode: 'desa-wonosekar', wilayahKode: DESA }])
const CAMAT = person('camat', [
  { role: 'camat', unitKode: 'kec-wonolestari', wilayahKode: KECAMATAN },
])
const PERKIM = person('kepala-perkim', [{ role: 'kepala-opd', unitKode: 'perkim' }])
const BAPPEDA = person('bappeda', [
  { role: 'perencana', unitKode: 'bappeda' },
  { role: 'tapd', unitKode: 'bappeda' },
])
const WARGA = ['warga', 'warga2', 'rt'].map((name) => person(name, [{ role: 'warga' }], 'citizen'))

/** Kind of work, how it is called at a place, and how much of it. */
const KINDS: readonly (readonly [string, string, string])[] = [
  ['jalan-paving', 'Paving', '120'],
  ['jalan-rabat', 'Rabat beton', '90'],
  ['saluran', 'Saluran air', '65'],
  ['pju', 'Lampu jalan', '6'],
  ['talud', 'Talud', '40'],
  ['penyuluhan-tani', 'Penyuluhan tani', '1'],
  ['pelatihan', 'Pelatihan menjahit', '1'],
  ['sanggar', 'Pembinaan karawitan', '1'],
  ['pustu', 'Perbaikan pustu', '1'],
  ['ruang-kelas', 'Perbaikan kelas SD', '2'],
  ['sosialisasi-sosial', 'Penyuluhan lansia', '1'],
  ['usaha-mikro', 'Pendampingan warung', '1'],
]
const SPOTS = ['Gang Mawar', 'Gang Melati', 'Jalan Sawah', 'Gang Masjid', 'Jalan Kali', 'Gang Pos']
const REASONS: readonly (readonly [string, string])[] = [
  ['prioritas', 'Pagu RW sudah terpakai untuk usulan yang lebih mendesak tahun ini.'],
  ['lahan', 'Tanahnya masih milik pribadi; perlu surat hibah dari pemiliknya.'],
  ['desa', 'Cukup dibiayai dana desa dan kerja bakti pada tahun berjalan.'],
]

type Acts = ReturnType<Musrenbang['actsOn']>
type Stage = Readonly<{
  acts: Acts
  dice: Dice
  setNow: (at: Date) => void
  today: Date
  key: () => string
}>

/** Rounds of the demo region: two that are over and one that goes on. Nothing where a round is already. */
export async function loadDemoMusrenbang(tx: Tx, needs: MusrenbangSeed): Promise<void> {
  const { kit, musrenbang } = needs
  if ((await musrenbang.putaran(tx)).length > 0) return
  const stage = openStage(tx, needs)
  const year = yearOf(kit.today())
  for (const tahun of [year, year + 1, year + 2]) {
    stage.setNow(daysAgo(stage, tahun === year ? 700 : tahun === year + 1 ? 335 : 55))
    okOf(
      await stage.acts.bukaPutaran(BAPPEDA, {
        tahun: String(tahun),
        dasar: `Surat edaran contoh tentang musrenbang ${tahun}`,
      }),
    )
    if (tahun <= year + 1) await loadOld(tx, needs, { stage, tahun })
    else await playRound(stage, 48)
    if (tahun === year + 1) await climb(stage)
  }
  stage.setNow(stage.today)
  await stage.acts.markOverdue()
  // Once the server knows how much there is, as for the measuring of chains.
  const runAt = new Date(stage.today.getTime() + FOLLOWED_AFTER_MS)
  await enqueue(tx, { task: FOLLOW_PLANS, payload: {}, options: { runAt } })
}

function openStage(tx: Tx, { kit, musrenbang }: MusrenbangSeed): Stage {
  const dice = createDice(771)
  const today = kit.now()
  let now = today
  const zone = kit.region().timezone as TimeZone
  const acts = musrenbang.actsOn({
    ...kit,
    db: tx,
    now: () => now,
    today: () => tanggalIn(zone, now),
  })
  return {
    acts,
    dice,
    today,
    key: () => uuidV4(dice.bytes(16)),
    setNow: (at) => {
      now = at
    },
  }
}

const daysAgo = ({ today }: Stage, days: number) => new Date(today.getTime() - days * DAY_MS)

function okOf<T>(done: Result<T> | undefined): T {
  if (done?.ok !== true)
    throw new Error(`demo musrenbang: ${JSON.stringify(done?.ok === false ? done.refusals : '')}`)
  return done.value
}

const OLD_PER_YEAR = 40
const FOLLOWED_AFTER_MS = 3 * MINUTE_MS

/** Proposals of a round that is over, as the plan's register has them. */
async function loadOld(
  tx: Tx,
  { planning }: MusrenbangSeed,
  { stage, tahun }: Readonly<{ stage: Stage; tahun: number }>,
): Promise<void> {
  const found = await rows(
    tx,
    sql<{
      id: string
      unitKode: string
    }>`select u.id, s.unit_kode as "unitKode" from planning.usulan u
    join fiscal.pub_skpd s on s.id = u.skpd_id
    where u.tahun = ${tahun} and u.sumber in ('musrenbang', 'pokir') order by u.nomor limit 400`,
  )
  const list = []
  for (const { id, unitKode } of found) {
    const rencana = await planning.usulan(tx, id)
    if (rencana === undefined || rencana.lokasiKode.split('.').length !== 4) continue
    const urut = String(list.length + 1).padStart(5, '0')
    const rw = rencana.sumber === 'pokir' ? '' : String(1 + stage.dice.below(9)).padStart(3, '0')
    list.push({ nomor: `UMB-${tahun - 2}-${urut}`, rw, rencana, unitKode })
    if (list.length === OLD_PER_YEAR) break
  }
  await stage.acts.loadLama(tx, list)
}

/** A meeting that is held, with so many people and proposals. */
async function hold(
  stage: Stage,
  actor: SignedIn,
  form: Readonly<{ jenjang: string; wilayah?: string; rw?: string; unit?: string; tempat: string }>,
): Promise<string> {
  const id = okOf(
    await stage.acts.jadwalkan(actor, {
      wilayah: DESA,
      rw: '',
      unit: '',
      jam: '19.30',
      tanggal: stage.acts.today(),
      ...form,
    }),
  )
  await write(stage, actor, id, { tindakan: 'buka' })
  const jumlah = 42 + stage.dice.below(40)
  await write(stage, actor, id, {
    tindakan: 'hadir',
    jumlah: String(jumlah),
    perempuan: String(Math.floor(jumlah / 2) - stage.dice.below(6)),
    difabel: String(1 + stage.dice.below(3)),
    miskin: String(5 + stage.dice.below(8)),
    muda: String(6 + stage.dice.below(9)),
  })
  await write(stage, actor, id, {
    tindakan: 'bicara',
    'kursi-perempuan': '15',
    'giliran-perempuan': String(4 + stage.dice.below(6)),
    'kursi-difabel': '3',
    'giliran-difabel': '2',
    'kursi-muda': '8',
    'giliran-muda': '3',
    'giliran-umum': String(5 + stage.dice.below(9)),
  })
  await write(stage, actor, id, {
    tindakan: 'delegasi',
    nama: 'Delegasi contoh',
    unsur: 'Warga RW',
    kelamin: 'perempuan',
  })
  return id
}

async function write(
  { acts, key }: Stage,
  actor: SignedIn,
  id: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const done = await acts.tulis(actor, {
    id,
    kunci: key(),
    tindakan: form.tindakan ?? '',
    field: (name) => form[name] ?? '',
    bytes: undefined,
  })
  return okOf(done).nomor
}

async function keyIn(stage: Stage, id: string, order: Readonly<{ rw: string; count: number }>) {
  const made: string[] = []
  for (let at = 0; at < order.count; at += 1)
    made.push(await write(stage, KADES, id, paperOf(stage, order.rw, at)))
  return made
}

function paperOf({ dice }: Stage, rw: string, at: number) {
  const [kamus = '', nama = '', volume = ''] = KINDS[at % KINDS.length] ?? []
  const spot = dice.pick(SPOTS)
  return {
    tindakan: 'usulan',
    rt: String(1 + dice.below(4)),
    patokan: spot,
    kamus,
    judul: `${nama} ${spot} RW ${rw}`,
    uraian: 'Dibahas warga pada rembuk RW.',
    volume,
    swadaya: at % 3 === 0 ? 'Tenaga kerja bakti dan konsumsi' : '',
  }
}

/** Decide: the first are agreed, the last two are not, and one goes into another. */
async function decideAll(
  stage: Stage,
  actor: SignedIn,
  order: Readonly<{ id: string; nomor: readonly string[]; agreed: number }>,
) {
  for (const [at, nomor] of order.nomor.entries()) {
    const [alasanKode, alasan] = stage.dice.pick(REASONS)
    const isMerged = at === order.agreed && order.agreed > 0 && at < order.nomor.length - 1
    await write(stage, actor, order.id, {
      tindakan: 'putus',
      nomor,
      ...(at < order.agreed
        ? { hasil: 'sepakat' }
        : isMerged
          ? { hasil: 'gabung', gabung: order.nomor[0] ?? '' }
          : { hasil: 'belum', alasanKode, alasan }),
    })
  }
}

/** RW meetings of a village. @returns what they agreed to */
async function playRws(
  stage: Stage,
  order: Readonly<{ from: number; count: number; per: number }>,
) {
  const agreed: string[] = []
  for (let at = 0; at < order.count; at += 1) {
    stage.setNow(daysAgo(stage, order.from - at * 3))
    const rw = String(at + 1)
    const id = await hold(stage, KADES, { jenjang: 'rw', rw, tempat: `Balai RW 0${rw}` })
    const nomor = await keyIn(stage, id, { rw, count: order.per })
    const keep = order.per - 3
    await decideAll(stage, KADES, { id, nomor, agreed: keep })
    okOf(await stage.acts.tutup(KADES, id))
    agreed.push(...nomor.slice(0, keep))
  }
  return agreed
}

/** The round that goes on: four RW are done, one meets, two are called; citizens send theirs. */
async function playRound(stage: Stage, from: number): Promise<void> {
  for (const [rw, jumlah] of [
    ['', '1.500.000.000'],
    ['1', '300.000.000'],
    ['2', '300.000.000'],
    ['5', '250.000.000'],
  ] as const)
    okOf(
      await stage.acts.aturPagu(BAPPEDA, {
        wilayah: DESA,
        rw,
        jumlah,
        dasar: 'Keputusan contoh tentang pagu indikatif',
      }),
    )
  await playRws(stage, { from, count: 4, per: 10 })
  stage.setNow(daysAgo(stage, 2))
  const open = await hold(stage, KADES, { jenjang: 'rw', rw: '5', tempat: 'Balai RW 05' })
  const nomor = await keyIn(stage, open, { rw: '5', count: 8 })
  await decideAll(stage, KADES, { id: open, nomor: nomor.slice(0, 4), agreed: 4 })
  for (let at = 0; at < 12; at += 1) await sendOne(stage, at)
}

async function sendOne(stage: Stage, at: number): Promise<void> {
  stage.setNow(daysAgo(stage, 12 - at))
  const rw = String(6 + (at % 3))
  const { tindakan: _tindakan, ...paper } = paperOf(stage, rw, at)
  const sent = okOf(
    await stage.acts.ajukan(WARGA[at % WARGA.length] as SignedIn, {
      sumber: 'musrenbang',
      form: { ...paper, wilayah: DESA, rw, lat: '', lon: '' },
    }),
  )
  for (const one of WARGA.slice(0, at % 4))
    okOf(await stage.acts.dukung(one, { nomor: sent.nomor, isDukung: true }))
}

/** Last year's meetings at every tier; at the top what was left found no money. */
async function climb(stage: Stage): Promise<void> {
  await playRws(stage, { from: 320, count: 2, per: 12 })
  const tiers = [
    [KADES, { jenjang: 'desa', tempat: 'Balai Desa Wonosekar' }, 300],
    [CAMAT, { jenjang: 'kecamatan', wilayah: KECAMATAN, tempat: 'Pendopo Kecamatan' }, 280],
    [PERKIM, { jenjang: 'forum', unit: 'perkim', tempat: 'Aula Dinas Perkim' }, 262],
    [BAPPEDA, { jenjang: 'kabupaten', tempat: 'Pendopo Kabupaten' }, 240],
  ] as const
  for (const [actor, form, days] of tiers) {
    stage.setNow(daysAgo(stage, days))
    const id = await hold(stage, actor, form)
    const nomor = await stage.acts.diRapat(id)
    const agreed = form.jenjang === 'kabupaten' ? 0 : Math.ceil(nomor.length * 0.7)
    await decideAll(stage, actor, { id, nomor, agreed })
    okOf(await stage.acts.tutup(actor, id))
  }
}
