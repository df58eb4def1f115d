import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc16 } from '../../../kernel/crc16.ts'
import { sen } from '../../../kernel/money.ts'
import { readQrisAmount } from './qris.ts'
import { decideCash, decideStuck, judgeReceipt } from './receipt.ts'
import { decideBill, type TagihanStatus } from './tagihan.ts'
import { readSignedHeaders } from './webhook.ts'

const NOW = new Date('2026-11-26T01:00:00Z')
const LATER = new Date('2026-12-03T01:00:00Z')
const codesOf = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.refusals ?? []).map(({ code }) => code)

describe('a bill', () => {
  const form = {
    judul: 'Retribusi pemakaian lapangan',
    lines: [['Sewa dua jam', sen(5_000_000n)]],
    sampai: LATER,
    namaPembayar: 'Wahyuni',
  } as const

  it('is the sum of its lines, to the sen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 }),
        (amounts) => {
          const lines = amounts.map((amount) => ['Baris', sen(amount)] as const)
          expect(decideBill({ ...form, lines }, NOW)).toEqual({
            ok: true,
            value: amounts.reduce((sum, one) => sum + one, 0n),
          })
        },
      ),
    )
  })

  it.each([
    ['nothing', { lines: [] }, ['TAGIHAN_NOL']],
    ['zero', { lines: [['Gratis', sen(0n)]] }, ['TAGIHAN_NOL']],
    [
      'a line below zero',
      {
        lines: [
          ['Pokok', sen(100n)],
          ['Potongan', sen(-100n)],
        ],
      },
      ['TAGIHAN_RINCIAN'],
    ],
    ['a line without words', { lines: [['', sen(100n)]] }, ['TAGIHAN_RINCIAN']],
    [
      'no title and a day that is over',
      { sampai: NOW, judul: ' ' },
      ['TAGIHAN_JUDUL', 'TAGIHAN_SAMPAI'],
    ],
    [
      'no day and no payer',
      { sampai: new Date(Number.NaN), namaPembayar: '' },
      ['TAGIHAN_SAMPAI', 'TAGIHAN_PEMBAYAR'],
    ],
  ] as const)('of %s is refused with every reason', (_what, change, expected) => {
    expect(codesOf(decideBill({ ...form, ...(change as object) }, NOW))).toEqual(expected)
  })
})

const bill = (status: TagihanStatus) => ({ status, jumlah: sen(5_000_000n), sampai: NOW })
const paid = (change: object = {}) => ({ jumlah: sen(5_000_000n), dibayarAt: NOW, ...change })

describe('money that arrived', () => {
  it.each([
    ['a code nobody knows', undefined, {}, 'tidak_dikenal'],
    ['an open bill', 'belum', {}, 'lunas'],
    ['a bill whose day passed after the payment', 'kedaluwarsa', {}, 'lunas'],
    ['a bill a moment too late', 'belum', { dibayarAt: new Date(NOW.getTime() + 1) }, 'terlambat'],
    ['a bill days too late', 'kedaluwarsa', { dibayarAt: LATER }, 'terlambat'],
    ['a settled bill', 'lunas', {}, 'ganda'],
    ['a settled bill with another amount', 'lunas', { jumlah: sen(1n) }, 'ganda'],
    ['a cancelled bill', 'batal', {}, 'batal'],
    ['a bill of more', 'belum', { jumlah: sen(4_999_999n) }, 'jumlah_beda'],
    ['a bill of less', 'belum', { jumlah: sen(5_000_001n), dibayarAt: LATER }, 'jumlah_beda'],
  ] as const)('for %s, %s, is judged by rule', (_what, status, change, outcome) => {
    const held = status === undefined ? undefined : bill(status)
    expect(judgeReceipt(held, paid(change))).toBe(outcome)
  })

  it.each([
    ['belum', []],
    ['lunas', ['TAGIHAN_SUDAH_LUNAS']],
    ['batal', ['TAGIHAN_BATAL']],
    ['kedaluwarsa', ['TAGIHAN_KEDALUWARSA']],
  ] as const)('in cash on a bill that is %s: %j', (status, expected) => {
    expect(codesOf(decideCash(bill(status), NOW))).toEqual(expected)
  })

  it('in cash after the day has passed is refused', () => {
    expect(codesOf(decideCash(bill('belum'), LATER))).toEqual(['TAGIHAN_KEDALUWARSA'])
  })

  it('settles late only where it fits an unpaid bill; the rest goes back', () => {
    const alasan = 'Sudah dibahas dengan pembayar.'
    const decide = (
      outcome: Parameters<typeof decideStuck>[1]['outcome'],
      status?: TagihanStatus,
    ) =>
      codesOf(
        decideStuck(
          { cara: 'diterima', alasan },
          { outcome, bill: status === undefined ? undefined : bill(status) },
        ),
      )
    expect(decide('terlambat', 'kedaluwarsa')).toEqual([])
    expect(decide('terlambat', 'lunas')).toEqual(['TIDAK_DAPAT_DITERIMA'])
    expect(decide('ganda', 'belum')).toEqual(['TIDAK_DAPAT_DITERIMA'])
    expect(decide('tidak_dikenal')).toEqual(['TIDAK_DAPAT_DITERIMA'])
    const back = decideStuck(
      { cara: 'dikembalikan', alasan },
      { outcome: 'tidak_dikenal', bill: undefined },
    )
    expect(back).toEqual({ ok: true, value: { cara: 'dikembalikan', alasan } })
    const empty = decideStuck({ cara: '', alasan: '' }, { outcome: 'ganda', bill: undefined })
    expect(codesOf(empty)).toEqual(['CARA_PENYELESAIAN', 'ALASAN_PENYELESAIAN'])
  })
})

describe('a payment QR text', () => {
  const field = (tag: string, value: string) =>
    `${tag}${String(value.length).padStart(2, '0')}${value}`
  const code = (fields: string) => `${fields}6304${crc16(`${fields}6304`)}`
  const sound = field('00', '01') + field('53', '360') + field('54', '50000') + field('58', 'ID')

  it('tells its amount when it is whole and in rupiah', () => {
    expect(readQrisAmount(code(sound))).toBe(5_000_000n)
    expect(readQrisAmount(code(sound.replace('540550000', field('54', '50000.50'))))).toBe(
      5_000_050n,
    )
  })

  it.each([
    ['a changed amount', code(sound).replace('50000', '60000')],
    ['another currency', code(sound.replace('360', '840'))],
    ['no amount', code(field('00', '01') + field('53', '360') + field('58', 'INDONESIA'))],
    ['an amount that comes twice', code(sound + field('54', '1'))],
    ['a length that leads beyond the end', code(`${sound}6299ABC`)],
    ['a script', '<script>alert(1)</script>'],
    ['nothing', ''],
  ])('with %s is none', (_what, text) => {
    expect(readQrisAmount(text)).toBeUndefined()
  })

  it('never throws for what a gateway may send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        expect(readQrisAmount(text)).toBeUndefined()
      }),
    )
  })
})

describe('headers of a signed message', () => {
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(NOW.getTime() / 1000),
    'webhook-signature': 'v2,zzz v1,abc= v1,def=',
  }

  it('are read with every signature of the known kind', () => {
    expect(readSignedHeaders(headers, NOW)?.signatures).toEqual(['abc=', 'def='])
  })

  it.each([
    [{ 'webhook-id': undefined }],
    [{ 'webhook-timestamp': 'kemarin' }],
    [{ 'webhook-timestamp': String(NOW.getTime() / 1000 - 301) }],
    [{ 'webhook-timestamp': String(NOW.getTime() / 1000 + 301) }],
    [{ 'webhook-signature': 'v2,abc' }],
    [{ 'webhook-signature': `v1,${'a'.repeat(2_000)}` }],
  ])('with %j are refused', (change) => {
    expect(readSignedHeaders({ ...headers, ...change }, NOW)).toBeUndefined()
  })
})
