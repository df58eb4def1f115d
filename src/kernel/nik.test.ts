import { describe, expect, it } from 'vitest'
import { tanggal } from './date.ts'
import { looksLikeNik, maskNik, parseNik } from './nik.ts'

// Region 990199 exists nowhere, so no real person can match.
const today = tanggal('2026-11-24')
const demo = { today, allowDemo: true }
const codesOf = (text: string, options = demo) => {
  const result = parseNik(text, options)
  return result.ok ? [] : result.refusals.map(({ code }) => code)
}

describe('parseNik', () => {
  it.each([
    ['9901991708900001', '1990-08-17', 'laki-laki'],
    ['9901995708900001', '1990-08-17', 'perempuan'],
    ['9901990101000001', '2000-01-01', 'laki-laki'],
    ['9901997112990001', '1999-12-31', 'perempuan'],
    ['9901992902000001', '2000-02-29', 'laki-laki'],
    ['9901992411260001', '2026-11-24', 'laki-laki'],
    ['9901992511260001', '1926-11-25', 'laki-laki'],
    ['9901994101270001', '1927-01-01', 'perempuan'],
  ])('reads %s as born %s, %s', (text, birthDate, sex) => {
    expect(parseNik(text, demo)).toEqual({
      ok: true,
      value: { nik: text, wilayah6: '990199', birthDate, sex },
    })
  })

  it('reads digits in groups', () => {
    expect(parseNik(' 9901 9917-0890.0001 ', demo)).toMatchObject({
      value: { nik: '9901991708900001' },
    })
  })

  it.each([
    ['', 'Isi NIK, 16 angka pada KTP atau KK.'],
    ['990199170890001', 'NIK terdiri dari 16 angka; Anda mengisi 15. Salin NIK dari KTP atau KK.'],
    [
      '99019917089000011',
      'NIK terdiri dari 16 angka; Anda mengisi 17. Salin NIK dari KTP atau KK.',
    ],
    [
      '990199170890OOO1',
      'NIK terdiri dari 16 angka; Anda mengisi tanda lain. Salin NIK dari KTP atau KK.',
    ],
  ])('says of %j what is missing', (text, message) => {
    expect(parseNik(text, demo)).toEqual({
      ok: false,
      refusals: [{ code: 'NIK_BUKAN_16_ANGKA', message }],
    })
  })

  it.each(['00', '32', '40', '72', '99'])('refuses day %s', (day) => {
    expect(codesOf(`990199${day}01900001`)).toEqual(['NIK_TANGGAL_LAHIR'])
  })

  it.each(['00', '13'])('refuses month %s', (month) => {
    expect(codesOf(`99019917${month}900001`)).toEqual(['NIK_TANGGAL_LAHIR'])
  })

  it.each(['3002900001', '3104900001', '2902010001', '6902010001'])(
    'refuses the birth date in %s, which no calendar has',
    (tail) => {
      expect(codesOf(`990199${tail}`)).toEqual(['NIK_TANGGAL_LAHIR'])
    },
  )

  it.each([
    ['10', false],
    ['11', true],
    ['96', true],
    ['97', false],
    ['98', false],
    ['00', false],
  ])('of province %s finds the pattern sound: %s', (province, isSound) => {
    expect(codesOf(`${province}00001708900001`)).toEqual(isSound ? [] : ['NIK_KODE_WILAYAH'])
  })

  it('accepts the demo region only where it is allowed', () => {
    expect(parseNik('9901991708900001', { today }).ok).toBe(false)
    expect(parseNik('9901991708900001', { today, allowDemo: false }).ok).toBe(false)
  })

  it('gives every reason at once and repeats no digit', () => {
    const result = parseNik('9801993213900001', { today })
    expect(result).toMatchObject({
      refusals: [{ code: 'NIK_KODE_WILAYAH' }, { code: 'NIK_TANGGAL_LAHIR' }],
    })
    expect(JSON.stringify(result)).not.toMatch(/9801|3213|0001/)
  })
})

describe('maskNik', () => {
  it('shows four digits, and neither birth date nor region', () => {
    const parsed = parseNik('9901991708904321', demo)
    expect(parsed.ok && maskNik(parsed.value.nik)).toBe('••••••••••••4321')
  })
})

describe('looksLikeNik', () => {
  it.each([
    ['9901995708900001', true],
    ['3201993102900001', true],
    ['1001991708900001', false],
    ['3201994008900001', false],
    ['3201991713900001', false],
  ])('of %s says %s', (digits, expected) => {
    expect(looksLikeNik(digits)).toBe(expected)
  })
})
