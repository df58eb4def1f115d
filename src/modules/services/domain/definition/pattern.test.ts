import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grant, Role, SignedIn } from '../../../../kernel/actor.ts'
import { readShipped } from '../../definition-file/read-catalogue.ts'
import { isSigning } from '../decide.ts'
import { mayAct } from '../standing.ts'
import { expandPola } from './expand.ts'
import { isPattern, matchesPattern, patternExample } from './pattern.ts'
import { prepare } from './prepare.ts'

describe('the pattern of a text', () => {
  it.each([
    ['9[9][9]/9[9][9]', '003/005', true],
    ['9[9][9]/9[9][9]', '3/5', true],
    ['9[9][9]/9[9][9]', '3-5', false],
    ['A 9999 AAA', 'H 1234 KLM', true],
    ['A 9999 AAA', 'H 12345 KLM', false],
    ['**-[9[9]]', 'a1-', true],
    ['**-[9[9]]', 'a1-22', true],
    ['999', '١٢٣', false],
    ['9[9', '12', false],
  ])('%s fits “%s”: %s', (pattern, text, fits) => {
    expect(matchesPattern(text, pattern)).toBe(fits)
  })

  it('fits its own example, and ends for any text and pattern', () => {
    const sign = fc.constantFrom('9', 'A', '*', '/', '-', '[', ']', '[9]', '[A[*]]')
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 30 }),
        fc.string({ maxLength: 80 }),
        (signs, text) => {
          const pattern = signs.join('')
          if (isPattern(pattern))
            expect(matchesPattern(patternExample(pattern), pattern)).toBe(true)
          expect(typeof matchesPattern(text, pattern)).toBe('boolean')
        },
      ),
    )
  })

  it('takes no longer for a text made to hang a regular expression', () => {
    expect(
      matchesPattern(`${'a'.repeat(58)}!`, '[*][*][*][*][*][*][*][*][*][*][*][*][*][*][*]'),
    ).toBe(false)
  })
})

describe('a definition put together from patterns', () => {
  const pola = new Map<string, Readonly<Record<string, unknown>>>([
    ['satu', { workflow: { start: 'a' }, standar: { sarana: 1, evaluasi: 2 }, fee: 'gratis' }],
    ['dua', { workflow: { start: 'b' }, standar: { evaluasi: 3 } }],
  ])

  it('takes later patterns before earlier ones and its own before both, the standard key by key', () => {
    expect(expandPola({ pola: ['satu', 'dua'], code: 'X', standar: { sk: 4 } }, pola)).toEqual({
      definition: {
        code: 'X',
        workflow: { start: 'b' },
        fee: 'gratis',
        standar: { sarana: 1, evaluasi: 3, sk: 4 },
      },
    })
  })

  it('names no pattern any more, and tells which one is missing', () => {
    expect(expandPola({ pola: 'dua' }, pola)).not.toHaveProperty('definition.pola')
    expect(expandPola({ pola: ['satu', 'hantu'] }, pola)).toEqual({ missing: 'hantu' })
  })
})

const ROLES: readonly Role[] = [
  'warga',
  'petugas-layanan',
  'petugas-lapangan',
  'loket',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'bupati',
  'admin',
]
const OFFICES = { desaKode: 'desa', kecamatanKode: 'kecamatan', pemilikUnit: 'pemilik' }
const { layanan } = await readShipped(join(import.meta.dirname, '../../../../../data/layanan'))

/** One line per state and role: what somebody of that role in that office may do, before and after a missed promise. */
function matrixOf(code: string): string {
  const one = layanan.find((entry) => entry.code === code)
  if (one === undefined) throw new Error(`${code} is in the catalogue`)
  const prepared = prepare(one)
  const lines = Object.entries(one.workflow.states).flatMap(([tahap, state]) =>
    ROLES.flatMap((role) =>
      Object.values(OFFICES).flatMap((unitKode) => {
        const verbs = [0, 1].map((tingkatEskalasi) =>
          (state.actions ?? [])
            .filter((action) =>
              mayAct(
                { ...OFFICES, tingkatEskalasi } as never,
                { state, action, isSigning: isSigning(prepared, action) },
                { actor: officer({ role, unitKode }), isPemohon: false },
              ),
            )
            .map((action) => action.id)
            .join(' '),
        )
        const [usual = '', escalated = ''] = verbs
        if (escalated === '') return []
        const more = escalated === usual ? '' : `  | missed: ${escalated}`
        return [`${tahap} ${role}@${unitKode}: ${usual || '-'}${more}`]
      }),
    ),
  )
  return [`# ${code}`, ...lines, ''].join('\n')
}

function officer(grant: Grant): SignedIn {
  return { kind: 'officer', accountId: 'saya', name: 'Saya', grants: [grant] } as never
}

describe('who may do what, state by state', () => {
  it('is what stands in who.matrix.txt for a village letter, a permit and a permit with opinions', async () => {
    const codes = ['DESA-DOMISILI', 'DPMPTSP-PENELITIAN', 'DPMPTSP-REKLAME-PERMANEN', 'KEC-WARIS']
    await expect(codes.map(matrixOf).join('\n')).toMatchFileSnapshot('./who.matrix.txt')
  })
})
