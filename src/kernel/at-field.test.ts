import { describe, expect, it } from 'vitest'
import { atField } from './at-field.ts'
import { ok, refuse } from './result.ts'

describe('atField', () => {
  it('names the field on every refusal and leaves code and message alone', () => {
    const refused = refuse([
      { code: 'A', message: 'Salah.' },
      { code: 'B', message: 'Kurang.', field: 'lain' },
    ])
    expect(atField('nik', refused)).toEqual(
      refuse([
        { code: 'A', message: 'Salah.', field: 'nik' },
        { code: 'B', message: 'Kurang.', field: 'nik' },
      ]),
    )
  })

  it('hands a good value through', () => {
    expect(atField('nik', ok(7))).toEqual(ok(7))
  })
})
