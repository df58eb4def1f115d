import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { maskContact, parseContact, parseName, readIdentifier } from './contact.ts'
import { decideDataRequest } from './data-requests.ts'
import { deviceLabel } from './device-label.ts'
import { decideRegistration, type RegistrationForm } from './registration.ts'
import { isUnusedStep, normalRecoveryCode, recoveryCode } from './second-factor.ts'
import { codeFromBytes, decideCode, digitsOf } from './verification.ts'

const form: RegistrationForm = {
  nama: '  Siti   Aminah ',
  kontak: '0811-0000-112',
  nik: '',
  sandi: 'gelas biru kuda',
  sandiUlang: 'gelas biru kuda',
}
const decide = (change: Partial<RegistrationForm>, allowDemo = true) =>
  decideRegistration({ form: { ...form, ...change }, today: tanggal('2026-11-25'), allowDemo })
const codesOf = (change: Partial<RegistrationForm>, allowDemo = true) => {
  const result = decide(change, allowDemo)
  return result.ok ? [] : result.refusals.map(({ code, field }) => `${field}: ${code}`)
}

describe('decideRegistration', () => {
  it('takes a name, one contact and a password; the NIK may wait', () => {
    expect(decide({})).toEqual({
      ok: true,
      value: {
        nama: 'Siti Aminah',
        contact: { channel: 'sms', phone: '+628110000112' },
        password: form.sandi,
      },
    })
  })

  it('names every field that needs mending, all at once', () => {
    expect(codesOf({ nama: '', kontak: '', nik: '12', sandi: 'q7z', sandiUlang: 'q7y' })).toEqual([
      'nama: NAMA_KOSONG',
      'kontak: KONTAK_KOSONG',
      'nik: NIK_BUKAN_16_ANGKA',
      'sandi: SANDI_TERLALU_PENDEK',
      'sandi-ulang: SANDI_ULANG_BERBEDA',
    ])
  })

  it('takes the invented region of demo data only in demo mode', () => {
    expect(codesOf({ nik: '9901014101900001' })).toEqual([])
    expect(codesOf({ nik: '9901014101900001' }, false)).toEqual(['nik: NIK_KODE_WILAYAH'])
  })

  it('refuses a password that holds the NIK or the number', () => {
    expect(
      codesOf({
        nik: '9901014101900001',
        sandi: 'x9901014101900001',
        sandiUlang: 'x9901014101900001',
      }),
    ).toEqual(['sandi: SANDI_MEMUAT_DATA_DIRI'])
  })
})

describe('contacts', () => {
  it.each([
    ['Budi@Contoh.ID', 'budi@contoh.id'],
    [' a+b@x.go.id ', undefined],
    ['a@b', undefined],
    ['a b@contoh.id', undefined],
    ['@contoh.id', undefined],
  ])('reads the address %s', (typed, email) => {
    const result = parseContact(typed)
    if (typed.trim() === 'a+b@x.go.id')
      expect(result.ok && result.value).toEqual({ channel: 'email', email: 'a+b@x.go.id' })
    else expect(result.ok && 'email' in result.value ? result.value.email : undefined).toBe(email)
  })

  it('hides most of a contact', () => {
    const email = parseContact('budi@contoh.id')
    expect(email.ok && maskContact(email.value)).toBe('b•••@contoh.id')
    const phone = parseContact('08110000112')
    expect(phone.ok && maskContact(phone.value)).not.toContain('0811')
  })

  it('takes whatever is typed at sign-in without refusing its shape', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(['sms', 'email', 'username']).toContain(readIdentifier(text).channel)
      }),
    )
    expect(readIdentifier('0811 0000 112')).toEqual({ channel: 'sms', phone: '+628110000112' })
    expect(readIdentifier(' Kades ')).toEqual({ channel: 'username', username: 'kades' })
  })

  it.each(['Ni Luh Ketut Ayu', 'R.A. Kartini, S.H.', "O'Neill", 'Ñandú-Müller'])(
    'takes the name %s',
    (name) => {
      expect(parseName(name)).toEqual({ ok: true, value: name })
    },
  )

  it.each(['<b>x</b>', 'user1', '=cmd()', ''])('refuses %s as a name', (name) => {
    expect(parseName(name).ok).toBe(false)
  })
})

describe('verification codes', () => {
  const state = { triesBefore: 0, expiresMs: 1_000, isUsed: false }

  it('takes a right code until it has expired, was used or was tried three times', () => {
    expect(decideCode(state, true, 999).ok).toBe(true)
    expect(decideCode(state, true, 1_000).ok).toBe(false)
    expect(decideCode({ ...state, isUsed: true }, true, 0).ok).toBe(false)
    expect(decideCode({ ...state, triesBefore: 2 }, true, 0).ok).toBe(true)
    expect(decideCode({ ...state, triesBefore: 3 }, true, 0).ok).toBe(false)
  })

  it('says how many tries are left, and asks for a new code after the third', () => {
    const codes = [0, 1, 2].map((triesBefore) => {
      const result = decideCode({ ...state, triesBefore }, false, 0)
      return result.ok ? '' : result.refusals[0]?.code
    })
    expect(codes).toEqual(['KODE_SALAH', 'KODE_SALAH', 'KODE_HABIS'])
  })

  it('are six digits from any bytes, and are read with the spaces people type', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
        expect(codeFromBytes(bytes)).toMatch(/^\d{6}$/)
      }),
    )
    expect(digitsOf(' 123-456 ')).toBe('123456')
  })
})

describe('second factors', () => {
  it('take a time step only once and never an older one', () => {
    expect(isUnusedStep(11, 10)).toBe(true)
    expect(isUnusedStep(10, 10)).toBe(false)
    expect(isUnusedStep(9, 10)).toBe(false)
  })

  it('make recovery codes that can be read from paper and typed in any case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const code = recoveryCode(bytes)
        expect(code).toMatch(/^[2-9a-hjkmnp-tv-z]{5}-[2-9a-hjkmnp-tv-z]{5}$/)
        expect(normalRecoveryCode(` ${code.toUpperCase()} `)).toBe(code.replace('-', ''))
      }),
    )
  })
})

describe('deviceLabel', () => {
  it.each([
    [
      'Mozilla/5.0 (Linux; Android 13; SM-A042F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0',
      'Firefox, Windows',
    ],
    ['', 'Peramban lain'],
    ['<script>', 'Peramban lain'],
  ])('names the device of "%s"', (userAgent, label) => {
    expect(deviceLabel(userAgent)).toBe(label)
  })
})

describe('decideDataRequest', () => {
  const request = {
    jenis: 'koreksi',
    bidang: 'nama',
    isi: 'Nama di KTP: Siti',
    hasOpenRequest: false,
  } as const

  it('takes a correction or an erasure with a reason', () => {
    expect(decideDataRequest(request).ok).toBe(true)
    const erasure = decideDataRequest({ ...request, jenis: 'hapus' })
    expect(erasure.ok && erasure.value.bidang).toBe(null)
  })

  it('refuses a second open request, an empty text, and a NIK written into it', () => {
    const codes = (change: object) => {
      const result = decideDataRequest({ ...request, ...change })
      return result.ok ? [] : result.refusals.map(({ code }) => code)
    }
    expect(codes({ hasOpenRequest: true })).toEqual(['PERMINTAAN_SUDAH_ADA'])
    expect(codes({ isi: ' ' })).toEqual(['ISI_KOSONG'])
    expect(codes({ isi: 'NIK saya 9901 0141 0190 0001' })).toEqual(['NIK_DI_ISIAN'])
  })
})
