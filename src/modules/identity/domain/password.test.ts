import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMON_COUNT, COMMON_LONG_COUNT, isCommonPassword } from './common-passwords.ts'
import { checkPassword } from './password.ts'

const codesOf = (password: string, kind: 'citizen' | 'officer' = 'citizen', own: string[] = []) =>
  checkPassword({ password, kind, ownWords: own }).map(({ code }) => code)

describe('checkPassword', () => {
  it.each([
    ['', 'citizen', ['SANDI_KOSONG']],
    ['k7m-tqz', 'citizen', ['SANDI_TERLALU_PENDEK']],
    ['k7m-tqzw', 'citizen', []],
    ['k7m-tqzwpx9', 'officer', ['SANDI_TERLALU_PENDEK']],
    ['k7m-tqzwpx9r', 'officer', []],
    ['🌾🌾🌽🍚🦆🐃🌴🏡', 'citizen', []],
    ['x'.repeat(60) + 'y'.repeat(68), 'citizen', []],
    ['x'.repeat(60) + 'y'.repeat(69), 'citizen', ['SANDI_TERLALU_PANJANG']],
  ] as const)('measures "%s" for a %s', (password, kind, codes) => {
    expect(codesOf(password, kind)).toEqual(codes)
  })

  it('asks for no kinds of signs: any composition of enough characters is taken', () => {
    for (const password of ['gelas biru kuda lari', 'KUDALARIGELAS', '8261940375', '§±€£¥¢¿¡'])
      expect(codesOf(password)).toEqual([])
  })

  it.each([
    ['SitiAminah!9x', ['Siti Aminah']],
    ['budi.s-gerobak', ['budi.s@contoh.id']],
    ['xx081100001122', ['+6281100001122']],
    ['a9901014101900001', ['9901014101900001']],
    ['loket-meja-kursi', ['loket']],
  ])('refuses %s that holds the owner’s own data', (password, own) => {
    expect(codesOf(password, 'citizen', own)).toContain('SANDI_MEMUAT_DATA_DIRI')
  })

  it('lets short parts of a name pass: "Ani" is in many words', () => {
    expect(codesOf('organisasi taman', 'citizen', ['Ani Wu'])).toEqual([])
  })
})

describe('isCommonPassword', () => {
  it('knows at least three thousand passwords that are long enough to be chosen (ASVS 6.2.4)', () => {
    expect(COMMON_LONG_COUNT).toBeGreaterThanOrEqual(3_000)
    expect(COMMON_COUNT).toBeGreaterThan(COMMON_LONG_COUNT)
  })

  it.each([
    'password',
    'Password123',
    'P4ssw0rd123',
    'bismillah',
    'Rahasia123',
    'sayangku123',
    'indonesia1945',
    'qwerty12345',
    '1qaz2wsx',
    '12345678',
    '87654321',
    'aaaaaaaa',
    '123123123',
    'abc123456',
    'pendopo2026',
    'admin1234',
    '17081945',
    '19450817',
    '17-08-1945',
    'K0minf0123',
  ])('knows %s', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it.each(['pendopo-demo', 'gelas biru kuda lari', '8261940375', 'tqzwk7mp', '31-02-x'])(
    'lets %s pass',
    (password) => {
      expect(isCommonPassword(password)).toBe(false)
    },
  )

  it('does not care about capitals', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        expect(isCommonPassword(text.toUpperCase().toLowerCase())).toBe(
          isCommonPassword(text.toLowerCase()),
        )
      }),
    )
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
        expect(typeof isCommonPassword(text)).toBe('boolean')
      }),
    )
  })
})
