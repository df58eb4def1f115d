import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { command } from '../../commands/pendapat.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import { addDays } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { moderate, submitPernyataan, vote } from './actions/converse.ts'
import { makePicture, ownGroup, recount } from './actions/picture.ts'
import { findCuplikan, findGambar, findPercakapan } from './store.ts'

const { app, database, takeQueries } = await useRunningApp()
const { kit, opinions } = app
const { deps } = opinions
const unit = app.reference.units()[0]?.kode ?? ''
const officer: SignedIn = {
  kind: 'officer',
  accountId: '00000000-0000-7000-8000-0000000000aa',
  name: 'Walidata',
  grants: [{ role: 'walidata', unitKode: unit }],
}
const citizen = (n: number): SignedIn => ({
  kind: 'citizen',
  accountId: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name: 'Warga',
  tier: 'unverified',
  grants: [],
})
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

const TEXTS = Array.from({ length: 10 }, (_, at) => `Pernyataan contoh nomor ${at + 1}.`)
const begin = async (moderasi = 'longgar') =>
  value(
    await opinions.begin(
      officer,
      {
        judul: 'Penataan pasar',
        tujuan: 'Menyusun aturan pasar.',
        unit,
        moderasi,
        tutup: addDays(kit.today(), 10),
      },
      TEXTS,
    ),
  )

/** Two camps, which differ on the first five statements. */
async function voteAll(kode: string, people: number): Promise<void> {
  for (let person = 0; person < people; person += 1)
    for (let nomor = 1; nomor <= 10; nomor += 1) {
      if ((person + nomor) % 9 === 0) continue
      const pilihan = nomor <= 5 && person % 2 === 0 ? 'tidak' : 'setuju'
      value(await vote(deps, citizen(person), { kode, nomor, pilihan }))
    }
}

describe('a conversation', () => {
  it('is begun with a day as people write it, and what cannot be read is told and kept', async () => {
    const head = {
      judul: 'Penataan pasar',
      tujuan: 'Menyusun aturan pasar.',
      unit,
      moderasi: 'ketat',
    }
    const refusedFor = async (tutup: string) =>
      codes(await opinions.begin(officer, { ...head, tutup }, []))
    expect(await refusedFor('31/02/2027')).toEqual(['TANGGAL_TIDAK_ADA'])
    expect(await refusedFor('besok')).toEqual(['TANGGAL_TIDAK_TERBACA'])
    expect(await refusedFor('24/11/2020')).toEqual(['TANGGAL_TUTUP'])
    const [year, month, day] = addDays(kit.today(), 10).split('-')
    const kode = value(
      await opinions.begin(officer, { ...head, tutup: `${day}/${month}/${year}` }, TEXTS),
    )
    expect((await findPercakapan(kit.db, kode))?.tutupPada).toBe(addDays(kit.today(), 10))
  })
})

describe('a vote', () => {
  it('is one of a person on a statement, the last, of ten sent at once', async () => {
    const kode = await begin()
    const send = (pilihan: string) => vote(deps, citizen(1), { kode, nomor: 1, pilihan })
    await Promise.all(Array.from({ length: 10 }, () => send('setuju')))
    value(await send('tidak'))
    const found = await rows(
      database.owner,
      sql<{
        suara: number
        orang: string
      }>`select s.suara, encode(s.orang, 'hex') as orang from opinions.suara s
      join opinions.percakapan p on p.id = s.percakapan_id where p.kode = ${kode}`,
    )
    expect(found.map(({ suara }) => suara)).toEqual([-1])
    expect(found[0]?.orang).not.toContain(citizen(1).accountId.replaceAll('-', ''))
  })

  it('is another code in another conversation: nobody is followed from one to the next', async () => {
    const all = [await begin(), await begin()]
    for (const kode of all)
      value(await vote(deps, citizen(2), { kode, nomor: 1, pilihan: 'setuju' }))
    const found = await rows(
      database.owner,
      sql<{
        orang: string
      }>`select encode(s.orang, 'hex') as orang from opinions.suara s join opinions.percakapan p on p.id = s.percakapan_id
      where p.kode = any(${all}::text[])`,
    )
    expect(new Set(found.map(({ orang }) => orang)).size).toBe(2)
  })

  it('is refused on what is not shown, without a choice, and where nothing is open', async () => {
    const kode = await begin('ketat')
    value(await submitPernyataan(deps, citizen(3), { kode, teks: 'Pasar buka sampai malam.' }))
    const send = (nomor: number, pilihan: string, where = kode) =>
      vote(deps, citizen(3), { kode: where, nomor, pilihan })
    expect(codes(await send(11, 'setuju'))).toEqual(['PERNYATAAN_TIDAK_ADA'])
    expect(codes(await send(1, ''))).toEqual(['SUARA_KOSONG'])
    expect(codes(await send(1, 'setuju', 'zzzzzz'))).toEqual(['PERCAKAPAN_TIDAK_BUKA'])
  })
})

describe('a statement', () => {
  it('is submitted a few times an account, once each, without personal data', async () => {
    const kode = await begin()
    const submit = (teks: string) => submitPernyataan(deps, citizen(4), { kode, teks })
    expect(codes(await submit('Hubungi saya di 081234567890.'))).toEqual(['DATA_PRIBADI'])
    expect(codes(await submit('x'.repeat(141)))).toEqual(['PERNYATAAN_TEKS'])
    expect(codes(await submit(TEXTS[0]?.toUpperCase() ?? ''))).toEqual(['PERNYATAAN_GANDA'])
    const all = await Promise.all(Array.from({ length: 8 }, (_, at) => submit(`Usulan ke-${at}.`)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(5)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['USULAN_PENUH']))
  })

  it('is taken out with a reason only, once, and everybody reads why', async () => {
    const kode = await begin()
    value(await submitPernyataan(deps, citizen(5), { kode, teks: 'Bahas jalan tol saja.' }))
    const reject = (alasanKode: string, alasan: string) =>
      moderate(deps, officer, { kode, nomor: 11, isDiterima: false, alasanKode, alasan })
    expect(codes(await reject('', ''))).toEqual(['ALASAN_KODE', 'ALASAN_KOSONG'])
    value(await reject('di-luar-topik', 'Jalan tol bukan urusan pasar.'))
    expect(codes(await reject('ganda', 'Sudah ada pernyataan yang sama.'))).toEqual([
      'PERNYATAAN_SUDAH_DIPUTUS',
    ])
    const page = await createFormVisitor(app.server).get(`/pendapat/${kode}/moderasi`)
    expect(page.payload).toContain('Jalan tol bukan urusan pasar.')
    await expect(
      run(database.owner, sql`update opinions.pernyataan set status = 'ditolak' where nomor = 1`),
    ).rejects.toThrow('check constraint')
  })
})

describe('a picture', () => {
  it('waits for enough people', async () => {
    const kode = await begin()
    await voteAll(kode, 4)
    expect(codes(await makePicture(deps, officer, kode))).toEqual(['ORANG_KURANG'])
  })

  it('shows groups, is in the log with the digest of its votes, and anybody counts it again', async () => {
    const kode = await begin()
    await voteAll(kode, 24)
    value(await makePicture(deps, officer, kode))
    const { id } = present(await findPercakapan(kit.db, kode), 'begun')
    const { dokumen } = present(await findGambar(kit.db, id), 'drawn')
    const text = present(await findCuplikan(kit.db, id), 'drawn')
    expect(dokumen.kelompok).toEqual([12, 12])
    expect(value(recount(text, dokumen))).toEqual(dokumen)
    const changed = text.replace(/,1\n$/, ',0\n')
    expect(value(recount(changed, dokumen))).not.toEqual(dokumen)
    const folder = mkdtempSync(join(tmpdir(), 'pendapat-'))
    const files = [join(folder, 'cuplikan.txt'), join(folder, 'gambar.json')]
    writeFileSync(files[0] ?? '', text)
    writeFileSync(files[1] ?? '', JSON.stringify(dokumen))
    expect(await command.run(files)).toBe(0)
    expect(createHash('sha256').update(text).digest('hex')).toBe(dokumen.cuplikan)
    writeFileSync(files[0] ?? '', changed)
    expect(await command.run(files)).toBe(1)
    rmSync(folder, { recursive: true })

    const visitor = createFormVisitor(app.server)
    takeQueries()
    const page = await visitor.get(`/pendapat/${kode}/hasil`)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    expect(page.payload).toContain('Kelompok A')
    expect(page.payload.lastIndexOf('h-tabel')).toBeLessThan(page.payload.lastIndexOf('h-peta'))
    expect((await visitor.get(`/pendapat/${kode}/cuplikan.txt`)).payload).toBe(text)
  })

  it('is a table of groups and a sheet of votes without anybody’s name, for a spreadsheet', async () => {
    const kode = await begin()
    await voteAll(kode, 24)
    value(await makePicture(deps, officer, kode))
    const { id } = present(await findPercakapan(kit.db, kode), 'begun')
    const { dokumen } = present(await findGambar(kit.db, id), 'drawn')
    const linesOf = async (name: string) => {
      const answer = await createFormVisitor(app.server).get(`/pendapat/${kode}/${name}`)
      expect(answer.headers['content-type']).toContain('text/csv')
      return answer.payload.replace('\uFEFF', '').trim().split('\r\n')
    }
    const [head = '', first = '', ...rest] = await linesOf('kelompok.csv')
    expect(head.split(',').slice(3, 9)).toEqual([
      'semua_setuju',
      'semua_tidak',
      'semua_lihat',
      'kelompok_A_setuju',
      'kelompok_A_tidak',
      'kelompok_A_lihat',
    ])
    expect(rest).toHaveLength(9)
    const [one] = dokumen.pernyataan
    const told = [one?.semua, ...(one?.kelompok ?? [])].flatMap((cell) =>
      cell ? [cell.setuju, cell.tidak, cell.lihat] : [],
    )
    expect(
      first
        .split(',')
        .slice(3, 3 + told.length)
        .map(Number),
    ).toEqual(told)

    const [names = '', ...people] = await linesOf('suara.csv')
    expect(names).toBe(`kelompok,${TEXTS.map((_, at) => `p${at + 1}`).join(',')}`)
    expect(people).toHaveLength(24)
    expect(people.every((line) => /^[AB](?:,(?:-?1|0)?){10}$/.test(line))).toBe(true)
    const agreed = people.filter((line) => line.split(',')[1] === '1').length
    expect(agreed).toBe(one?.semua.setuju)
  })

  it('tells a voter their own group at once, and nobody else', async () => {
    const kode = await begin()
    await voteAll(kode, 24)
    value(await makePicture(deps, officer, kode))
    const { id } = present(await findPercakapan(kit.db, kode), 'begun')
    const gambar = present(await findGambar(kit.db, id), 'drawn')
    const [camp, other] = [1, -1].map(
      (split) => new Map(TEXTS.map((_, at) => [at + 1, (at < 5 ? split : 1) as 1 | -1] as const)),
    )
    const groupFor = (votes = new Map<number, 1 | -1>()) =>
      ownGroup(kit.db, { percakapanId: id, gambar, votes })
    expect(new Set([await groupFor(camp), await groupFor(other)])).toEqual(new Set([0, 1]))
    expect(await groupFor()).toBeUndefined()
    const hidden = { ...gambar, dokumen: { ...gambar.dokumen, kelompok: [null, null] } }
    expect(
      await ownGroup(kit.db, { percakapanId: id, gambar: hidden, votes: camp ?? new Map() }),
    ).toBeUndefined()
    const page = (await createFormVisitor(app.server).get(`/pendapat/${kode}`)).payload
    expect(page).not.toContain('Anda paling dekat dengan')
  })

  it('is drawn anew every night of what is open, where enough took part', async () => {
    const [few, many] = [await begin(), await begin()]
    await voteAll(few, 3)
    await voteAll(many, 16)
    await app.runJob('opinions.draw', {})
    const drawn = await rows(
      database.owner,
      sql<{
        kode: string
      }>`select p.kode from opinions.gambar g join opinions.percakapan p on p.id = g.percakapan_id
      where p.kode = any(${[few, many]}::text[])`,
    )
    expect(drawn.map(({ kode }) => kode)).toEqual([many])
  })

  it('draws new ids each time, and remembers the number of groups', async () => {
    const kode = await begin()
    await voteAll(kode, 16)
    value(await makePicture(deps, officer, kode))
    const { id } = present(await findPercakapan(kit.db, kode), 'begun')
    const first = present(await findCuplikan(kit.db, id), 'drawn')
    value(await makePicture(deps, officer, kode))
    const second = present(await findCuplikan(kit.db, id), 'drawn')
    const idsOf = (text: string) => new Set(text.match(/orang,[0-9a-f]{24}/g))
    expect([...idsOf(first)].filter((one) => idsOf(second).has(one))).toEqual([])
    expect(second).toMatch(/^pendopo\.pendapat\/1,2,2,1\n/)
    expect(second.match(/orang,[0-9a-f]{24},1/g)).toHaveLength(16)
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from opinions.gambar g where g.percakapan_id = ${id}`,
    )
    expect(n).toBe(2)
  })
})
