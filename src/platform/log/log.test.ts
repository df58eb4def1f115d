import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(
    createLog('trace', {
      write: (line: string) => {
        text += line
      },
    }),
  )
  return text
}

describe('log', () => {
  it('never prints a NIK, phone number, e-mail address or secret, wherever it hides', () => {
    const text = linesOf((log) => {
      log.info({ nik: '9901010101900001', body: { sandi: 'rahasia-sekali' } }, 'masuk')
      log.info('warga 9901010101900001 telepon 081234567890 surel budi@contoh.go.id')
      log.error(new Error('gagal untuk +62 812-3456-7890 di /masuk?token=abcdef123456'))
      log.info(
        { deep: { er: { password: 'p4ss' } }, note: 'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0NTY3.sig' },
        'x',
      )
    })
    for (const secret of [
      '9901010101900001',
      '081234567890',
      'budi@contoh.go.id',
      '3456-7890',
      'abcdef123456',
      'p4ss',
      'rahasia-sekali',
      'eyJhbGci',
    ]) {
      expect(text).not.toContain(secret)
    }
  })

  it('keeps what an operator needs: ids, times and counts', () => {
    const text = linesOf((log) =>
      log.info({ id: '0191f0a0-1234-7abc-8def-0123456789ab', count: 1234, ms: 12.5 }, 'selesai'),
    )
    expect(text).toContain('0191f0a0-1234-7abc-8def-0123456789ab')
    expect(text).toContain('1234')
  })

  it('writes a hostile line break as one line', () => {
    const text = linesOf((log) => log.info({ input: 'a\n{"level":"fatal"}' }, 'isi'))
    expect(text.trim().split('\n')).toHaveLength(1)
  })
})
