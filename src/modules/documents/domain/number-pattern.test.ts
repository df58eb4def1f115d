import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { planNumber } from './number-pattern.ts'

const facts = { klasifikasi: '470', unit: 'KEL-KJ', tanggal: tanggal('2026-11-26') }

function numberOf(pattern: string, urut: number, given: Partial<typeof facts> = {}): string {
  const plan = planNumber(pattern, { ...facts, ...given })
  if (!plan.ok) throw new Error(plan.refusals[0]?.message)
  return plan.value.format(urut)
}

describe('a number by its pattern', () => {
  it.each([
    ['{klasifikasi}/{seq:4}/{unit}/{bulanRomawi}/{tahun}', 7, '470/0007/KEL-KJ/XI/2026'],
    ['SPPL/{tahun}/{seq:6}', 1234567, 'SPPL/2026/1234567'],
    ['{seq}/{bulan}/{tahun}', 12, '12/11/2026'],
  ])('%s with serial %i reads %s', (pattern, urut, wanted) => {
    expect(numberOf(pattern, urut)).toBe(wanted)
  })

  it.each([
    ['{tahun}/{unit}', 'tepat satu kali'],
    ['{seq}/{seq}/{tahun}', 'tepat satu kali'],
    ['{seq}/{unit}', '{tahun}'],
    ['{seq}/{nama}/{tahun}', '{nama}'],
    ['{seq}/<b>/{tahun}', 'tanda yang tidak dikenal'],
    [`{seq}/{tahun}/${'x'.repeat(200)}`, 'tanda yang tidak dikenal'],
  ])('is refused for %s, with what is wrong', (pattern, why) => {
    const plan = planNumber(pattern, facts)
    expect(plan.ok ? '' : plan.refusals[0]?.message).toContain(why)
  })

  it('needs a classification where the pattern names one', () => {
    const plan = planNumber('{klasifikasi}/{seq}/{tahun}', { unit: 'X', tanggal: facts.tanggal })
    expect(plan.ok).toBe(false)
  })

  it('has one series for all that could read the same', () => {
    const word = fc.constantFrom('470', '471', 'A')
    const day = fc.constantFrom('2026-01-05', '2026-11-26', '2027-02-03').map((one) => tanggal(one))
    const pattern = fc.constantFrom(
      '{klasifikasi}/{seq:4}/{unit}/{bulanRomawi}/{tahun}',
      '{seq:4}/{unit}/{tahun}',
      'SK/{tahun}/{seq}',
      '{klasifikasi}-{bulan}-{seq}-{tahun}',
    )
    const letter = fc.record({
      pattern,
      klasifikasi: word,
      unit: word,
      tanggal: day,
      urut: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(letter, letter, (a, b) => {
        const [one, other] = [planNumber(a.pattern, a), planNumber(b.pattern, b)]
        if (!one.ok || !other.ok) throw new Error('refused')
        fc.pre(a.pattern === b.pattern)
        const isSame = one.value.format(a.urut) === other.value.format(b.urut)
        if (isSame) expect([one.value.deret, a.urut]).toEqual([other.value.deret, b.urut])
      }),
    )
  })
})
