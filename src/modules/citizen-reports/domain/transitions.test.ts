import { describe, expect, it } from 'vitest'
import type { Actor, Grant, Role } from '../../../kernel/actor.ts'
import { type Laporan, STATUS } from './laporan.ts'
import {
  findTransition,
  grantFor,
  mayRead,
  mayReadContact,
  possibleActions,
  REPORT_ROLES,
  type Standing,
  TINDAKAN,
  TRANSITIONS,
} from './transitions.ts'

const ROLES: readonly Role[] = [
  'operator-aduan',
  'penghubung-opd',
  'kepala-opd',
  'camat',
  'lurah',
  'kades',
  'petugas-lapangan',
  'inspektorat',
  'loket',
  'bupati',
  'admin',
  'rt',
  'warga',
]

type State = Parameters<typeof possibleActions>[0]
const state = (changes: Partial<Laporan> = {}): State => ({
  status: 'proses',
  isRahasia: false,
  unitKode: 'pupr',
  petugasId: null,
  klaimOleh: 'yang-mengaku',
  isKoordinator: false,
  jedaSejak: null,
  ...changes,
})
const actor = (...grants: Grant[]): Actor => ({
  kind: 'officer',
  accountId: 'saya',
  name: 'Saya',
  grants,
})
const standing = (role: Role, unitKode: string, askedUnits: readonly string[] = []): Standing => ({
  actor: actor({ role, unitKode }),
  isReporter: false,
  askedUnits,
})
const verbs = (laporan: State, who: Standing) =>
  possibleActions(laporan, who).map((one) => one.tindakan)

/** One line a role and status: what the table allows, or a dash. */
function matrix(title: string, laporan: Partial<Laporan>, who: (role: Role) => Standing): string {
  const lines = ROLES.flatMap((role) =>
    STATUS.map((status) => {
      const allowed = verbs(state({ ...laporan, status }), who(role))
      return `${role.padEnd(17)}${status.padEnd(26)}${allowed.join(' ') || '-'}`
    }),
  )
  return [`# ${title}`, ...lines, ''].join('\n')
}

describe('role × status × action', () => {
  it('is what stands in transitions.matrix.txt, line by line', async () => {
    const whole = [
      matrix('the unit that holds the case', {}, (role) => standing(role, 'pupr')),
      matrix('another unit', {}, (role) => standing(role, 'dlh')),
      matrix('another unit that was asked for help', {}, (role) => standing(role, 'dlh', ['dlh'])),
      matrix('the holding unit, clock paused', { jedaSejak: new Date(0) }, (role) =>
        standing(role, 'pupr'),
      ),
      matrix('the holding unit, returned twice', { isKoordinator: true }, (role) =>
        standing(role, 'pupr'),
      ),
      matrix('the one who claimed the fix', { klaimOleh: 'saya' }, (role) =>
        standing(role, 'pupr'),
      ),
      matrix('a case assigned to someone else', { petugasId: 'lain' }, (role) =>
        standing(role, 'pupr'),
      ),
      matrix('a secret case', { isRahasia: true, unitKode: 'inspektorat' }, (role) =>
        standing(role, 'inspektorat'),
      ),
    ].join('\n')
    await expect(whole).toMatchFileSnapshot('./transitions.matrix.txt')
  })

  it('allows nothing that has no row', () => {
    for (const role of ROLES)
      for (const status of STATUS)
        for (const tindakan of TINDAKAN) {
          const hasRow = TRANSITIONS.some(
            (one) =>
              one.tindakan === tindakan && one.from.includes(status) && one.roles.includes(role),
          )
          const found = findTransition(
            state({ status }),
            tindakan,
            standing(role, 'pupr', ['pupr']),
          )
          if (!hasRow)
            expect([role, status, tindakan, found]).toEqual([role, status, tindakan, undefined])
        }
  })

  it('gives a visitor without a session and a programme nothing but the reporter’s and the clock’s', () => {
    for (const status of STATUS) {
      expect(verbs(state({ status }), { actor: { kind: 'anonymous' }, isReporter: false })).toEqual(
        [],
      )
      const byReporter = possibleActions(state({ status }), {
        actor: { kind: 'anonymous' },
        isReporter: true,
      })
      expect(byReporter.every((one) => one.relation === 'reporter')).toBe(true)
    }
  })
})

describe('a unit that was asked for help', () => {
  it('may answer, and neither end nor move what another unit holds', () => {
    const asked = verbs(state({ status: 'koordinasi' }), standing('kepala-opd', 'dlh', ['dlh']))
    expect(asked).toEqual(['jawab_koordinasi', 'catat'])
  })
})

describe('who acts for someone else', () => {
  const plh: Grant = { role: 'kepala-opd', unitKode: 'pupr', as: 'plh', onBehalfOf: 'kadis' }
  const terima = TRANSITIONS.find((one) => one.tindakan === 'terima')

  it('may do what the absent official may, and the grant says for whom', () => {
    const who: Standing = {
      actor: actor({ role: 'kepala-opd', unitKode: 'dlh' }, plh),
      isReporter: false,
    }
    const laporan = state({ status: 'disposisi' })
    expect(terima && grantFor(laporan, terima, who)).toEqual(plh)
    expect(verbs(laporan, who)).toContain('terima')
  })

  it('acts in their own right where they have it', () => {
    const own: Grant = { role: 'penghubung-opd', unitKode: 'pupr' }
    const who: Standing = { actor: actor(plh, own), isReporter: false }
    expect(terima && grantFor(state({ status: 'disposisi' }), terima, who)).toEqual(own)
  })
})

describe('reading', () => {
  it('lets every report role read what is not secret, and only the inspectorate what is', () => {
    for (const role of ROLES) {
      const who = actor({ role, unitKode: 'dlh' })
      expect(mayRead({ isRahasia: false }, who)).toBe(REPORT_ROLES.includes(role))
      expect(mayRead({ isRahasia: true }, who)).toBe(role === 'inspektorat')
    }
  })

  it('gives the reporter’s contact to who handles the case, never to who reads along', () => {
    const may = (role: Role, unitKode: string, laporan = state()) =>
      mayReadContact(laporan, actor({ role, unitKode }))
    expect(may('operator-aduan', 'diskominfo')).toBe(true)
    expect(may('penghubung-opd', 'pupr')).toBe(true)
    expect(may('petugas-lapangan', 'pupr')).toBe(true)
    expect(may('penghubung-opd', 'dlh')).toBe(false)
    expect(may('bupati', 'setda')).toBe(false)
    expect(may('loket', 'pupr')).toBe(false)
    expect(may('operator-aduan', 'x', state({ isRahasia: true }))).toBe(false)
    expect(may('inspektorat', 'x', state({ isRahasia: true }))).toBe(true)
  })
})
