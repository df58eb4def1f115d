import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../../kernel/date.ts'
import { STATUS } from '../domain/laporan.ts'
import * as refusals from './refusals.ts'
import {
  fromRequestStatuses,
  suggestStatus,
  toRequestStatus,
  toUpdateStatus,
} from './status-map.ts'
import { UPDATE_STATUSES } from './types.ts'
import { formatW3cDatetime, parseW3cDatetime } from './w3c-datetime.ts'

describe('statuses', () => {
  it('are open until the reporter, silence or a reason has closed them', () => {
    expect(STATUS.filter((status) => toRequestStatus(status) === 'closed')).toEqual([
      'selesai',
      'ditutup_tanpa_konfirmasi',
      'ditolak',
      'digabung',
      'arsip',
    ])
  })

  it('are found again by open and closed, each exactly once', () => {
    expect(fromRequestStatuses(['open', 'closed'])).toEqual(STATUS)
    expect(
      fromRequestStatuses(['open']).every((status) => toRequestStatus(status) === 'open'),
    ).toBe(true)
    expect(fromRequestStatuses([])).toEqual([])
  })

  it('call FIXED only what the reporter confirmed', () => {
    expect(STATUS.filter((status) => toUpdateStatus(status) === 'FIXED')).toEqual(['selesai'])
  })

  it('agree between open/closed and the update status', () => {
    const closing = ['FIXED', 'CLOSED', 'NO_FURTHER_ACTION', 'DUPLICATE', 'CANCELLED']
    for (const status of STATUS) {
      expect(closing.includes(toUpdateStatus(status))).toBe(toRequestStatus(status) === 'closed')
    }
  })

  it('take an outside fix as a claim that the reporter must still confirm', () => {
    expect(suggestStatus('FIXED')).toBe('menunggu_konfirmasi')
    expect(suggestStatus('CLOSED')).toBe('menunggu_konfirmasi')
    expect(suggestStatus('OPEN')).toBeUndefined()
    for (const status of UPDATE_STATUSES) expect(suggestStatus(status)).not.toBe('selesai')
  })
})

describe('times', () => {
  it.each([
    ['2026-11-24T08:10:00+07:00', '2026-11-24T01:10:00.000Z'],
    ['2026-11-24T08:10:00+0700', '2026-11-24T01:10:00.000Z'],
    ['2026-11-24T01:10:00Z', '2026-11-24T01:10:00.000Z'],
    ['2026-11-24t01:10:00.123456z', '2026-11-24T01:10:00.000Z'],
    ['2010-04-14T06:37:38-08:00', '2010-04-14T14:37:38.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseW3cDatetime(text)).toBe(expected)
  })

  it.each([
    '',
    '2026-11-24',
    '2026-11-24T08:10:00',
    '2026-11-24T25:10:00Z',
    '2026-13-24T08:10:00Z',
    '2026-02-29T00:00:00Z',
    '2026-11-24T08:10:00+15:00',
    '2026-11-24T08:10:00+07:60',
    '0001-01-01T00:00:00Z',
    'x',
  ])('does not take %j', (text) => {
    expect(parseW3cDatetime(text)).toBeUndefined()
  })

  it('shows the time of the region with its offset and comes back the same', () => {
    expect(formatW3cDatetime(instant('2026-12-31T17:30:00.500Z'), 'Asia/Jakarta')).toBe(
      '2027-01-01T00:30:00+07:00',
    )
    expect(formatW3cDatetime(instant('2026-12-31T17:30:00Z'), 'Asia/Jayapura')).toBe(
      '2027-01-01T02:30:00+09:00',
    )
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(
        seconds,
        fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'),
        (at, zone) => {
          const moment = instant(new Date(at * 1_000).toISOString())
          expect(parseW3cDatetime(formatW3cDatetime(moment, zone as 'Asia/Jakarta'))).toBe(moment)
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseW3cDatetime(text)).toBeUndefined()
      }),
    )
  })
})

describe('errors', () => {
  const bad = { code: 'ISIAN_TIDAK_SAH', message: 'x', field: 'lat' }

  it('answer 404 for what does not exist, 403 for the key, 400 for the rest', () => {
    const { open311Status } = refusals
    expect(open311Status([bad])).toBe(400)
    expect(open311Status([refusals.LAYANAN_TIDAK_ADA])).toBe(404)
    expect(open311Status([refusals.JURISDIKSI_TIDAK_ADA, bad])).toBe(404)
    expect(open311Status([refusals.PERMINTAAN_TIDAK_ADA])).toBe(404)
    expect(open311Status([refusals.TOKEN_TIDAK_ADA])).toBe(404)
    expect(open311Status([refusals.FORMAT_TIDAK_ADA])).toBe(404)
    expect(open311Status([bad, refusals.LAYANAN_TIDAK_ADA, refusals.KUNCI_API_SALAH])).toBe(403)
    expect(open311Status([refusals.KUNCI_API_HILANG])).toBe(403)
  })

  it('list each reason with its own code and field', () => {
    expect(refusals.toErrorItems([bad, refusals.FORMAT_TIDAK_ADA])).toEqual([
      { code: '400', description: 'lat: x' },
      { code: '404', description: refusals.FORMAT_TIDAK_ADA.message },
    ])
  })
})
