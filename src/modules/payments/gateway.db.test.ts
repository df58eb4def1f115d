import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { sen } from '../../kernel/money.ts'
import { oneRow, run, sql } from '../../platform/db/database.ts'
import { openPayment } from '../../stand-ins/payment.ts'
import { serveStandIn } from '../../stand-ins/serve.ts'

const KEY = 'kunci-gerbang-untuk-uji'
const DAY_MS = 86_400_000
let shiftMs = 0
const now = () => new Date(Date.now() + shiftMs)
/** The gateway's messages get lost: only its list tells. */
const gateway = openPayment({ key: KEY, now, newId: randomUUID, deliver: async () => undefined })
/** Code of a bill the gateway will not take. */
let refuses: string | undefined
const served = await serveStandIn(
  {
    name: 'payment',
    answer: async (request) =>
      refuses !== undefined && request.body.includes(refuses)
        ? { status: 422, body: { message: 'not this one' } }
        : gateway.answer(request),
  },
  { port: 0 },
)
afterAll(() => served.close())
const { app, database } = await useRunningApp({
  now,
  env: { PAYMENT_URL: served.address, PAYMENT_KEY: KEY },
})
const { payments, kit, outside } = app

async function makeBill(): Promise<string> {
  const made = await payments.bill(kit.db, {
    subject: { kind: 'permohonan', id: randomUUID() },
    judul: 'Retribusi pemakaian lapangan',
    lines: [['Sewa dua jam', sen(5_000_000n)]],
    sampai: new Date(kit.now().getTime() + 7 * DAY_MS),
    pembayar: { nama: 'Bagas' },
  })
  if (!made.ok) throw new Error('not made')
  return made.value.kodeBayar
}
const billOf = (kode: string) =>
  oneRow(
    database.owner,
    sql<{ status: string; gerbang: string; qris: string | null }>`select t.status, t.gerbang, t.qris
    from payments.tagihan t where t.kode_bayar = ${kode}`,
  )
const tellGateway = () => app.runJob('payments.tell-gateway', {})
const stateNow = async () =>
  (await outside.states(kit.db)).find(({ kode }) => kode === 'pembayaran')

beforeEach(() => {
  served.setFault(undefined)
  shiftMs += 60 * 60_000
})

describe('a gateway that is away', () => {
  it.each(['500', 'garbage', 'timeout', 'slow'] as const)(
    'with %s holds up no bill: it is called at most five times, cash works, and bills are told when it is back',
    async (fault) => {
      served.setFault(fault)
      const kodes = [await makeBill(), await makeBill(), await makeBill()]
      const before = served.calls()
      for (let minute = 0; minute < 6; minute += 1) await tellGateway()
      expect(served.calls() - before).toBeLessThanOrEqual(5)
      expect(await stateNow()).toMatchObject({ keadaan: 'terganggu', waiting: 3 })
      for (const kode of kodes)
        expect(await billOf(kode)).toEqual({ status: 'belum', gerbang: 'menunggu', qris: null })
      const asked = served.calls()
      const page = await openVisitor(app).get(`/bayar/${kodes[0]}`)
      expect([page.status, served.calls()]).toEqual([200, asked])
      expect(page.body).toContain('Tunai di loket')
      const clerk = await signIn(app, 'loket')
      await clerk.get(`/kerja/pembayaran/${kodes[0]}`)
      await clerk.post(`/kerja/pembayaran/${kodes[0]}/tunai`, { diterima: 'ya' })
      expect((await billOf(kodes[0] ?? '')).status).toBe('lunas')

      served.setFault(undefined)
      shiftMs += 20 * 60_000
      await tellGateway()
      expect(await stateNow()).toMatchObject({ keadaan: 'ok', waiting: 0 })
      for (const kode of kodes.slice(1)) expect((await billOf(kode)).gerbang).toBe('terdaftar')
    },
    60_000,
  )

  it('that will not take one bill takes all others, and that one when it is ready', async () => {
    const kodes = [await makeBill(), await makeBill(), await makeBill()]
    const [odd = '', ...others] = kodes
    refuses = odd
    for (let minute = 0; minute < 4; minute += 1) await tellGateway()
    for (const kode of others) expect((await billOf(kode)).gerbang).toBe('terdaftar')
    expect((await billOf(odd)).gerbang).toBe('menunggu')
    expect((await stateNow())?.keadaan).toBe('ok')
    refuses = undefined
    shiftMs += 31 * 60_000
    await tellGateway()
    expect((await billOf(odd)).gerbang).toBe('terdaftar')
  })

  it('that sends a QR code for another amount gets it shown to nobody', async () => {
    const kode = await makeBill()
    const real = gateway.answer
    const lying = await serveStandIn(
      {
        name: 'lying',
        answer: async (request) => {
          const { status, body } = await real(request)
          const made = body as { qris?: string }
          return made.qris === undefined
            ? { status, body }
            : { status, body: { ...made, qris: made.qris.replace('540550000', '540590000') } }
        },
      },
      { port: 0 },
    )
    const twin = await useRunningApp({
      env: { PAYMENT_URL: lying.address, PAYMENT_KEY: KEY },
    })
    const made = await twin.app.payments.bill(twin.app.kit.db, {
      subject: { kind: 'permohonan', id: 'q' },
      judul: 'Retribusi',
      lines: [['Sewa', sen(5_000_000n)]],
      sampai: new Date(Date.now() + DAY_MS),
      pembayar: { nama: 'Bagas' },
    })
    await twin.app.runJob('payments.tell-gateway', {})
    const shown = await openVisitor(twin.app).get(`/bayar/${made.ok ? made.value.kodeBayar : ''}`)
    expect(shown.body).toContain('Nomor rekening virtual')
    expect(shown.body).not.toContain('Pindai dengan aplikasi bank')
    await lying.close()
    expect(kode).toMatch(/^BYR-/)
  }, 60_000)
})

describe('the gateway’s own list', () => {
  beforeEach(() => {
    shiftMs = 0
  })

  it('settles what we were never told of, the same day, once', async () => {
    const kode = await makeBill()
    await gateway.pay({ code: kode, amount: '50000.00', method: 'va' })
    expect((await billOf(kode)).status).toBe('belum')
    await app.runJob('payments.reconcile', {})
    await app.runJob('payments.reconcile', {})
    expect((await billOf(kode)).status).toBe('lunas')
    const { kali } = await oneRow(
      database.owner,
      sql<{ kali: number }>`select count(*)::int as kali from platform.outbox o
      where o.type = 'payments.tagihan-lunas.v1' and o.payload ->> 'kodeBayar' = ${kode}`,
    )
    expect(kali).toBe(1)
  })

  it('shows what we hold as settled and it does not, and the day is marked as compared', async () => {
    const kode = await makeBill()
    const yesterday = new Date(Date.now() - DAY_MS)
    await run(
      database.owner,
      sql`with t as (update payments.tagihan set status = 'lunas', gerbang = 'selesai'
        where kode_bayar = ${kode} returning id, jumlah)
      insert into payments.pelunasan (tagihan_id, jumlah, jalur, dibayar_at, dicatat_at, gerbang_transaksi)
      select t.id, t.jumlah, 'qris', ${yesterday}, ${yesterday}, 'T-hanya-kita' from t`,
    )
    await run(database.owner, sql`delete from payments.rekonsiliasi`)
    await app.runJob('payments.reconcile', {})
    await app.runJob('payments.reconcile', {})
    const treasurer = await signIn(app, 'bendahara-pupr')
    const desk = await treasurer.get('/kerja/pembayaran')
    expect(desk.body).toContain('T-hanya-kita')
    const id = /\/kerja\/pembayaran\/selisih\/([0-9a-f-]{36})/.exec(desk.body)?.[1] ?? ''
    const short = await treasurer.post(`/kerja/pembayaran/selisih/${id}`, { alasan: 'ya' })
    expect(short.status).toBe(422)
    const alasan = 'Bank memindahkannya ke hari berikut.'
    expect((await treasurer.post(`/kerja/pembayaran/selisih/${id}`, { alasan })).status).toBe(303)
    const after = await treasurer.get('/kerja/pembayaran')
    expect(after.body).not.toContain('T-hanya-kita')
    expect(after.body).toContain('Di daftar gerbang')
  })
})
