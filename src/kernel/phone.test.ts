import { describe, expect, it } from 'vitest'
import { formatPhone, maskPhone, type Phone, parsePhone } from './phone.ts'

describe('parsePhone', () => {
  it.each([
    '08110000112',
    '0811-0000-112',
    '0811 0000 112',
    '0811.0000.112',
    '(0811) 0000-112',
    '0811\u20130000\u2013112',
    '+628110000112',
    '+62 811-0000-112',
    '+62 (0)811 0000 112',
    '628110000112',
    '00628110000112',
    '8110000112',
    '  08110000112\n',
  ])('reads %j', (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: '+628110000112' })
  })

  it.each([
    ['', 'TELEPON_KOSONG'],
    ['nol delapan', 'TELEPON_TIDAK_TERBACA'],
    ['08110000112 / 08110000113', 'TELEPON_TIDAK_TERBACA'],
    ['0811+0000112', 'TELEPON_TIDAK_TERBACA'],
    ['0'.repeat(100_000), 'TELEPON_TIDAK_TERBACA'],
    ['0411123456', 'TELEPON_BUKAN_SELULER'],
    ['+6581234567', 'TELEPON_BUKAN_SELULER'],
    ['+8110000112', 'TELEPON_BUKAN_SELULER'],
    ['08000000112', 'TELEPON_BUKAN_SELULER'],
    ['112', 'TELEPON_BUKAN_SELULER'],
    ['081100001', 'TELEPON_SALAH_PANJANG'],
    ['08110000112233', 'TELEPON_SALAH_PANJANG'],
  ])('refuses %.20j with %s', (text, code) => {
    expect(parsePhone(text)).toMatchObject({ ok: false, refusals: [{ code }] })
  })

  it.each(['0811000011', '0811000011223'])('accepts the boundary length of %s', (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: `+62${text.slice(1)}` })
  })

  it('says how many digits were given', () => {
    expect(parsePhone('081100001')).toMatchObject({
      refusals: [{ message: expect.stringContaining('Anda mengisi 9.') }],
    })
  })
})

describe('showing a number', () => {
  it('groups it as people write it', () => {
    expect(formatPhone('+628110000112' as Phone)).toBe('0811-0000-112')
    expect(formatPhone('+62811000011223' as Phone)).toBe('0811-0000-11223')
  })

  it('masks all but three digits', () => {
    expect(maskPhone('+628110000112' as Phone)).toBe('••••-••••-112')
  })
})
