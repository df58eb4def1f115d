import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseChannels, fillTemplate, renderNotice, toSms } from './domain.ts'

describe('channels', () => {
  it('uses e-mail and keeps SMS for those who have nothing else', () => {
    expect(chooseChannels({ email: 'a@b.id', phone: '+62811', hasPush: false }, {})).toEqual([
      'email',
    ])
    expect(chooseChannels({ phone: '+62811', hasPush: false }, {})).toEqual(['sms'])
    expect(
      chooseChannels({ email: 'a@b.id', phone: '+62811', hasPush: true }, { sms: true }),
    ).toEqual(['push', 'email', 'sms'])
  })

  it('respects what a person turned off', () => {
    expect(chooseChannels({ email: 'a@b.id', hasPush: false }, { email: false })).toEqual([])
    expect(
      chooseChannels(
        { email: 'a@b.id', phone: '+62811', hasPush: false },
        { email: false, sms: false },
      ),
    ).toEqual([])
  })

  it('goes out by the named channels only, where they reach', () => {
    expect(
      chooseChannels({ email: 'a@b.id', phone: '+62811', hasPush: false }, {}, ['sms']),
    ).toEqual(['sms'])
    expect(chooseChannels({ email: 'a@b.id', hasPush: false }, {}, ['sms'])).toEqual([])
  })

  it('never uses a channel that was turned off, also when it is the one that was named', () => {
    const channels = ['email', 'push', 'sms', 'whatsapp'] as const
    fc.assert(
      fc.property(
        fc.subarray([...channels]),
        fc.option(fc.subarray([...channels]), { nil: undefined }),
        fc.boolean(),
        (off, only, hasPush) => {
          const wishes = Object.fromEntries(off.map((channel) => [channel, false]))
          const chosen = chooseChannels({ email: 'a@b.id', phone: '+62811', hasPush }, wishes, only)
          for (const channel of chosen) expect(off).not.toContain(channel)
          const named = (only ?? []).filter((one) => !off.includes(one))
          if (only !== undefined)
            expect(chosen).toEqual(named.filter((one) => one !== 'push' || hasPush))
        },
      ),
    )
  })
})

describe('texts', () => {
  it('fits one SMS whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (text) => {
        expect(toSms(text).length).toBeLessThanOrEqual(160)
      }),
    )
    expect(toSms(`Laporan “lampu” padam ${'x'.repeat(200)}`)).toMatch(
      /^Laporan "lampu" padam .*\.\.\.$/,
    )
  })

  it('does not fill placeholders that a value smuggles in', () => {
    expect(fillTemplate('{{pesan}}', { pesan: '{{nomor}}', nomor: 'X' })).toBe('{{nomor}}')
  })

  it('puts the link under a mail but not into an SMS', () => {
    const template = { subject: 'S {{nomor}}', body: 'B {{nomor}}', short: 'P {{nomor}}' }
    const notice = { values: { nomor: 'ADU-1' }, url: 'https://x.go.id/laporan/ADU-1' }
    expect(renderNotice(template, notice, 'email')).toEqual({
      subject: 'S ADU-1',
      text: 'B ADU-1\n\nhttps://x.go.id/laporan/ADU-1\n',
    })
    expect(renderNotice(template, notice, 'sms').text).toBe('P ADU-1')
  })
})
