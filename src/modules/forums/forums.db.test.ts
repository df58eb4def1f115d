import { beforeAll, describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, tanggalIn } from '../../kernel/date.ts'
import { uuidV7 } from '../../kernel/id.ts'
import type { Result } from '../../kernel/result.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { DEMO_PASSWORD, demoAccountId } from '../identity/index.ts'
import { sendDigests } from './actions/kabar.ts'
import { decide } from './actions/putuskan.ts'
import {
  ADMIN,
  beginTopik,
  demoCitizen,
  LURAH,
  OPERATOR,
  openForum,
  resident,
} from './testing/forum-house.ts'

let now = new Date('2026-11-27T03:00:00Z')
const { app, database, takeQueries } = await useRunningApp({
  now: () => now,
  today: () => tanggalIn('Asia/Jakarta', now),
})
const { forums, kit } = app
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)
const plain = (isi: string, over: object = {}) => ({ isi, kutip: '', isJawaban: false, ...over })
const HIDE = {
  jenis: 'sembunyikan',
  aturan: 'menyerang',
  alasan: 'Kalimat itu menyerang orangnya.',
  keForum: '',
}
const numberOf = async (query: ReturnType<typeof sql<{ n: number }>>) =>
  (await oneRow(database.owner, query)).n
let people = 0
const someone = () => {
  people += 1
  return resident(people)
}
async function visitorOf(username: string) {
  const visitor = createFormVisitor(app.server)
  await visitor.post('/masuk', { identitas: username, sandi: DEMO_PASSWORD })
  return visitor
}

beforeAll(() => openForum(forums, 'uji-satu').then(() => openForum(forums, 'uji-dua', 'dlh')))

/** A post that was flagged and hidden; @returns its address and the number of the decision */
async function hidden(isi: string, who: SignedIn = someone()) {
  const topik = await beginTopik(forums, 'uji-satu')
  const kiriman = value(await forums.reply(who, topik, plain(isi)))
  const post = { ...topik, kiriman }
  value(await forums.flag(someone(), post, 'menyerang'))
  const nomor = value(await forums.decide(OPERATOR, post, HIDE))
  return { post, nomor, who }
}

describe('writing', () => {
  it('of one person stays within the hour, of thirty posts sent at once', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const who = someone()
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        forums.reply(who, topik, plain(`Kiriman bersamaan ke-${n}`)),
      ),
    )
    const limit = forums.deps.aturanAt(kit.today()).batas.perJam
    expect(all.filter(({ ok }) => ok)).toHaveLength(limit)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['BATAS_JAM']))
    const numbers = all.flatMap((one) => (one.ok ? [one.value] : [])).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: limit }, (_, n) => n + 2))
    const counted = await numberOf(
      sql<{
        n: number
      }>`select coalesce(sum(h.jumlah), 0)::int as n from forums.hitungan h where h.nama = 'tolak.BATAS_JAM'`,
    )
    expect(counted).toBe(30 - limit)
  })

  it('gives numbers one after the other when many people write at once', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        forums.reply(someone(), topik, plain(`Dari orang lain ${n}`)),
      ),
    )
    expect(all.map(value).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('of the same text is refused, in other letters too, and a long text pasted by another as well', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const who = someone()
    const long =
      'Jalan di depan sekolah dasar rusak sejak musim hujan dan belum ada yang memperbaiki.'
    const [first, second] = await Promise.all([
      forums.reply(who, topik, plain(long)),
      forums.reply(who, topik, plain(long.toUpperCase())),
    ])
    expect([...codes(first), ...codes(second)]).toEqual(['TEKS_SAMA'])
    expect(codes(await forums.reply(someone(), topik, plain(long)))).toEqual(['TEKS_SAMA'])
    const other = await beginTopik(forums, 'uji-satu')
    expect(codes(await forums.reply(who, other, plain(long)))).toEqual(['TEKS_SAMA'])
    value(await forums.reply(someone(), topik, plain('Setuju.')))
    value(await forums.reply(someone(), topik, plain('Setuju.')))
  })

  it('waits for a new account, and for a topic or forum that is closed', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const young: SignedIn = {
      ...resident(1),
      accountId: uuidV7(now.getTime() - MINUTE_MS, kit.randomBytes(10)),
    }
    expect(codes(await forums.reply(young, topik, plain('Halo semua.')))).toEqual(['AKUN_BARU'])
    expect(
      codes(await forums.reply(someone(), { kode: 'tidak-ada', nomor: 1 }, plain('Halo'))),
    ).toEqual(['TOPIK_TERKUNCI'])
    await run(database.owner, sql`update forums.forum set status = 'tutup' where kode = 'uji-dua'`)
    const form = { judul: 'Judul uji', isi: 'Isi uji coba.', jenis: 'bahasan' }
    expect(codes(await forums.openTopik(someone(), 'uji-dua', form))).toEqual(['FORUM_TUTUP'])
    await run(database.owner, sql`update forums.forum set status = 'buka' where kode = 'uji-dua'`)
  })

  it('slows a topic down that newcomers rush into, tells it, and it ends by itself', async () => {
    later(3 * HOUR_MS)
    await openForum(forums, 'uji-ramai')
    const topik = await beginTopik(forums, 'uji-ramai')
    const { kirimanBaru, lamaJam } = forums.deps.aturanAt(kit.today()).lambat
    const crowd = Array.from({ length: kirimanBaru }, someone)
    for (const [n, who] of crowd.entries()) {
      later(MINUTE_MS)
      value(await forums.reply(who, topik, plain(`Saya juga datang, nomor ${n}.`)))
    }
    const page = await createFormVisitor(app.server).get(`/forum/uji-ramai/${topik.nomor}`)
    expect(page.payload).toContain('Mode lambat sampai')
    const [first = someone()] = crowd
    expect(codes(await forums.reply(first, topik, plain('Dan lagi.')))).toEqual(['TOPIK_LAMBAT'])
    value(await forums.reply(someone(), topik, plain('Yang lain tetap boleh sekali.')))
    later(lamaJam * HOUR_MS)
    value(await forums.reply(first, topik, plain('Sekarang boleh lagi.')))
    value(await forums.reply(first, topik, plain('Dua kali pun boleh.')))
    const slowed = await numberOf(
      sql<{
        n: number
      }>`select count(*)::int as n from forums.lambat l join forums.topik t on t.id = l.topik_id
      join forums.forum f on f.id = t.forum_id where f.kode = 'uji-ramai'`,
    )
    expect(slowed).toBe(1)
  })

  it('is shown with personal data masked, kept whole for its author', async () => {
    const who = demoCitizen('warga')
    const { kode, nomor } = await beginTopik(forums, 'uji-satu', {
      who,
      judul: 'Hubungi 081234567890 saja',
      isi: 'NIK saya 9901064507900001, telepon 0812 3456 7890.',
    })
    const page = await createFormVisitor(app.server).get(`/forum/${kode}/${nomor}`)
    expect(page.payload).toContain('[NIK disamarkan]')
    expect(page.payload).not.toMatch(/9901064507900001|0812 3456 7890|081234567890/)
  })
})

describe('flags and decisions', () => {
  it('one flag of a person on a post, none on one’s own', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const post = { ...topik, kiriman: 1 }
    const who = someone()
    const both = await Promise.all([
      forums.flag(who, post, 'iklan'),
      forums.flag(who, post, 'menyerang'),
    ])
    expect(both.flatMap(codes)).toEqual(['TANDA_SUDAH'])
    expect(codes(await forums.flag(topik.who, post, 'iklan'))).toEqual(['TANDA_SENDIRI'])
    expect(codes(await forums.flag(someone(), post, 'aturan-lain'))).toEqual(['TANDA_ATURAN'])
  })

  it('many accounts that act together are one source, and the case is not more urgent for it', async () => {
    const gang = Array.from({ length: 5 }, someone)
    const posts = [await beginTopik(forums, 'uji-satu'), await beginTopik(forums, 'uji-satu')]
    for (const post of posts)
      for (const who of gang) value(await forums.flag(who, { ...post, kiriman: 1 }, 'menyerang'))
    const honest = await beginTopik(forums, 'uji-satu')
    for (let n = 0; n < 3; n += 1) {
      value(await forums.flag(someone(), { ...honest, kiriman: 1 }, 'menyerang'))
      later(HOUR_MS)
    }
    const cases = await rows(
      database.owner,
      sql<{
        nomor: number
        tanda: number
        sumber: number
        jam: number
      }>`select t.nomor, p.jumlah_tanda as tanda, p.sumber,
        round(extract(epoch from p.tenggat_at - p.dibuka_at) / 3600)::int as jam
      from forums.perkara p join forums.kiriman k on k.id = p.kiriman_id join forums.topik t on t.id = k.topik_id
      join forums.forum f on f.id = t.forum_id where f.kode = 'uji-satu' and t.nomor = any(${[
        ...posts,
        honest,
      ].map(({ nomor }) => nomor)}::int[]) order by t.nomor`,
    )
    // The first time they met they were strangers still.
    expect(cases.map(({ tanda, sumber }) => [tanda, sumber])).toEqual([
      [5, 5],
      [5, 1],
      [3, 3],
    ])
    expect(cases[1]?.jam).toBe(48)
    expect(cases[2]?.jam).toBeLessThan(48)
  })

  it('of ten decisions on one post sent at once exactly one wins', async () => {
    const topik = await beginTopik(forums, 'uji-satu')
    const post = { ...topik, kiriman: 1 }
    value(await forums.flag(someone(), post, 'menyerang'))
    const { id } = await oneRow(
      database.owner,
      sql<{
        id: string
      }>`select p.id from forums.perkara p join forums.kiriman k on k.id = p.kiriman_id
      join forums.topik t on t.id = k.topik_id where t.nomor = ${topik.nomor} and t.judul like 'Topik uji%' and p.status = 'terbuka'
      order by p.dibuka_at desc limit 1`,
    )
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        decide(forums.deps, n % 2 === 0 ? OPERATOR : ADMIN, {
          perkaraId: id,
          form: { ...HIDE, jenis: n % 3 === 0 ? 'biarkan' : 'sembunyikan' },
        }),
      ),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['PERKARA_DIPUTUS']))
    expect(
      await numberOf(
        sql<{
          n: number
        }>`select count(*)::int as n from forums.keputusan k where k.perkara_id = ${id}::uuid`,
      ),
    ).toBe(1)
  })

  it('a locked topic takes no reply; a moved one is found at its old address', async () => {
    const topik = await beginTopik(forums, 'uji-satu', { jenis: 'pertanyaan' })
    const post = { ...topik, kiriman: 1 }
    value(await forums.flag(someone(), post, 'salah-tempat'))
    const move = { ...HIDE, jenis: 'pindahkan', aturan: 'salah-tempat' }
    expect(codes(await forums.decide(OPERATOR, post, { ...move, keForum: 'uji-satu' }))).toEqual([
      'PUTUSAN_KE_FORUM',
    ])
    value(await forums.decide(OPERATOR, post, { ...move, keForum: 'uji-dua' }))
    const visitor = createFormVisitor(app.server)
    const old = await visitor.get(`/forum/uji-satu/${topik.nomor}`)
    expect(old.statusCode).toBe(303)
    const there = String(old.headers.location)
    expect(there).toMatch(/^\/forum\/uji-dua\/\d+$/)
    expect((await visitor.get(there)).payload).toContain('Dinas Lingkungan Hidup menjawab')
    const moved = { kode: 'uji-dua', nomor: Number(there.split('/').at(-1)), kiriman: 1 }
    value(await forums.flag(someone(), moved, 'menyerang'))
    value(await forums.decide(ADMIN, moved, { ...HIDE, jenis: 'kunci' }))
    expect(codes(await forums.reply(someone(), moved, plain('Masih boleh?')))).toEqual([
      'TOPIK_TERKUNCI',
    ])
  })

  it('tells the author the rule, the reason and how to appeal', async () => {
    const { nomor } = await hidden('Kamu tidak tahu apa-apa.', demoCitizen('warga2'))
    const notice = await oneRow(
      database.owner,
      sql<{
        nilai: Record<string, string>
        tautan: string
      }>`select p.nilai, p.tautan from notifications.pemberitahuan p
      where p.akun_id = ${demoAccountId('warga2')}::uuid and p.kejadian = 'forum.putusan' order by p.dibuat_at desc limit 1`,
    )
    expect(notice.tautan).toBe(`/forum/banding/${nomor}`)
    expect(notice.nilai).toMatchObject({
      aturan: 'Menyerang orang',
      alasan: HIDE.alasan,
      hari: '30',
    })
  })
})

describe('a hidden text', () => {
  const SECRET = 'kalimatrahasiayangtidakbolehtampil'

  it('reaches no public page, file or search, leaves its place with the reason, and stays with its author', async () => {
    const who = demoCitizen('warga')
    later(DAY_MS)
    const { post, nomor } = await hidden(`Ini ${SECRET} sungguh.`, who)
    const stranger = createFormVisitor(app.server)
    const path = `/forum/${post.kode}/${post.nomor}`
    const urls = [
      path,
      `/forum/${post.kode}`,
      `/forum/banding/${nomor}`,
      '/forum',
      '/forum/transparansi',
      '/forum/transparansi.csv',
      `/?q=${SECRET}`,
      `/cari?q=${SECRET}`,
      `${path}?sesudah=1`,
      `${path}?kutip=2`,
    ]
    for (const url of urls) {
      const page = await stranger.get(url)
      const body = page.payload.replaceAll(`value="${SECRET}"`, '').replaceAll(`q=${SECRET}`, '')
      expect([url, body.includes(`Ini ${SECRET}`)]).toEqual([url, false])
    }
    const seen = (await stranger.get(path)).payload
    expect(seen).toContain('Disembunyikan karena aturan 1: Menyerang orang')
    expect(seen).toContain(HIDE.alasan)
    expect(seen).toContain(`/forum/banding/${nomor}`)
    const other = await visitorOf('warga2')
    expect((await other.get(path)).payload).not.toContain(SECRET)
    expect((await other.get(`${path}/tandai/${post.kiriman}`)).statusCode).toBe(404)
    const author = await visitorOf('warga')
    expect((await author.get(path)).payload).toContain(SECRET)
    expect((await author.get(`/forum/banding/${nomor}`)).payload).toContain('Ajukan banding')
  })

  it('takes the title with it when it is the first of its topic', async () => {
    const topik = await beginTopik(forums, 'uji-satu', { judul: `Judul ${SECRET}` })
    value(await forums.flag(someone(), { ...topik, kiriman: 1 }, 'menyerang'))
    value(await forums.decide(OPERATOR, { ...topik, kiriman: 1 }, HIDE))
    const stranger = createFormVisitor(app.server)
    for (const url of ['/forum/uji-satu', `/forum/uji-satu/${topik.nomor}`]) {
      const page = await stranger.get(url)
      expect(page.payload).not.toContain(`Judul ${SECRET}`)
      expect(page.payload).toContain('Topik disembunyikan moderator')
    }
  })
})

describe('an appeal', () => {
  const say = 'Saya tidak menyerang siapa pun, saya menilai pekerjaannya.'
  const grant = { hasil: 'dikabulkan', alasan: 'Kalimat ini kritik, bukan serangan.' }

  it('is made once by the author, and judged by another officer than the first', async () => {
    later(DAY_MS)
    const { post, nomor, who } = await hidden('Pengelola pasar tidak becus bekerja.')
    expect(codes(await forums.judge(ADMIN, nomor, grant))).toEqual(['BANDING_TIDAK_ADA'])
    expect(codes(await forums.appeal(someone(), nomor, say))).toEqual(['BANDING_BUKAN_PENULIS'])
    const both = await Promise.all([forums.appeal(who, nomor, say), forums.appeal(who, nomor, say)])
    expect(both.flatMap(codes)).toEqual(['BANDING_SUDAH'])
    expect(codes(await forums.judge(OPERATOR, nomor, grant))).toEqual(['BANDING_PETUGAS_SAMA'])
    const judged = await Promise.all([
      forums.judge(ADMIN, nomor, grant),
      forums.judge(ADMIN, nomor, { ...grant, hasil: 'ditolak' }),
    ])
    expect(judged.flatMap(codes)).toEqual(['BANDING_DIPUTUS'])
    const page = await createFormVisitor(app.server).get(`/forum/${post.kode}/${post.nomor}`)
    const { hasil } = await oneRow(
      database.owner,
      sql<{
        hasil: string
      }>`select v.hasil from forums.putusan_banding v join forums.banding b on b.id = v.banding_id
      join forums.keputusan k on k.id = b.keputusan_id where k.nomor = ${nomor}`,
    )
    expect(page.payload.includes('tidak becus bekerja')).toBe(hasil === 'dikabulkan')
  })

  it('by the first officer is refused by the database too, and nothing of it is rewritten', async () => {
    const { nomor, who } = await hidden('Petugasnya malas semua di sana.')
    value(await forums.appeal(who, nomor, say))
    const row = await oneRow(
      database.owner,
      sql<{ id: string; oleh: string }>`select b.id, b.keputusan_oleh as oleh from forums.banding b
      join forums.keputusan k on k.id = b.keputusan_id where k.nomor = ${nomor}`,
    )
    const insert = (first: string, oleh: string) =>
      run(
        database.owner,
        sql`insert into forums.putusan_banding (banding_id, keputusan_oleh, hasil, alasan, oleh, diputus_at, is_terlambat)
        values (${row.id}, ${first}, 'ditolak', 'Alasan yang cukup panjang.', ${oleh}, now(), false)`,
      )
    await expect(insert(row.oleh, row.oleh)).rejects.toThrow('check constraint')
    // Nor by naming another as the first.
    await expect(insert(ADMIN.accountId, row.oleh)).rejects.toThrow('foreign key')
    for (const table of ['keputusan', 'banding'])
      await expect(
        run(
          database.owner,
          sql.raw(`update forums.${table} set alasan = 'Alasan lain sama sekali.'`),
        ),
      ).rejects.toThrow('only added to')
    await expect(
      run(
        database.owner,
        sql`update forums.kiriman set isi = 'Diganti diam-diam.' where nomor = 1`,
      ),
    ).rejects.toThrow('never rewritten')
    await expect(
      run(
        database.owner,
        sql`update forums.kiriman set status = 'sembunyi' where status = 'tampil'`,
      ),
    ).rejects.toThrow('check constraint')
  })

  it('too late is refused', async () => {
    const { nomor, who } = await hidden('Terlambat membanding tulisan ini.')
    later(31 * DAY_MS)
    expect(codes(await forums.appeal(who, nomor, say))).toEqual(['BANDING_LEWAT'])
  })
})

describe('a question', () => {
  it('has an agency and a day, is answered by that agency alone, and once', async () => {
    const who = demoCitizen('rt')
    const topik = await beginTopik(forums, 'uji-satu', { jenis: 'pertanyaan', who })
    const answer = plain('Kami perbaiki minggu ini.', { isJawaban: true })
    expect(codes(await forums.reply(OPERATOR, topik, answer))).toEqual(['BUKAN_UNIT_PENJAWAB'])
    expect(codes(await forums.reply(someone(), topik, answer))).toEqual(['BUKAN_UNIT_PENJAWAB'])
    const nomor = value(await forums.reply(LURAH, topik, answer))
    const again = plain('Sekali lagi kami jawab.', { isJawaban: true })
    expect(codes(await forums.reply(LURAH, topik, again))).toEqual(['SUDAH_DIJAWAB'])
    const [voice] = await forums.voicesOf(kit.db, { akunId: who.accountId, limit: 5 })
    expect(voice).toMatchObject({
      nomor: `uji-satu/${topik.nomor}`,
      jenis: 'pertanyaan',
      keadaan: 'dijawab',
      jawaban: { href: `/forum/uji-satu/${topik.nomor}?sesudah=${nomor - 1}#k-${nomor}` },
    })
    const page = await createFormVisitor(app.server).get(`/forum/uji-satu/${topik.nomor}`)
    expect(page.payload).toContain('Jawaban resmi')
    expect(page.payload).toContain('Kelurahan Kauman Jati')
  })

  it('past its day goes to the head of the unit once, and is counted for everybody', async () => {
    const who = someone()
    const topik = await beginTopik(forums, 'uji-satu', { jenis: 'pertanyaan', who })
    const before = await forums.voicesCount(kit.db)
    later(30 * DAY_MS)
    await app.runJob('forums.overdue', {})
    await app.runJob('forums.overdue', {})
    const told = await numberOf(
      sql<{ n: number }>`select count(*)::int as n from notifications.pemberitahuan p
      where p.kejadian = 'forum.lewat' and p.tautan = ${`/forum/uji-satu/${topik.nomor}`} and p.akun_id = ${demoAccountId('lurah')}::uuid`,
    )
    expect(told).toBe(1)
    const after = await forums.voicesCount(kit.db)
    expect(after.terlambat).toBeGreaterThan(before.terlambat)
    const [voice] = await forums.voicesOf(kit.db, { akunId: who.accountId, limit: 1 })
    expect(voice?.keadaan).toBe('terlambat')
    const page = await createFormVisitor(app.server).get('/forum')
    expect(page.payload).toContain(`${after.terlambat} lewat tenggat`)
  })
})

describe('followers', () => {
  it('hear once a day, one message a person, whatever was written', async () => {
    await sendDigests(forums.deps)
    const who = demoCitizen('warga2')
    const topics = [
      await beginTopik(forums, 'uji-satu', { who }),
      await beginTopik(forums, 'uji-satu', { who }),
    ]
    for (const topik of topics)
      for (let n = 0; n < 3; n += 1)
        value(await forums.reply(someone(), topik, plain(`Tanggapan nomor ${n}.`)))
    const count = () =>
      numberOf(
        sql<{ n: number }>`select count(*)::int as n from notifications.pemberitahuan p
        where p.kejadian = 'forum.kabar' and p.akun_id = ${who.accountId}::uuid and p.nilai = '{"kiriman": "6", "topik": "2"}'::jsonb`,
      )
    expect(await sendDigests(forums.deps)).toBeGreaterThan(0)
    expect(await count()).toBe(1)
    expect(await sendDigests(forums.deps)).toBe(0)
  })
})

describe('the report', () => {
  it('counts decisions and appeals, is published once a month, and stands in the public log', async () => {
    await app.runJob('forums.publish', {})
    await app.runJob('forums.publish', {})
    const published = await rows(
      database.owner,
      sql<{
        bulan: string
        dokumen: Record<string, number>
      }>`select t.bulan, t.dokumen from forums.terbitan t order by t.bulan`,
    )
    expect(new Set(published.map(({ bulan }) => bulan)).size).toBe(published.length)
    const first = published.find(({ bulan }) => bulan === '2026-11')
    const decided = await numberOf(
      sql<{ n: number }>`select count(*)::int as n from forums.keputusan k
      where k.diputus_at >= '2026-10-31T17:00:00Z' and k.diputus_at < '2026-11-30T17:00:00Z'`,
    )
    const counted = (first?.dokumen.putusan ?? []) as readonly Readonly<{ jumlah: number }>[]
    const sum = counted.reduce((total, { jumlah }) => total + jumlah, 0)
    expect(sum).toBe(decided)
    expect(decided).toBeGreaterThan(3)
    await app.runningLog.prepare()
    await app.runningLog.sequencer.run()
    const logged = await numberOf(
      sql<{
        n: number
      }>`select count(*)::int as n from public_log.entri e join forums.terbitan t on t.id::text = e.acuan::text`,
    )
    expect(logged).toBe(published.length)
    const csv = await createFormVisitor(app.server).get('/forum/transparansi.csv')
    expect(csv.payload.split('\r\n').length).toBe(published.length + 3)
  })
})

describe('pages', () => {
  it('answer in at most twelve statements, by key', async () => {
    later(DAY_MS)
    const topik = await beginTopik(forums, 'uji-satu')
    for (let n = 0; n < 24; n += 1) {
      later(20 * MINUTE_MS)
      value(await forums.reply(someone(), topik, plain(`Kiriman berhalaman ${n}.`)))
    }
    const visitor = await visitorOf('warga')
    for (const url of [
      '/forum',
      '/forum/uji-satu',
      `/forum/uji-satu/${topik.nomor}`,
      '/forum/transparansi',
    ]) {
      takeQueries()
      expect([url, (await visitor.get(url)).statusCode]).toEqual([url, 200])
      expect(takeQueries().length).toBeLessThanOrEqual(12)
    }
    const one = (await visitor.get(`/forum/uji-satu/${topik.nomor}`)).payload
    expect(one.match(/id="k-\d+"/g)).toHaveLength(20)
    const two = (await visitor.get(`/forum/uji-satu/${topik.nomor}?sesudah=20`)).payload
    expect(two.match(/id="k-\d+"/g)).toHaveLength(5)
  })

  it('that name nothing are not found, whatever stands in their address', async () => {
    const visitor = await visitorOf('operator-aduan')
    const bad = ["x'; drop table forums.forum", '%00', '%ff', 'A'.repeat(300), '1e9', '-1', 'ABC']
    for (const part of bad.map((one) => (one.startsWith('%') ? one : encodeURIComponent(one))))
      for (const url of [
        `/forum/${part}/1`,
        `/forum/uji-satu/${part}`,
        `/forum/${part}/tulis`,
        `/forum/uji-satu/1/tandai/${part}`,
        `/forum/banding/${part}`,
        `/kerja/forum/perkara/${part}`,
      ]) {
        const { statusCode } = await visitor.get(url)
        expect([url, statusCode >= 400 && statusCode < 500]).toEqual([url, true])
      }
    const machine = await app.server.inject({
      url: '/forum/tidak-ada',
      headers: { accept: 'application/json' },
    })
    expect(machine.statusCode).toBe(404)
  })

  it('ask once about what a text may be, and send it when the writer insists', async () => {
    later(DAY_MS)
    const topik = await beginTopik(forums, 'uji-satu')
    const url = `/forum/uji-satu/${topik.nomor}`
    const visitor = await visitorOf('warga2')
    const isi = 'Dasar bodoh, <script>alert(1)</script> jalannya rusak lagi.'
    const asked = await visitor.post(url, { isi })
    expect(asked.statusCode).toBe(422)
    expect(asked.payload).toContain('Kalimat ini mungkin kasar')
    expect(asked.payload).toContain('Dasar bodoh')
    const sent = await visitor.post(url, { isi, yakin: 'kasar' })
    expect(sent.statusCode).toBe(303)
    const page = await visitor.get(url)
    expect(page.payload).toContain('&lt;script>alert(1)')
    expect(page.payload).not.toContain('<script>alert')
  })
})
