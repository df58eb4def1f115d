import { describe, expect, it } from 'vitest'
import { issueReporterPass, readReporterPass } from './reporter-pass.ts'

const at = (minute: number) => ({
  secretKey: 'kunci rahasia untuk uji',
  now: () => new Date(Date.UTC(2026, 10, 24, 1, minute)),
})
const pass = issueReporterPass(at(0), 'kasus-satu').value ?? ''

describe('the pass of a reporter', () => {
  it('names its case for half an hour, and nothing after', () => {
    expect(readReporterPass(at(29), pass)).toBe('kasus-satu')
    expect(readReporterPass(at(31), pass)).toBeUndefined()
  })

  it('is refused when anything of it was changed, or another key signed it', () => {
    const [body = '', seal = ''] = pass.split('.')
    const other = Buffer.from(
      Buffer.from(body, 'base64url').toString().replace('satu', 'dua'),
    ).toString('base64url')
    expect(readReporterPass(at(1), `${other}.${seal}`)).toBeUndefined()
    expect(readReporterPass(at(1), `${body}.`)).toBeUndefined()
    expect(readReporterPass(at(1), 'omong-kosong')).toBeUndefined()
    expect(readReporterPass({ ...at(1), secretKey: 'kunci lain' }, pass)).toBeUndefined()
    expect(readReporterPass(at(1), undefined)).toBeUndefined()
  })
})
