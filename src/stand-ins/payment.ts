import { createHmac, timingSafeEqual } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc16 } from '../kernel/crc16.ts'
import {
  notFound,
  readObject,
  type StandIn,
  type StandInAnswer,
  type StandInRequest,
} from './stand-in.ts'

export type Settlement = Readonly<{
  transaction: string
  code: string
  amount: string
  method: 'qris' | 'va'
  paidAt: string
}>

/** A signed message as it goes to whoever asked for the bill. */
export type Callback = Readonly<{ headers: Readonly<Record<string, string>>; body: string }>

export type PaymentOptions = Readonly<{
  /** Shared with the one who asks: bearer of calls, key of signatures. */
  key: string
  now: () => Date
  newId: () => string
  /** Brings a message to its receiver. */
  deliver: (message: Callback) => Promise<void>
  /** Settlements are kept here across restarts; in memory alone when left out. */
  file?: string
}>

export type PaymentStandIn = StandIn &
  Readonly<{
    /** What a payer's bank would do: settle, and tell. Also for codes and amounts that were never asked for. */
    pay: (payment: Pick<Settlement, 'code' | 'amount' | 'method'>) => Promise<Settlement>
  }>

const PAGE = 100

/** A payment gateway: makes QR text and account numbers for bills, settles, tells by signed messages, lists. */
export function openPayment(options: PaymentOptions): PaymentStandIn {
  const settled = readSettled(options.file)
  const pay: PaymentStandIn['pay'] = async (payment) => {
    const paid = {
      ...payment,
      transaction: `TRX-${options.newId()}`,
      paidAt: options.now().toISOString(),
    }
    settled.push(paid)
    keep(options.file, paid)
    await options.deliver(sign(options, { type: 'payment.settled', data: paid }))
    return paid
  }
  return {
    name: 'payment',
    pay,
    answer: async (request): Promise<StandInAnswer> => {
      if (!isKnown(options.key, request.headers.authorization))
        return { status: 401, body: { message: 'Unauthorized' } }
      const { method, path, query } = request
      if (method === 'POST') return post(pay, request)
      return path === '/settlements' ? listSettled(settled, query) : notFound
    },
  }
}

async function post(
  pay: PaymentStandIn['pay'],
  { path, body }: StandInRequest,
): Promise<StandInAnswer> {
  const sent = readObject(body) ?? {}
  if (path === '/bills') return makeBill(sent)
  if (path === '/simulate') return simulate(pay, sent)
  const [, ref] = /^\/bills\/([\w-]{1,60})\/cancel$/.exec(path) ?? []
  return ref === undefined ? notFound : { status: 200, body: { ref, state: 'cancelled' } }
}

function makeBill({ code, amount }: Readonly<Record<string, unknown>>): StandInAnswer {
  if (typeof code !== 'string' || typeof amount !== 'string' || !/^\d{1,15}\.\d{2}$/.test(amount))
    return { status: 422, body: { message: 'code and amount are needed' } }
  return {
    status: 201,
    body: {
      ref: `BIL-${code}`,
      qris: qrisText(code, amount),
      va: { bank: 'Bank Contoh Nusa Peraga', number: accountNumber(code) },
    },
  }
}

async function simulate(
  pay: PaymentStandIn['pay'],
  { code, amount, method }: Readonly<Record<string, unknown>>,
): Promise<StandInAnswer> {
  if (typeof code !== 'string' || typeof amount !== 'string')
    return { status: 422, body: { message: 'code and amount are needed' } }
  return { status: 200, body: await pay({ code, amount, method: method === 'va' ? 'va' : 'qris' }) }
}

function listSettled(settled: readonly Settlement[], query: URLSearchParams): StandInAnswer {
  const [from, to, after] = ['from', 'to', 'after'].map((name) => query.get(name) ?? '')
  const found = settled.filter(
    ({ paidAt }) => paidAt >= (from ?? '') && (to === '' || paidAt < (to ?? '')),
  )
  const start = after === '' ? 0 : found.findIndex((one) => one.transaction === after) + 1
  const items = found.slice(start, start + PAGE)
  const next = start + PAGE < found.length ? (items.at(-1)?.transaction ?? null) : null
  return { status: 200, body: { items, next } }
}

/** Standard Webhooks: HMAC-SHA-256 over id, time and body. */
function sign({ key, now, newId }: PaymentOptions, message: object): Callback {
  const body = JSON.stringify(message)
  const id = `msg_${newId()}`
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    },
    body,
  }
}

function isKnown(key: string, authorization = ''): boolean {
  const [given, wanted] = [authorization, `Bearer ${key}`].map((text) =>
    createHmac('sha256', key).update(text).digest(),
  )
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted)
}

const field = (tag: string, value: string) =>
  `${tag}${String(value.length).padStart(2, '0')}${value}`

/** A merchant-presented code after EMVCo with a merchant that exists nowhere: no bank takes it. */
function qrisText(code: string, amount: string): string {
  const text = [
    field('00', '01'),
    field('01', '12'),
    field('26', field('00', 'ID.PENDOPO.CONTOH') + field('01', '999900000000000')),
    field('52', '9399'),
    field('53', '360'),
    field('54', amount.replace(/\.00$/, '')),
    field('58', 'ID'),
    field('59', 'KAS DAERAH CONTOH'),
    field('60', 'KOTA JATI'),
    field('62', field('01', code.replaceAll('-', '').slice(0, 25))),
    '6304',
  ].join('')
  return text + crc16(text)
}

/** Sixteen digits that begin with the demo's own prefix. */
function accountNumber(code: string): string {
  let number = 0n
  for (const character of code)
    number = (number * 37n + BigInt(character.charCodeAt(0))) % 10n ** 12n
  return `9901${String(number).padStart(12, '0')}`
}

function readSettled(file: string | undefined): Settlement[] {
  if (file === undefined || !existsSync(file)) return []
  // A line that was cut off by a crash is left out, like a bank's message that never came.
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const row = readObject(line)
      return row === undefined ? [] : [row as Settlement]
    })
}

function keep(file: string | undefined, settlement: Settlement): void {
  if (file === undefined) return
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  appendFileSync(file, `${JSON.stringify(settlement)}\n`, { mode: 0o600 })
}
