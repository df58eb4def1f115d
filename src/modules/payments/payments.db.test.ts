import { createHmac, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { sen } from '../../kernel/money.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'
import { createPayCash } from './actions/cash.ts'
import { createSolveStuck } from './actions/solve.ts'

let shiftMs = 0
const { app, database } = await useRunningApp({ now: () => new Date(Date.now() + shiftMs) })
const { payments, kit } = app
const { gatewayKey = '' } = payments.deps
const DAY_MS = 86_400_000

const officer = (role: 'loket' | 'bendahara'): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(role === 'loket' ? 'loket' : 'bendahara-pupr'),
  name: role,
  grants: [{ role, unitKode: 'dpmptsp' }],
})
const payCash = createPayCash(payments.deps)
const solveStuck = createSolveStuck(payments.deps)

const newBill = (more: object = {}) => ({
  subject: { kind: 'permohonan', id: randomUUID() },
  judul: 'Retribusi pemakaian lapangan',
  lines: [
    ['Sewa dua jam', sen(5_000_000n)],
    ['Lampu', sen(1_000_050n)],
  ] as const,
  sampai: new Date(kit.now().getTime() + 7 * DAY_MS),
  pembayar: { accountId: demoAccountId('warga'), nama: 'Wahyuni Larasati' },
  ...more,
})
async function makeBill(more: object = {}): Promise<{ tagihanId: string; kodeBayar: string }> {
  const made = await payments.bill(kit.db, newBill(more))
  if (!made.ok) throw new Error(made.refusals.map(({ message }) => message).join(' '))
  return made.value
}
const AMOUNT = '60000.50'

type Notice = Readonly<{ code: string; transaction?: string; amount?: string; paidAt?: Date }>
function message({ code, transaction = `T-${randomUUID()}`, amount = AMOUNT, paidAt }: Notice) {
  return JSON.stringify({
    type: 'payment.settled',
    data: {
      transaction,
      code,
      amount,
      method: 'qris',
      paidAt: (paidAt ?? kit.now()).toISOString(),
    },
  })
}
function signed(body: string, { key = gatewayKey, at = kit.now() } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const id = `msg_${randomUUID()}`
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
    'content-type': 'application/json',
  }
}
async function call(body: string, headers: Record<string, string> = signed(body)) {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/gerbang/pembayaran',
    payload: body,
    headers,
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}
const tell = (notice: Notice) => call(message(notice))

const stateOf = (kode: string) =>
  oneRow(
    database.owner,
    sql<{ status: string; pelunasan: number; lunas: number }>`select t.status,
      (select count(*)::int from payments.pelunasan p where p.tagihan_id = t.id) as pelunasan,
      (select count(*)::int from platform.outbox o where o.type = 'payments.tagihan-lunas.v1'
        and o.payload ->> 'kodeBayar' = t.kode_bayar) as lunas
    from payments.tagihan t where t.kode_bayar = ${kode}`,
  )
const SETTLED = { status: 'lunas', pelunasan: 1, lunas: 1 }
const OPEN = { status: 'belum', pelunasan: 0, lunas: 0 }

beforeEach(() => {
  shiftMs += 1_000
})

describe('a bill', () => {
  it('has a code, the sum of its lines, and is made once for one subject', async () => {
    const bill = newBill()
    const [one, two] = [await payments.bill(kit.db, bill), await payments.bill(kit.db, bill)]
    expect(one).toEqual(two)
    const [state] = await payments.billsOf(kit.db, bill.subject)
    expect(state).toMatchObject({ status: 'belum', jumlah: 6_000_050n })
    const other = await payments.bill(kit.db, { ...bill, lines: [['Lain', sen(100n)]] })
    expect(other).toMatchObject({ ok: false, refusals: [{ code: 'TAGIHAN_MASIH_ADA' }] })
    const zero = await payments.bill(kit.db, newBill({ lines: [] }))
    expect(zero).toMatchObject({ ok: false, refusals: [{ code: 'TAGIHAN_NOL' }] })
  })

  it('is one bill when the same is asked for ten times at once', async () => {
    const bill = newBill()
    const made = await Promise.all(Array.from({ length: 10 }, () => payments.bill(kit.db, bill)))
    expect(new Set(made.map((one) => (one.ok ? one.value.kodeBayar : ''))).size).toBe(1)
  })

  it('that does not add up, or is settled without its settlement, is refused by the database', async () => {
    const { tagihanId } = await makeBill()
    const attempts = [
      sql`insert into payments.rincian (tagihan_id, urutan, label, jumlah) values (${tagihanId}, 9, 'Selundupan', 1)`,
      sql`update payments.tagihan set status = 'lunas' where id = ${tagihanId}`,
      sql`insert into payments.pelunasan (tagihan_id, jumlah, jalur, dibayar_at, dicatat_at, gerbang_transaksi)
        values (${tagihanId}, 1, 'qris', now(), now(), 'x')`,
    ]
    for (const attempt of attempts) await expect(run(database.owner, attempt)).rejects.toThrow()
  })

  it('becomes payable by QRIS and virtual account once the gateway knows it', async () => {
    const { kodeBayar } = await makeBill()
    const visitor = openVisitor(app)
    expect((await visitor.get(`/bayar/${kodeBayar}`)).body).toContain('sedang disiapkan')
    await app.runJob('payments.tell-gateway', {})
    const page = await visitor.get(`/bayar/${kodeBayar}`)
    expect(page.body).toContain('Pindai dengan aplikasi bank')
    expect(page.body).toContain('Rp60.000,50')
    expect(page.body).toContain('Bank Contoh Nusa Peraga')
    expect(page.body).not.toContain('Wahyuni')
    const typed = await visitor.get(`/bayar?kode=${kodeBayar.toLowerCase().replaceAll('-', ' ')}`)
    expect([typed.status, typed.location]).toEqual([303, `/bayar/${kodeBayar}`])
  })

  it('whose day has passed is shown as such at once, and its subject is told', async () => {
    const { kodeBayar } = await makeBill()
    shiftMs += 8 * DAY_MS
    const page = await openVisitor(app).get(`/bayar/${kodeBayar}`)
    expect(page.body).toContain('Jangan bayar dengan kode ini')
    await app.runJob('payments.expire', {})
    expect((await stateOf(kodeBayar)).status).toBe('kedaluwarsa')
    const told = await rows(
      database.owner,
      sql<{ kode: string }>`select o.payload ->> 'kodeBayar' as kode from platform.outbox o
      where o.type = 'payments.tagihan-kedaluwarsa.v1'`,
    )
    expect(told.filter(({ kode }) => kode === kodeBayar)).toHaveLength(1)
  })
})

describe('a message of the gateway', () => {
  it('settles its bill, and the payer is told', async () => {
    const { kodeBayar } = await makeBill()
    expect(await tell({ code: kodeBayar })).toEqual({ status: 200, body: { hasil: 'lunas' } })
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
    const warga = await signIn(app, 'warga')
    expect((await warga.get('/akun/pemberitahuan')).body).toContain(kodeBayar)
    expect((await warga.get(`/bayar/${kodeBayar}`)).body).toContain('Dibayar lewat QRIS')
  })

  it('sent fifty times at once settles once', async () => {
    const { kodeBayar } = await makeBill()
    const body = message({ code: kodeBayar })
    const answers = await Promise.all(Array.from({ length: 50 }, () => call(body)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
  }, 60_000)

  it('about fifty payments of one bill at once settles once, and keeps the others for the treasurer', async () => {
    const { kodeBayar, tagihanId } = await makeBill()
    await Promise.all(Array.from({ length: 50 }, () => tell({ code: kodeBayar })))
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
    const found = await rows(
      database.owner,
      sql<{
        hasil: string
        kali: number
      }>`select p.hasil, count(*)::int as kali from payments.penerimaan p
      where p.tagihan_id = ${tagihanId} group by p.hasil order by p.hasil`,
    )
    expect(found).toEqual([
      { hasil: 'ganda', kali: 49 },
      { hasil: 'lunas', kali: 1 },
    ])
  }, 60_000)

  it('that comes late about a payment in time settles; about a late payment it does not', async () => {
    const [inTime, late] = [await makeBill(), await makeBill()]
    const paidAt = kit.now()
    shiftMs += 8 * DAY_MS
    await app.runJob('payments.expire', {})
    expect((await tell({ code: inTime.kodeBayar, paidAt })).body).toEqual({ hasil: 'lunas' })
    expect((await tell({ code: late.kodeBayar })).body).toEqual({ hasil: 'terlambat' })
    expect(await stateOf(inTime.kodeBayar)).toEqual(SETTLED)
    expect((await stateOf(late.kodeBayar)).status).toBe('kedaluwarsa')
  })

  it('with another amount, an unknown code or a cancelled bill books nothing and is kept', async () => {
    const [less, gone] = [await makeBill(), await makeBill()]
    await payments.cancel(kit.db, officer('loket'), {
      tagihanId: gone.tagihanId,
      alasan: 'Salah hitung',
    })
    expect((await tell({ code: less.kodeBayar, amount: '60000.00' })).body).toEqual({
      hasil: 'jumlah_beda',
    })
    expect((await tell({ code: 'BYR-AAAA-BBBB-C' })).body).toEqual({ hasil: 'tidak_dikenal' })
    expect((await tell({ code: "'; drop table x --" })).body).toEqual({ hasil: 'tidak_dikenal' })
    expect((await tell({ code: gone.kodeBayar })).body).toEqual({ hasil: 'batal' })
    expect(await stateOf(less.kodeBayar)).toEqual(OPEN)
    expect((await stateOf(gone.kodeBayar)).status).toBe('batal')
  })

  it('that tells one transaction in two ways is refused and kept for the treasurer', async () => {
    const [one, two] = [await makeBill(), await makeBill()]
    const transaction = `T-${randomUUID()}`
    expect((await tell({ code: one.kodeBayar, transaction })).status).toBe(200)
    expect((await tell({ code: two.kodeBayar, transaction })).status).toBe(409)
    expect((await tell({ code: one.kodeBayar, transaction, amount: '1.00' })).status).toBe(409)
    expect(await stateOf(two.kodeBayar)).toEqual(OPEN)
    const kept = await rows(
      database.owner,
      sql<{
        jenis: string
      }>`select s.jenis from payments.selisih s where s.gerbang_transaksi = ${transaction}`,
    )
    expect(kept).toEqual([{ jenis: 'bertentangan' }])
  })

  it('that is not signed, signed with another key, changed, or old changes nothing', async () => {
    const { kodeBayar } = await makeBill()
    const body = message({ code: kodeBayar })
    const changed = body.replace('qris', 'va')
    const hostile: readonly (readonly [string, Record<string, string>])[] = [
      [body, { 'content-type': 'application/json' }],
      [body, signed(body, { key: 'kunci-orang-lain-yang-panjang' })],
      [changed, signed(body)],
      [body, signed(body, { at: new Date(kit.now().getTime() - 6 * 60_000) })],
      [body, { ...signed(body), 'webhook-signature': 'v1,' }],
      [body, { ...signed(body), 'webhook-id': 'msg_lain' }],
    ]
    for (const [text, headers] of hostile) expect((await call(text, headers)).status).toBe(401)
    expect(await stateOf(kodeBayar)).toEqual(OPEN)
  })

  it('that is signed but makes no sense is refused as unreadable', async () => {
    const { kodeBayar } = await makeBill()
    const data = {
      transaction: 't',
      code: kodeBayar,
      amount: AMOUNT,
      method: 'qris',
      paidAt: kit.now().toISOString(),
    }
    const wrong = [
      'bukan json',
      '[]',
      JSON.stringify({ type: 'payment.settled' }),
      ...[
        { amount: '-60000.50' },
        { amount: '0.00' },
        { amount: '6e4' },
        { amount: 60_000.5 },
        { paidAt: 'kemarin' },
        { paidAt: new Date(kit.now().getTime() + DAY_MS).toISOString() },
        { transaction: '' },
        { transaction: 'a b' },
        { method: 'tunai' },
      ].map((change) => JSON.stringify({ type: 'payment.settled', data: { ...data, ...change } })),
    ]
    for (const body of wrong) expect([body, (await call(body)).status]).toEqual([body, 400])
    const other = await call(JSON.stringify({ type: 'payment.pending', data: {} }))
    expect(other).toEqual({ status: 200, body: { hasil: 'diabaikan' } })
    expect(await stateOf(kodeBayar)).toEqual(OPEN)
  })
})

describe('cash at the counter', () => {
  it('settles with a receipt, and a payment that comes after it is kept apart', async () => {
    const { kodeBayar } = await makeBill()
    await app.runJob('payments.tell-gateway', {})
    const refused = await payCash(officer('loket'), { kodeBayar, isCounted: false })
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'UANG_BELUM_DITERIMA' }] })
    const paid = await payCash(officer('loket'), { kodeBayar, isCounted: true })
    expect(paid?.ok && paid.value.kuitansiNomor).toMatch(/^KWT-\d{4}-\d{6}-[A-Z]$/)
    const again = await payCash(officer('loket'), { kodeBayar, isCounted: true })
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'TAGIHAN_SUDAH_LUNAS' }] })
    expect((await tell({ code: kodeBayar })).body).toEqual({ hasil: 'ganda' })
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
    await app.runJob('payments.tell-gateway', {})
    const { gerbang } = await oneRow(
      database.owner,
      sql<{
        gerbang: string
      }>`select t.gerbang from payments.tagihan t where t.kode_bayar = ${kodeBayar}`,
    )
    expect(gerbang).toBe('selesai')
  })

  it('gives receipt numbers without gaps, also when twenty pay at once and some are refused', async () => {
    const bills = await Promise.all(Array.from({ length: 20 }, () => makeBill()))
    const twice = [...bills, ...bills.slice(0, 10)]
    await Promise.all(
      twice.map(({ kodeBayar }) => payCash(officer('loket'), { kodeBayar, isCounted: true })),
    )
    const numbers = await rows(
      database.owner,
      sql<{
        urut: number
      }>`select substr(p.kuitansi_nomor, 10, 6)::int as urut from payments.pelunasan p
      where p.kuitansi_nomor is not null order by 1`,
    )
    expect(numbers.length).toBeGreaterThanOrEqual(20)
    expect(numbers.map(({ urut }) => urut)).toEqual(numbers.map((_, index) => index + 1))
  })

  it('and the gateway at the same moment settle once', async () => {
    const { kodeBayar } = await makeBill()
    await Promise.all([
      payCash(officer('loket'), { kodeBayar, isCounted: true }),
      tell({ code: kodeBayar }),
    ])
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
  })
})

describe('money that did not fit', () => {
  const alasan = 'Sudah dibahas dengan pembayar.'
  const stuckOf = async (kode: string) =>
    (
      await oneRow(
        database.owner,
        sql<{
          id: string
        }>`select p.id from payments.penerimaan p where p.kode_bayar = ${kode} and p.hasil <> 'lunas'`,
      )
    ).id

  it('that was late may settle its bill by the treasurer, once', async () => {
    const { kodeBayar } = await makeBill()
    shiftMs += 8 * DAY_MS
    await tell({ code: kodeBayar })
    const id = await stuckOf(kodeBayar)
    const order = { id, cara: 'diterima', alasan }
    expect(await solveStuck(officer('bendahara'), order)).toEqual({ ok: true, value: 'solved' })
    expect(await stateOf(kodeBayar)).toEqual(SETTLED)
    expect(await solveStuck(officer('bendahara'), order)).toMatchObject({
      refusals: [{ code: 'SUDAH_DISELESAIKAN' }],
    })
  })

  it('is shown page by page, the oldest first', async () => {
    const treasurer = await signIn(app, 'bendahara-pupr')
    const first = await treasurer.get('/kerja/pembayaran')
    const next = /href="(\/kerja\/pembayaran\?sesudah=[^"]+)"/.exec(first.body)?.[1] ?? ''
    const second = await treasurer.get(next)
    const idsOf = (body: string) =>
      [...body.matchAll(/penerimaan\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
    expect(idsOf(first.body)).toHaveLength(30)
    expect(idsOf(second.body).length).toBeGreaterThan(10)
    expect(idsOf(second.body).filter((id) => idsOf(first.body).includes(id))).toEqual([])
  })

  it('is shown to the treasurer and not to the clerk, and nothing typed is lost', async () => {
    await run(
      database.owner,
      sql`update payments.penerimaan set penyelesaian = 'dikembalikan', alasan = 'Dibersihkan untuk uji',
        diselesaikan_oleh = ${demoAccountId('bud')}::uuid, diselesaikan_at = now()
      where hasil <> 'lunas' and penyelesaian is null`,
    )
    const { kodeBayar } = await makeBill()
    await tell({ code: kodeBayar, amount: '1.00' })
    const id = await stuckOf(kodeBayar)
    const treasurer = await signIn(app, 'bendahara-pupr')
    expect((await treasurer.get('/kerja')).body).toContain(kodeBayar)
    const desk = await treasurer.get('/kerja/pembayaran')
    expect(desk.body).toContain(kodeBayar)
    const refused = await treasurer.post(`/kerja/pembayaran/penerimaan/${id}`, {
      cara: 'diterima',
      alasan: 'coba',
    })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('>coba<')
    expect(refused.body).toContain('Kembalikan uangnya')
    const solved = await treasurer.post(`/kerja/pembayaran/penerimaan/${id}`, {
      cara: 'dikembalikan',
      alasan,
    })
    expect(solved.status).toBe(303)
    expect((await treasurer.get('/kerja/pembayaran')).body).not.toContain(kodeBayar)
    const clerk = await signIn(app, 'loket')
    expect((await clerk.get('/kerja/pembayaran')).body).not.toContain('tidak cocok')
    const tried = await clerk.post(`/kerja/pembayaran/penerimaan/${id}`, {
      cara: 'dikembalikan',
      alasan,
    })
    expect(tried.status).toBe(403)
  })
})

describe('the counter’s page', () => {
  it('finds a bill by its code, takes cash in one form, and the payer sees who looked', async () => {
    const { kodeBayar } = await makeBill()
    const clerk = await signIn(app, 'loket')
    const found = await clerk.get(`/kerja/pembayaran?kode=${kodeBayar}`)
    expect([found.status, found.location]).toEqual([303, `/kerja/pembayaran/${kodeBayar}`])
    const page = await clerk.get(`/kerja/pembayaran/${kodeBayar}`)
    expect(page.body).toContain('Wahyuni Larasati')
    const refused = await clerk.post(`/kerja/pembayaran/${kodeBayar}/tunai`, {})
    expect([refused.status, refused.body.includes('Centang bahwa uangnya')]).toEqual([422, true])
    const paid = await clerk.post(`/kerja/pembayaran/${kodeBayar}/tunai`, { diterima: 'ya' })
    expect(paid.status).toBe(303)
    const done = await clerk.get(`/kerja/pembayaran/${kodeBayar}`)
    expect(done.body).toMatch(/KWT-\d{4}-\d{6}-[A-Z]/)
    const warga = await signIn(app, 'warga')
    expect((await warga.get('/akun/data-saya')).body).toContain(`Melayani pembayaran ${kodeBayar}`)
    const wrong = await clerk.get('/kerja/pembayaran?kode=BYR-AAAA-AAAA-A')
    expect(wrong.status).toBe(422)
  })
})
