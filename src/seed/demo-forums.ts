import { createHash } from 'node:crypto'
import type { SignedIn } from '../kernel/actor.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import type { Forums } from '../modules/forums/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Kit } from '../platform/kit.ts'
import { ASKED, FORUMS, NAMES, RUSH, TALKS } from './demo-forum-talks.ts'

const operator: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('operator-aduan'),
  name: 'Dian Paramita',
  grants: [{ role: 'operator-aduan', unitKode: 'diskominfo' }],
}
const admin: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('admin'),
  name: 'Bima Anggoro',
  grants: [{ role: 'admin', unitKode: 'diskominfo' }],
}
const lurah: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('lurah'),
  name: 'Endah Kusumawati',
  grants: [{ role: 'lurah', unitKode: 'kel-kauman-jati', wilayahKode: '99.01.06.1001' }],
}

/** People who write here have no account: an id of version 8 that leads to nobody. */
function resident(index: number): SignedIn {
  const hex = createHash('sha256').update(`pendopo demo forum ${index}`).digest('hex')
  const accountId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
  const name = NAMES[index % NAMES.length] ?? 'Warga'
  return { kind: 'citizen', accountId, name, tier: 'unverified', grants: [] }
}

type House = Readonly<{ kit: Kit; forums: Forums; setNow: (at: Date) => void }>
type Place = Readonly<{ kode: string; nomor: number }>

/**
 * Three forums: talks, questions answered and overdue, flagged posts, one hidden for good, one shown again on appeal, and
 * one topic that slowed down by itself.
 */
export async function loadDemoForums({ kit, forums, setNow }: House): Promise<void> {
  const now = kit.now().getTime()
  const before = (days: number, minutes = 0) =>
    setNow(new Date(now - days * DAY_MS + minutes * MINUTE_MS))
  before(60)
  for (const form of FORUMS) expectOk(await forums.openForum(operator, form))
  for (const [index, talk] of TALKS.entries()) {
    before(talk.days)
    const place = await begin(forums, talk, resident(index))
    for (const [at, isi] of talk.replies.entries()) {
      before(talk.days, (at + 1) * 95)
      await say(forums, resident(index + at + 1), place, { isi, kutip: at === 1 ? '1' : '' })
    }
  }
  await loadQuestions({ kit, forums, setNow }, now)
  await loadModeration(forums, before)
  await loadRush(forums, (minutes) => setNow(new Date(now - 2 * HOUR_MS + minutes * MINUTE_MS)))
  setNow(new Date(now))
  await forums.keepHours()
}

async function begin(
  forums: Forums,
  talk: Readonly<{ kode: string; judul: string; isi: string }>,
  who: SignedIn,
  jenis = 'bahasan',
): Promise<Place> {
  return expectOk(await forums.openTopik(who, talk.kode, { ...talk, jenis }))
}

async function say(
  forums: Forums,
  who: SignedIn,
  place: Place,
  {
    isi,
    kutip = '',
    isJawaban = false,
  }: Readonly<{
    isi: string
    kutip?: string
    isJawaban?: boolean
  }>,
): Promise<number> {
  return expectOk(await forums.reply(who, place, { isi, kutip, isJawaban }))
}

/** One answered in time, one that waits, one past its day. */
async function loadQuestions({ forums, setNow }: House, now: number): Promise<void> {
  for (const [index, { days, jawaban, tambahan, ...talk }] of ASKED.entries()) {
    setNow(new Date(now - days * DAY_MS))
    const place = await begin(forums, talk, resident(20 + index), 'pertanyaan')
    setNow(new Date(now - days * DAY_MS + 5 * HOUR_MS))
    await say(forums, resident(24 + index), place, { isi: tambahan })
    if (jawaban === undefined) continue
    setNow(new Date(now - (days - 2) * DAY_MS))
    await say(forums, lurah, place, { isi: jawaban, isJawaban: true })
  }
}

/** A flag that waits; a post hidden; one hidden and shown again by another officer; one that was kept. */
async function loadModeration(
  forums: Forums,
  before: (days: number, minutes?: number) => void,
): Promise<void> {
  const place = { kode: 'kauman-jati', nomor: 1 }
  const sayBad = (who: number, isi: string) => say(forums, resident(who), place, { isi })
  before(34)
  const insult = await sayBad(8, 'Yang mengusulkan ini bodoh semua, tidak usah didengar.')
  before(33)
  const firm = await sayBad(9, 'Pengelola pasar harus berani menindak pedagang yang membandel.')
  before(32)
  const spam = await sayBad(
    10,
    'Butuh modal? Pinjaman online cair lima menit, klik tautan di profil.',
  )
  before(31)
  for (const [kiriman, aturan] of [
    [insult, 'menyerang'],
    [firm, 'menyerang'],
    [spam, 'iklan'],
  ] as const)
    expectOk(await forums.flag(resident(11), { ...place, kiriman }, aturan))
  before(31, 240)
  const decide = (kiriman: number, form: Readonly<Record<'jenis' | 'aturan' | 'alasan', string>>) =>
    forums.decide(operator, { ...place, kiriman }, { ...form, keForum: '' })
  const aturan = 'menyerang'
  expectOk(
    await decide(insult, {
      jenis: 'sembunyikan',
      aturan,
      alasan: 'Kata itu menyerang orangnya. Sampaikan keberatan atas usulnya tanpa makian.',
    }),
  )
  const nomor = expectOk(
    await decide(firm, {
      jenis: 'sembunyikan',
      aturan,
      alasan: 'Kalimat ini dibaca sebagai tuduhan kepada pedagang.',
    }),
  )
  before(30)
  const alasan = 'Saya menilai kerja pengelola, tidak menyebut atau menghina siapa pun.'
  expectOk(await forums.appeal(resident(9), nomor, alasan))
  before(29)
  expectOk(
    await forums.judge(admin, nomor, {
      hasil: 'dikabulkan',
      alasan: 'Kalimat ini kritik terhadap pekerjaan dan tidak menyerang orang.',
    }),
  )
  expectOk(
    await decide(spam, {
      jenis: 'sembunyikan',
      aturan: 'iklan',
      alasan: 'Tawaran pinjaman tidak ada hubungannya dengan pasar.',
    }),
  )
  before(0, -300)
  expectOk(await forums.flag(resident(12), { ...place, kiriman: 2 }, 'salah-tempat'))
}

/** Many newcomers within minutes: the topic slows down by itself. */
async function loadRush(forums: Forums, at: (minutes: number) => void): Promise<void> {
  at(0)
  const place = await begin(forums, RUSH, resident(40))
  for (const [index, isi] of RUSH.replies.entries()) {
    at(index + 1)
    await say(forums, resident(41 + index), place, { isi })
  }
}

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(`demo forums: ${done.refusals.map((one) => one.message).join(' ')}`)
  return done.value
}
