import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideProof,
  type LookAlike,
  mayGoWithoutProof,
  mirrorDhash,
  type ProofFacts,
} from './proof.ts'

const NOW = new Date('2026-11-25T05:00:00Z')
const CASE = { lat: -7.6, lon: 110.8 }
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
/** A point so many metres north of the case. */
const north = (metres: number, accuracyM = 8) => ({
  lat: CASE.lat + metres / 111_195,
  lon: CASE.lon,
  accuracyM,
})

const GOOD: ProofFacts = {
  now: NOW,
  rules: { radiusM: 150, accuracyMaxM: 100, ageMs: 1_800_000, offlineAgeMs: 86_400_000 },
  nonce: { kind: 'known', issuedAt: minutes(-3), isOffline: false, isUsed: false },
  way: 'kamera',
  hasNonceInside: true,
  hasCameraData: false,
  takenAt: minutes(-1),
  position: north(20),
  place: { kind: 'point', point: CASE },
  isBlank: false,
  editMarks: [],
  lookAlikes: [],
}

const FILE: ProofFacts = { ...GOOD, way: 'berkas', hasNonceInside: false, hasCameraData: true }
const OFFLINE = {
  kind: 'known',
  issuedAt: minutes(-20 * 60),
  isOffline: true,
  isUsed: false,
} as const

const ALIKE: LookAlike = {
  fotoId: 'f',
  laporanId: 'l',
  nomor: 'ADU-2026-000007-X',
  isNamable: true,
  isSameCase: false,
  phashBits: 2,
  dhashBits: 3,
  isMirrored: false,
}

const codesOf = (facts: ProofFacts) => {
  const decision = decideProof(facts)
  return decision.ok ? [] : decision.refusals.map((one) => one.code)
}
const sentenceOf = (facts: ProofFacts) => {
  const decision = decideProof(facts)
  return decision.ok ? '' : decision.refusals.map((one) => one.message).join(' ')
}

describe('a proof', () => {
  it('taken on our page, in time and at the place, is accepted with its distance', () => {
    const decision = decideProof(GOOD)
    expect(decision.ok && decision.value).toMatchObject({ distanceM: 20, isOffline: false })
  })

  it.each<[string, Partial<ProofFacts>, string[]]>([
    ['a number that was never given', { nonce: { kind: 'unknown' } }, ['BUKTI_KODE_TIDAK_SAH']],
    [
      'a number used before',
      { nonce: { ...OFFLINE, isOffline: false, issuedAt: minutes(-3), isUsed: true } },
      ['BUKTI_KODE_TERPAKAI'],
    ],
    [
      'a number too old',
      { nonce: { kind: 'known', issuedAt: minutes(-31), isOffline: false, isUsed: false } },
      ['BUKTI_KODE_KEDALUWARSA'],
    ],
    ['a picture without the number inside', { hasNonceInside: false }, ['BUKTI_BUKAN_DARI_KAMERA']],
    ['camera data our page never writes', { hasCameraData: true }, ['BUKTI_BUKAN_DARI_KAMERA']],
    ['no position', { position: undefined }, ['BUKTI_TANPA_POSISI']],
    ['a vague position', { position: north(10, 800) }, ['BUKTI_POSISI_KASAR']],
    ['a place far away', { position: north(400) }, ['BUKTI_TERLALU_JAUH']],
    [
      'another village than the case’s',
      { place: { kind: 'area', name: 'Desa Wonosekar', isInside: false } },
      ['BUKTI_DI_LUAR_WILAYAH'],
    ],
    ['nothing to be seen', { isBlank: true }, ['BUKTI_KOSONG']],
    [
      'a mark of an editor',
      { editMarks: [{ kind: 'program-penyunting', found: 'Snapseed' }] },
      ['BUKTI_DISUNTING'],
    ],
    ['a picture of another case', { lookAlikes: [ALIKE] }, ['BUKTI_PERNAH_DIPAKAI']],
    [
      'a picture of this case',
      { lookAlikes: [{ ...ALIKE, isSameCase: true }] },
      ['BUKTI_SAMA_DENGAN_LAPORAN_INI'],
    ],
  ])('with %s is refused', (_what, change, codes) => {
    expect(codesOf({ ...GOOD, ...change })).toEqual(codes)
  })

  it.each<[string, Partial<ProofFacts>, string[]]>([
    ['no time in the file', { takenAt: undefined }, ['BUKTI_TANPA_WAKTU']],
    ['a time before the page', { takenAt: minutes(-60) }, ['BUKTI_DI_LUAR_WAKTU']],
    ['a time to come', { takenAt: minutes(20) }, ['BUKTI_DI_LUAR_WAKTU']],
    ['no camera named', { hasCameraData: false }, ['BUKTI_BUKAN_DARI_KAMERA']],
    ['a time just before the page, as clocks go', { takenAt: minutes(-7) }, []],
  ])('from a file field with %s: %s', (_what, change, codes) => {
    expect(codesOf({ ...FILE, ...change })).toEqual(codes)
  })

  it.each<[string, Partial<ProofFacts>, string[]]>([
    ['taken in time, sent hours later', { takenAt: minutes(-600) }, []],
    ['without its time', { takenAt: undefined }, ['BUKTI_TANPA_WAKTU']],
    ['taken before the number was fetched', { takenAt: minutes(-1_400) }, ['BUKTI_DI_LUAR_WAKTU']],
    [
      'sent two days later',
      { nonce: { ...OFFLINE, issuedAt: minutes(-2_900) }, takenAt: minutes(-2_800) },
      ['BUKTI_KODE_KEDALUWARSA'],
    ],
  ])('without a signal, %s', (_what, change, codes) => {
    expect(codesOf({ ...GOOD, nonce: OFFLINE, ...change })).toEqual(codes)
  })

  it('gives the phone’s uncertainty the benefit of the doubt, not more', () => {
    expect(codesOf({ ...GOOD, position: north(200, 60) })).toEqual([])
    expect(codesOf({ ...GOOD, position: north(300, 60) })).toEqual(['BUKTI_TERLALU_JAUH'])
    expect(sentenceOf({ ...GOOD, position: north(1_260) })).toContain('1,3 km dari lokasi laporan')
  })

  it('names the earlier case only to whom it may be named', () => {
    expect(sentenceOf({ ...GOOD, lookAlikes: [ALIKE] })).toContain(ALIKE.nomor)
    const hidden = { ...ALIKE, isNamable: false }
    expect(sentenceOf({ ...GOOD, lookAlikes: [hidden] })).not.toContain(ALIKE.nomor)
    const near = { ...hidden, phashBits: 9, dhashBits: 30 }
    const accepted = decideProof({ ...GOOD, lookAlikes: [near] })
    expect(JSON.stringify(accepted)).not.toContain(ALIKE.nomor)
  })

  it('that looks alike by one fingerprint only is shown to the second person, not refused', () => {
    const decision = decideProof({
      ...GOOD,
      lookAlikes: [{ ...ALIKE, phashBits: 9, dhashBits: 25 }],
    })
    expect(decision.ok && decision.value.lookAlikes).toEqual([
      { fotoId: 'f', nomor: ALIKE.nomor, bits: 9 },
    ])
  })

  it('hears every reason at once', () => {
    const facts = { ...GOOD, position: north(900), isBlank: true, hasNonceInside: false }
    expect(codesOf(facts)).toEqual([
      'BUKTI_BUKAN_DARI_KAMERA',
      'BUKTI_TERLALU_JAUH',
      'BUKTI_KOSONG',
    ])
  })

  it('is never accepted with a used or unknown number, whatever else is told', () => {
    fc.assert(
      fc.property(
        fc.record({
          way: fc.constantFrom('kamera' as const, 'berkas' as const),
          hasNonceInside: fc.boolean(),
          hasCameraData: fc.boolean(),
          isBlank: fc.boolean(),
          metres: fc.integer({ min: 0, max: 5_000 }),
          age: fc.integer({ min: -3_000, max: 60 }),
          isOffline: fc.boolean(),
          isUnknown: fc.boolean(),
        }),
        ({ metres, age, isOffline, isUnknown, ...rest }) => {
          const nonce = isUnknown
            ? ({ kind: 'unknown' } as const)
            : ({ kind: 'known', issuedAt: minutes(age), isOffline, isUsed: true } as const)
          const facts = { ...GOOD, ...rest, nonce, takenAt: minutes(age), position: north(metres) }
          expect(decideProof(facts).ok).toBe(false)
        },
      ),
    )
  })
})

describe('a case', () => {
  it.each([
    ['pengaduan', true, false],
    ['pengaduan', false, true],
    ['aspirasi', true, true],
    ['permintaan_informasi', true, true],
  ] as const)(
    'of kind %s, photo advised %s, may end without one: %s',
    (jenis, isFotoDianjurkan, may) => {
      expect(mayGoWithoutProof(jenis, { isFotoDianjurkan })).toBe(may)
    },
  )

  it('of an unknown category needs a photo', () => {
    expect(mayGoWithoutProof('pengaduan', undefined)).toBe(false)
  })
})

describe('the mirrored gradient fingerprint', () => {
  it('of the mirrored one is the first again', () => {
    const hex = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(hex, (bytes) => {
        const dhash = bytes.map((one) => one.toString(16).padStart(2, '0')).join('')
        expect(mirrorDhash(mirrorDhash(dhash))).toBe(dhash)
      }),
    )
  })
})
