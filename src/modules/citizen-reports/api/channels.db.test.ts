import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, run, sql } from '../../../platform/db/database.ts'

const KEY = 'kunci-kanal-untuk-uji'
let clock = new Date('2026-11-25T03:00:00Z')
const { app, database } = await useRunningApp({ now: () => clock })
let phone = ''
let serial = 0

beforeEach(() => {
  serial += 1
  phone = `+62812345${String(10_000 + serial)}`
  clock = new Date('2026-11-25T03:00:00Z')
})

const deliver = (fields: Record<string, unknown>, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url: '/kanal/sms',
    headers: { 'content-type': 'application/json', 'x-kunci-kanal': KEY, ...headers },
    payload: JSON.stringify(fields),
  })

let messages = 0
const sms = async (text: string, more: Record<string, unknown> = {}) => {
  messages += 1
  const answer = await deliver({ id: `m-${messages}`, from: phone, text, ...more })
  expect(answer.statusCode).toBe(200)
  return answer.json() as { status: string; balasan: string | null }
}

type Case = Readonly<{
  nomor: string
  kanal: string
  judul: string
  isi: string
  kategoriKode: string
  patokan: string | null
  lat: number | null
  wilayahKode: string | null
  kecamatanKode: string | null
  pelaporAkunId: string | null
  diterimaAt: Date
  tenggatAt: Date
  isRahasia: boolean
  telepon: string | null
}>

const casesOf = (contact = phone) =>
  rows(
    database.owner,
    sql<Case>`select l.nomor, l.kanal, l.judul, l.isi, l.kategori_kode as "kategoriKode", l.patokan, l.lat,
    l.wilayah_kode as "wilayahKode", l.kecamatan_kode as "kecamatanKode", l.pelapor_akun_id as "pelaporAkunId",
    l.diterima_at as "diterimaAt", l.tenggat_at as "tenggatAt", l.is_rahasia as "isRahasia", p.telepon
    from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id
    where p.telepon = ${contact} or p.email = ${contact} order by l.diterima_at, l.nomor`,
  )

const outbox = (to = phone) =>
  rows(
    database.owner,
    sql<{ saluran: string; teks: string }>`select k.saluran, k.teks from notifications.kiriman k
    where k.tujuan = ${to} order by k.dibuat_at, k.id`,
  )

describe('an SMS that reports', () => {
  it('makes one case with its source, place, category and clock, and is answered by SMS', async () => {
    const { balasan } = await sms('LAPOR Lampu jalan mati sejak Senin malam #depan balai desa')
    const [made] = await casesOf()
    expect(made).toMatchObject({
      kanal: 'sms',
      kategoriKode: 'penerangan.padam',
      patokan: 'depan balai desa',
      telepon: phone,
    })
    expect(made?.pelaporAkunId).not.toBeNull()
    expect(made?.tenggatAt).toBeInstanceOf(Date)
    expect(balasan).toContain(made?.nomor)
    expect(balasan).toMatch(/LCK-/)
    expect(await outbox()).toEqual([{ saluran: 'sms', teks: balasan }])
  })

  it('delivered twice, or by two servers at once, makes one case and one answer', async () => {
    const message = { id: 'dobel-1', from: phone, text: 'LAPOR jalan berlubang di depan pasar' }
    const answers = await Promise.all([deliver(message), deliver(message), deliver(message)])
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200])
    expect(answers.filter((one) => one.json().status === 'diterima')).toHaveLength(1)
    expect(await casesOf()).toHaveLength(1)
    expect(await outbox()).toHaveLength(1)
  })

  it('without an id of its own is told from its repetition by words, number and time', async () => {
    const message = { from: phone, text: 'LAPOR selokan mampet di gang 3', sentAt: '1764000000' }
    await deliver(message)
    await deliver(message)
    expect(await casesOf()).toHaveLength(1)
  })

  it('finds the village named in its words', async () => {
    const desa = app.reference.kecamatan().flatMap(({ kode }) => app.reference.desaOf(kode))
    const names = desa.map((one) => one.nama)
    const unique = desa.find((one) => names.filter((name) => name === one.nama).length === 1)
    const kecamatan = app.reference.findWilayah(unique?.indukKode ?? '')
    await sms(`LAPOR pohon tumbang di desa ${unique?.nama}, ${kecamatan?.nama}`)
    const [made] = await casesOf()
    expect(made?.kecamatanKode).toBe(kecamatan?.kode)
  })

  it('without a place is asked for it, and LOKASI gives it', async () => {
    const { balasan } = await sms('LAPOR jalan berlubang besar sekali')
    expect(balasan).toContain('LOKASI')
    const inside = app.reference.innerPoint(firstDesa())
    const told = await sms(`LOKASI ${inside?.lat.toFixed(5)},${inside?.lon.toFixed(5)}`)
    expect(told.balasan).toContain('sudah dicatat')
    const [made] = await casesOf()
    expect(made?.lat).toBeCloseTo(inside?.lat ?? 0, 4)
    expect(made?.wilayahKode).not.toBeNull()
  })

  it('from a place outside the region is kept, its point told to the officer in words', async () => {
    await sms('LAPOR jembatan rusak parah -2.9761,104.7754')
    const [made] = await casesOf()
    expect(made).toMatchObject({ lat: null, wilayahKode: null })
    expect(made?.patokan).toContain('titik di luar wilayah')
  })

  it('that says too little is asked for the rest, and both halves make one case', async () => {
    expect((await sms('LAPOR jln')).balasan).toContain('Apa yang terjadi')
    expect(await casesOf()).toHaveLength(0)
    await sms('rusak parah di depan sekolah dasar')
    const [made] = await casesOf()
    expect(made?.isi).toBe('jln rusak parah di depan sekolah dasar')
  })

  it('about bribes becomes a secret report whose number tells nothing', async () => {
    const { balasan } = await sms('LAPOR ada pungutan liar di kantor, dimintai uang pelicin')
    const [made] = await casesOf()
    expect(made).toMatchObject({ isRahasia: true, isi: '', pelaporAkunId: null })
    expect(balasan).toContain('RHS-')
    expect((await sms(`CEK ${made?.nomor}`)).balasan).toContain(`${made?.nomor}: `)
    phone = '+6281399990001'
    expect((await sms(`CEK ${made?.nomor}`)).balasan).toContain('tidak ditemukan')
    expect(await casesOf()).toEqual([])
  })

  it('has personal data masked in what is published', async () => {
    await sms('LAPOR lampu jalan mati, hubungi saya 081234567890 segera #Jl Melati')
    const [made] = await casesOf()
    expect(made?.isi).not.toContain('081234567890')
  })

  it('that waited two days at the gateway keeps its own time, an impossible time counts as now', async () => {
    await sms('LAPOR lampu jalan mati di jalan utama', { sentAt: '2026-11-23T03:00:00Z' })
    await sms('LAPOR sampah menumpuk di pasar', { sentAt: '2031-01-01T00:00:00Z' })
    await sms('LAPOR got mampet di gang mawar', { sentAt: '1999-01-01T00:00:00Z' })
    const at = (await casesOf()).map((one) => one.diterimaAt.toISOString())
    expect(at).toEqual([
      '2026-11-23T03:00:00.000Z',
      '2026-11-25T03:00:00.000Z',
      '2026-11-25T03:00:00.000Z',
    ])
  })
})

function firstDesa(): string {
  const [kecamatan] = app.reference.kecamatan()
  return app.reference.desaOf(kecamatan?.kode ?? '')[0]?.kode ?? ''
}

describe('a long SMS', () => {
  const part = (number: number, text: string, ref = '77') =>
    deliver({ id: `b-${ref}-${number}-${serial}`, from: phone, text, ref, part: number, parts: 3 })

  it('is joined whatever the order of its parts, once', async () => {
    await part(3, 'sudah seminggu.')
    await part(1, 'LAPOR lampu jalan mati di ')
    expect(await casesOf()).toHaveLength(0)
    const last = await part(2, 'sepanjang jalan raya ')
    expect(last.json().status).toBe('diterima')
    await part(2, 'sepanjang jalan raya ')
    const [made, ...others] = await casesOf()
    expect(others).toEqual([])
    expect(made?.isi).toBe('lampu jalan mati di sepanjang jalan raya sudah seminggu.')
  })

  it('whose last part never comes is taken after ten minutes with what is there', async () => {
    await part(1, 'LAPOR sampah menumpuk di pinggir ', '78')
    await part(2, 'kali dekat jembatan ', '78')
    await app.runJob('citizen-reports.join-sms', {})
    expect(await casesOf()).toHaveLength(0)
    clock = new Date(clock.getTime() + 11 * 60_000)
    await app.runJob('citizen-reports.join-sms', {})
    expect((await casesOf())[0]?.isi).toContain('pinggir kali dekat jembatan')
  })

  it('in UCS-2 hexadecimal is read', async () => {
    const hex = Buffer.from('LAPOR lampu “padam” – gang 5', 'utf16le').swap16().toString('hex')
    await sms(hex, { encoding: 'ucs2' })
    expect((await casesOf())[0]?.isi).toBe('lampu “padam” – gang 5')
  })
})

describe('words about a case', () => {
  const set = (nomor: string | undefined, status: string) =>
    run(
      database.owner,
      sql`update citizen_reports.laporan set status = ${status} where nomor = ${nomor ?? ''}`,
    )

  it('tell how it stands, by number, by code, or the last one without either', async () => {
    const { balasan } = await sms('LAPOR jalan berlubang #depan pasar')
    const kode = /LCK-[\w-]+/.exec(balasan ?? '')?.[0]
    const [made] = await casesOf()
    for (const asked of ['CEK', `status ${made?.nomor}`, `STATUS ${kode}`])
      expect((await sms(asked)).balasan).toContain(`${made?.nomor}: `)
    expect((await sms('CEK ADU-2026-999999-X')).balasan).toContain('salah ketik')
  })

  it('confirm and open again, each once, and only by the one who reported', async () => {
    await sms('LAPOR jalan berlubang #depan pasar')
    const [made] = await casesOf()
    const own = phone
    await set(made?.nomor, 'menunggu_konfirmasi')
    phone = '+6281388880001'
    expect((await sms(`BENAR ${made?.nomor}`)).balasan).toContain('tidak ditemukan')
    phone = own
    expect((await sms('YA')).balasan).toContain('ditutup')
    expect((await sms(`BUKA ${made?.nomor} masih berlubang`)).balasan).toContain('buka kembali')
    expect((await sms(`BUKA ${made?.nomor}`)).balasan).toContain('tidak menunggu')
  })

  it('that only thank us are not answered with the manual twice', async () => {
    await sms('LAPOR jalan berlubang #depan pasar')
    expect((await sms('ok terima kasih')).balasan).toContain('LAPOR <isi>')
    expect((await sms('sip makasih pak')).status).toBe('diterima')
    expect((await sms('ok')).balasan).toBeNull()
    expect((await sms('BANTUAN')).balasan).toContain('LAPOR <isi>')
  })

  it('"Belum ada air" with no case waiting is a report, not an answer', async () => {
    await sms('Belum ada air bersih')
    expect((await casesOf())[0]?.isi).toBe('Belum ada air bersih')
  })
})

describe('the door of the gateways', () => {
  it('opens to the key alone', async () => {
    const message = { id: 'x', from: phone, text: 'LAPOR jalan berlubang' }
    for (const headers of [{ 'x-kunci-kanal': 'salah' }, { 'x-kunci-kanal': '' }])
      expect((await deliver(message, headers)).statusCode).toBe(403)
    const bearer = await deliver(
      { ...message, id: 'y' },
      { 'x-kunci-kanal': KEY, authorization: `Bearer ${KEY}` },
    )
    expect(bearer.statusCode).toBe(200)
    expect(await casesOf()).toHaveLength(1)
  })

  it('refuses what is no message, and stores nothing of it', async () => {
    const bad = [
      {},
      { from: phone },
      { text: 'LAPOR jalan rusak' },
      { from: phone, text: 5.5, id: {} },
    ]
    for (const fields of bad) {
      const answer = await deliver({ ...fields, text: (fields as { text?: string }).text })
      expect(answer.statusCode).toBeLessThan(500)
    }
    const nul = await deliver({ id: 'n', from: phone, text: 'LAPOR \u0000 jalan rusak berat' })
    expect(nul.statusCode).toBe(400)
    const giant = await deliver({ id: 'g', from: phone, text: 'x'.repeat(70_000) })
    expect(giant.statusCode).toBe(413)
    const long = await deliver({ id: 'l', from: phone, text: 'x'.repeat(9_000) })
    expect(long.statusCode).toBe(422)
    expect(await casesOf()).toHaveLength(0)
  })

  it('tells a sender once that it is too often, then is silent until the hour is over', async () => {
    const replies: (string | null)[] = []
    for (let count = 0; count < 24; count += 1)
      replies.push((await sms(`LAPOR jalan berlubang nomor ${count} di pasar`)).balasan)
    expect(replies.filter((one) => one?.includes('terlalu sering'))).toHaveLength(1)
    expect(replies.at(-1)).toBeNull()
    expect(await casesOf()).toHaveLength(20)
    clock = new Date(clock.getTime() + 3_700_000)
    expect((await sms('LAPOR lampu jalan mati')).balasan).toContain('diterima')
  })

  it('writes an answer that a developer can read in the outbox', async () => {
    await sms('LAPOR lampu jalan mati #Jl Melati')
    const [row] = await rows(
      database.owner,
      sql<{ id: string }>`select k.id from notifications.kiriman k where k.tujuan = ${phone}`,
    )
    await app.runJob('notifications.send', { id: row?.id })
    const folder = join(app.kit.dataDir, 'outbox')
    const file = readdirSync(folder).find((name) => name.startsWith(row?.id ?? '-'))
    expect(readFileSync(join(folder, file ?? ''), 'utf8')).toContain('LCK-')
  })
})
