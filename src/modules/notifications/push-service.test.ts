import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isPushEndpoint, parseSubscription, readPushHosts } from './push-service.ts'

const hosts = readPushHosts()
const p256dh = Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url')
const auth = randomBytes(16).toString('base64url')

describe('addresses of push services', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:123',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-sg2p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/QABC',
  ])('are known: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, hosts)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com@10.0.0.1/fcm',
    'https://a:b@fcm.googleapis.com/fcm',
    'https://fcm.googleapis.com.jahat.example/fcm',
    'https://jahat.example/?https://fcm.googleapis.com/',
    'https://notify.windows.com.jahat.example/',
    'https://jahatnotify.windows.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://metadata.google.internal/',
    'file:///etc/passwd',
    'bukan alamat',
    `https://fcm.googleapis.com/${'a'.repeat(1_000)}`,
  ])('are refused when they lead elsewhere: %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, hosts)).toBe(false)
  })

  it.each([
    ['a short key', { p256dh: 'BAAA', auth }],
    ['a point that is not uncompressed', { p256dh: `A${p256dh.slice(1)}`, auth }],
    ['a secret of another length', { p256dh, auth: 'AAAA' }],
    ['a key that is no base64url', { p256dh: `${p256dh.slice(0, -1)}"`, auth }],
  ])('are not kept with %s', (_what, keys) => {
    const endpoint = 'https://fcm.googleapis.com/fcm/send/abc'
    expect(parseSubscription({ endpoint, p256dh, auth }, hosts)).toBeDefined()
    expect(parseSubscription({ endpoint, ...keys }, hosts)).toBeUndefined()
  })
})
