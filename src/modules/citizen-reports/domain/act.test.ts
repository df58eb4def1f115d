import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Grant } from '../../../kernel/actor.ts'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../kernel/calendar.ts'
import { tanggal } from '../../../kernel/date.ts'
import { newLaporan } from '../testing/new-laporan.ts'
import { type ActForm, type ActInput, decideAct } from './act.ts'
import type { TenggatAturan } from './clock.ts'
import { isClosed, type Laporan, STATUS } from './laporan.ts'
import { possibleActions, type Standing, TINDAKAN } from './transitions.ts'

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [{ tahun: 2026, status: 'resmi' }],
  hariLibur: [{ tanggal: tanggal('2026-12-25'), nama: 'Natal', jenis: 'libur_nasional' }],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 450, closesMinute: 960 },
})
const rule = (
  kode: TenggatAturan['kode'],
  hariKerja: number,
  kelas: TenggatAturan['kelas'] = null,
): TenggatAturan => ({
  kode,
  jenis: null,
  kelas,
  hariKerja,
  berlakuMulai: tanggal('2020-01-01'),
  berlakuSampai: null,
  dasar: 'uji',
  isTerverifikasi: false,
})
const clock = {
  calendar,
  pauses: [],
  kelas: 'normatif',
  rules: [
    rule('verifikasi', 3),
    rule('tindak_lanjut', 5),
    rule('penyelesaian', 14),
    rule('penyelesaian', 5, 'normatif'),
    rule('konfirmasi', 10),
    rule('buka_kembali', 5),
  ],
} as const

// Monday 2 November 2026, 09.00 WIB.
const received = new Date('2026-11-02T02:00:00Z')

function laporan(changes: Partial<Laporan> = {}): Laporan {
  return newLaporan(received, {
    lat: -9,
    lon: 111,
    lokasiSumber: 'gps',
    wilayahKode: '99.01.01.2001',
    kecamatanKode: '99.01.01',
    pelaporAkunId: 'w-1',
    ...changes,
  })
}

const officer = (accountId: string, ...grants: Grant[]): Actor => ({
  kind: 'officer',
  accountId,
  name: accountId,
  grants,
})
const operator = officer('op', { role: 'operator-aduan' })
const liaison = officer('hub', { role: 'penghubung-opd', unitKode: 'pupr' })
const field = officer('lap', { role: 'petugas-lapangan', unitKode: 'pupr' })
const otherUnit = officer('lain', { role: 'penghubung-opd', unitKode: 'dlh' })
const inspector = officer('itda', { role: 'inspektorat', unitKode: 'inspektorat' })
const reporter: Standing = { actor: { kind: 'anonymous' }, isReporter: true }
const as = (actor: Actor): Standing => ({ actor, isReporter: false })

function act(
  state: Laporan,
  tindakan: ActInput['tindakan'],
  how: { standing: Standing; form?: ActForm; now?: string },
) {
  const actorId = 'accountId' in how.standing.actor ? how.standing.actor.accountId : null
  return decideAct({
    laporan: state,
    tindakan,
    standing: how.standing,
    form: how.form ?? {},
    actorId,
    now: new Date(how.now ?? '2026-11-03T03:00:00Z'),
    clock,
  })
}

function stateAfter(result: ReturnType<typeof act>): Laporan {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value.after
}

const codes = (result: ReturnType<typeof act>) =>
  result.ok ? [] : result.refusals.map((refusal) => refusal.code)

describe('the life of a case', () => {
  it('goes from verification to a confirmed end, each promise dated in working days', () => {
    const verified = stateAfter(act(laporan(), 'verifikasi', { standing: as(operator) }))
    expect(verified.status).toBe('terverifikasi')
    const passed = stateAfter(
      act(verified, 'disposisi', { standing: as(operator), form: { unitKode: 'pupr' } }),
    )
    // Handed over on Tuesday 3 November: five working days end on Tuesday 10, 16.00 WIB.
    expect(passed).toMatchObject({
      status: 'disposisi',
      unitKode: 'pupr',
      tenggatJenis: 'tindak_lanjut',
      tenggatAt: new Date('2026-11-10T09:00:00Z'),
    })
    const accepted = stateAfter(act(passed, 'terima', { standing: as(liaison) }))
    const assigned = stateAfter(
      act(accepted, 'tugaskan', { standing: as(liaison), form: { petugasId: 'lap' } }),
    )
    const followed = stateAfter(
      act(assigned, 'tindak_lanjut', {
        standing: as(field),
        form: { pesan: 'Sudah kami periksa di lokasi' },
        now: '2026-11-05T03:00:00Z',
      }),
    )
    // Normative class: five working days from verification.
    expect(followed).toMatchObject({
      tenggatJenis: 'penyelesaian',
      tenggatAt: new Date('2026-11-10T09:00:00Z'),
    })
    const claimed = stateAfter(
      act(followed, 'ajukan_selesai', {
        standing: as(field),
        form: { pesan: 'Lubang sudah ditambal', bukti: 'accepted' },
        now: '2026-11-06T03:00:00Z',
      }),
    )
    const validated = stateAfter(
      act(claimed, 'validasi', { standing: as(liaison), now: '2026-11-06T04:00:00Z' }),
    )
    const done = stateAfter(
      act(validated, 'konfirmasi', { standing: reporter, now: '2026-11-12T03:00:00Z' }),
    )
    expect(done).toMatchObject({
      status: 'selesai',
      caraTutup: 'dikonfirmasi',
      isTepatWaktu: true,
      isBerbukti: true,
      tenggatAt: null,
      hariKerjaSelesai: 4,
    })
  })

  it('counts a reporter’s silence apart from a confirmed end', () => {
    const waiting = laporan({
      status: 'menunggu_konfirmasi',
      klaimSelesaiAt: new Date('2026-11-06T04:00:00Z'),
      terverifikasiAt: received,
      tindakLanjutAt: received,
    })
    const system: Standing = {
      actor: { kind: 'system', name: 'jobs' },
      isReporter: false,
      isSystem: true,
    }
    expect(
      stateAfter(
        act(waiting, 'tutup_tanpa_konfirmasi', { standing: system, now: '2026-11-23T03:00:00Z' }),
      ),
    ).toMatchObject({ status: 'ditutup_tanpa_konfirmasi', caraTutup: 'tanpa_konfirmasi' })
  })

  it('lets the reporter reopen within five working days and not later', () => {
    const closed = laporan({
      status: 'selesai',
      caraTutup: 'dikonfirmasi',
      selesaiAt: new Date('2026-11-12T03:00:00Z'),
      unitKode: 'pupr',
      isTepatWaktu: true,
      hariKerjaSelesai: 4,
    })
    expect(
      stateAfter(act(closed, 'buka_kembali', { standing: reporter, now: '2026-11-19T08:59:00Z' })),
    ).toMatchObject({
      status: 'dibuka_kembali',
      jumlahDibukaKembali: 1,
      caraTutup: null,
      isTepatWaktu: null,
    })
    expect(
      codes(act(closed, 'buka_kembali', { standing: reporter, now: '2026-11-19T09:01:00Z' })),
    ).toEqual(['LEWAT_BATAS_BUKA_KEMBALI'])
  })

  it('gives a case that bounced twice to the coordinator', () => {
    const once = stateAfter(
      act(laporan({ status: 'disposisi', unitKode: 'pupr', disposisiAt: received }), 'kembalikan', {
        standing: as(liaison),
        form: { pesan: 'Bukan wewenang kami' },
      }),
    )
    expect(once).toMatchObject({
      status: 'terverifikasi',
      unitKode: null,
      jumlahKembali: 1,
      isKoordinator: false,
    })
    const again = stateAfter(
      act({ ...once, status: 'disposisi', unitKode: 'pupr' }, 'kembalikan', {
        standing: as(liaison),
        form: { pesan: 'Masih bukan wewenang kami' },
      }),
    )
    expect(again).toMatchObject({ jumlahKembali: 2, isKoordinator: true })
    expect(
      codes(
        act({ ...again, status: 'disposisi', unitKode: 'pupr' }, 'kembalikan', {
          standing: as(liaison),
          form: { pesan: 'Tetap bukan' },
        }),
      ),
    ).toEqual(['TINDAKAN_TIDAK_DIIZINKAN'])
  })

  it('stops the clock only while paused and adds the paused days afterwards', () => {
    const running = laporan({
      status: 'proses',
      unitKode: 'pupr',
      terverifikasiAt: received,
      disposisiAt: received,
    })
    const paused = stateAfter(
      act(running, 'jeda', {
        standing: as(liaison),
        form: { alasanKode: 'menunggu_pelapor', pesan: 'Mohon nomor rumahnya' },
      }),
    )
    expect(paused.tenggatAt).toBeNull()
    const resumed = decideAct({
      laporan: paused,
      tindakan: 'lengkapi',
      standing: reporter,
      form: { pesan: 'Depan masjid, Pak' },
      actorId: null,
      now: new Date('2026-11-06T03:00:00Z'),
      clock: {
        ...clock,
        pauses: [
          { from: '2026-11-03T03:00:00.000Z' as never, to: '2026-11-06T03:00:00.000Z' as never },
        ],
      },
    })
    // Due Monday 9 November without the pause; three whole working days later with it.
    expect(resumed.ok && resumed.value.after.tenggatAt).toEqual(new Date('2026-11-12T09:00:00Z'))
  })
})

describe('who may do what', () => {
  it('keeps another unit, and the one who claimed the fix, from approving it', () => {
    const claimed = laporan({ status: 'menunggu_validasi', unitKode: 'pupr', klaimOleh: 'hub' })
    expect(codes(act(claimed, 'validasi', { standing: as(otherUnit) }))).toEqual([
      'TINDAKAN_TIDAK_DIIZINKAN',
    ])
    expect(codes(act(claimed, 'validasi', { standing: as(liaison) }))).toEqual([
      'TINDAKAN_TIDAK_DIIZINKAN',
    ])
    expect(stateAfter(act(claimed, 'validasi', { standing: as(operator) })).status).toBe(
      'menunggu_konfirmasi',
    )
  })

  it('takes a second person of the inspectorate to validate the fix of a secret report', () => {
    const claimed = laporan({
      isRahasia: true,
      isPublik: false,
      status: 'menunggu_validasi',
      klaimOleh: 'itda',
    })
    const colleague = officer('itda2', { role: 'inspektorat', unitKode: 'inspektorat' })
    const verbs = (actor: Actor) => possibleActions(claimed, as(actor)).map((one) => one.tindakan)
    expect(verbs(inspector)).not.toContain('validasi')
    expect(verbs(colleague)).toContain('validasi')
  })

  it('lets nobody but the inspectorate handle a secret report', () => {
    const secret = laporan({ isRahasia: true, isPublik: false, unitKode: 'inspektorat' })
    expect(possibleActions(secret, as(operator))).toEqual([])
    expect(stateAfter(act(secret, 'verifikasi', { standing: as(inspector) })).status).toBe(
      'terverifikasi',
    )
  })

  it('gives strangers nothing in any status', () => {
    for (const status of STATUS) {
      expect(
        possibleActions(laporan({ status }), { actor: { kind: 'anonymous' }, isReporter: false }),
      ).toEqual([])
    }
  })

  it('refuses a form that was drawn for an older version', () => {
    expect(
      codes(
        act(laporan({ version: 4 }), 'verifikasi', {
          standing: as(operator),
          form: { version: 3 },
        }),
      ),
    ).toEqual(['DATA_SUDAH_BERUBAH'])
  })

  it('names everything that is missing at once', () => {
    expect(
      codes(
        act(laporan({ status: 'proses', unitKode: 'pupr' }), 'ajukan_selesai', {
          standing: as(field),
        }),
      ),
    ).toEqual(['PESAN_KOSONG', 'BUKTI_TIDAK_ADA'])
  })
})

describe('whatever is tried in whatever order', () => {
  const forms: ActForm = {
    pesan: 'Pesan yang cukup panjang',
    unitKode: 'pupr',
    alasanKode: 'x',
    petugasId: 'lap',
    bukti: 'accepted',
    induk: { id: 'other', nomor: 'N', isOpen: true },
  }
  const standings: readonly Standing[] = [
    as(operator),
    as(liaison),
    as(field),
    as(otherUnit),
    as(inspector),
    reporter,
    { actor: { kind: 'system', name: 'jobs' }, isReporter: false, isSystem: true },
  ]

  /** One try at one moment; whatever was refused leaves the case as it was. */
  function tryStep(state: Laporan, [what, who]: readonly [number, number], index: number): Laporan {
    const tindakan = TINDAKAN[what]
    const standing = standings[who]
    if (tindakan === undefined || standing === undefined || tindakan === 'pisah') return state
    const now = new Date(received.getTime() + (index + 1) * 3 * 3_600_000).toISOString()
    const result = act(state, tindakan, { standing, form: forms, now })
    if (!result.ok) return state
    const next = { ...result.value.after, version: state.version + 1 }
    expect(isClosed(next.status)).toBe(next.caraTutup !== null)
    if (isClosed(next.status)) expect(next.tenggatAt).toBeNull()
    else if (next.jedaSejak === null) expect(next.tenggatAt).not.toBeNull()
    expect(next.isKoordinator).toBe(next.jumlahKembali >= 2)
    return next
  }

  it('never leaves a closed case with a deadline, an open one with an end, or a reader without a clock', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(TINDAKAN.length - 1), fc.nat(standings.length - 1)), {
          maxLength: 40,
        }),
        (steps) => {
          steps.reduce((walk, step, index) => tryStep(walk, step, index), laporan())
        },
      ),
      { numRuns: 300 },
    )
  })
})
