import { describe, expect, it } from 'vitest'
import { decideDispute, decideVerdict } from './sanggahan.ts'

const codes = (result: ReturnType<typeof decideDispute> | ReturnType<typeof decideVerdict>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

describe('saying that a register is wrong', () => {
  const form = {
    sistem: 'dukcapil',
    field: 'alamat',
    registerValue: 'DUSUN SEKAR',
    claimed: ' Dusun Tegal 4 ',
  } as const

  it('takes another value than the register has', () => {
    expect(decideDispute(form)).toEqual({ ok: true, value: 'Dusun Tegal 4' })
  })

  it.each([
    [{ claimed: '  ' }, ['NILAI_SANGGAHAN_KOSONG']],
    [{ claimed: 'x'.repeat(301) }, ['NILAI_SANGGAHAN_PANJANG']],
    [{ claimed: 'dusun sekar' }, ['NILAI_SANGGAHAN_SAMA']],
    [{ field: 'gaji' }, ['BIDANG_SANGGAHAN_TIDAK_DIKENAL']],
    [{ field: 'kbli', claimed: '' }, ['BIDANG_SANGGAHAN_TIDAK_DIKENAL', 'NILAI_SANGGAHAN_KOSONG']],
  ])('refuses %j with every reason', (change, expected) => {
    expect(codes(decideDispute({ ...form, ...change }))).toEqual(expected)
  })
})

describe('deciding on it', () => {
  it('takes a decision with its reason', () => {
    expect(decideVerdict({ hasil: 'diterima', alasan: ' Cocok dengan KK asli. ' })).toEqual({
      ok: true,
      value: { hasil: 'diterima', alasan: 'Cocok dengan KK asli.' },
    })
  })

  it('refuses a missing choice and a missing reason at once', () => {
    expect(codes(decideVerdict({ hasil: '', alasan: 'ya' }))).toEqual([
      'PUTUSAN_SANGGAHAN',
      'ALASAN_SANGGAHAN',
    ])
  })
})
