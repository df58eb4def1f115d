import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PinnedAddress } from './pinned-request.ts'
import { isPublicAddress } from './public-address.ts'
import {
  createSafeFetch,
  parsePublicUrl,
  type SafeFetchOptions,
  type SafeRequest,
} from './safe-fetch.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let canary: Server
let port = 0
let connections = 0
let answer: Answer = (_request, response) => response.end('ok')

beforeAll(async () => {
  canary = createServer((request, response) => answer(request, response))
  canary.on('connection', () => {
    connections += 1
  })
  // No host means both families where there are two, so [::1] would reach the canary as well.
  await new Promise<void>((resolve) => canary.listen(0, resolve))
  port = (canary.address() as AddressInfo).port
})

afterAll(async () => {
  canary.closeAllConnections()
  await new Promise((resolve) => canary.close(resolve))
})

beforeEach(() => {
  connections = 0
  answer = (_request, response) => response.end('ok')
})

const loopback: readonly PinnedAddress[] = [{ address: '127.0.0.1', family: 4 }]

/** A fetch that may reach the canary under the name kota.test, and under that name only. */
function openFetch(options: SafeFetchOptions = {}) {
  return createSafeFetch({
    allowPrivate: [`kota.test:${port}`],
    lookup: async () => loopback,
    ...options,
  })
}

const refusalOf = async (url: string, request?: SafeRequest, options?: SafeFetchOptions) => {
  const result = await openFetch(options)(url, request)
  return result.ok ? undefined : result.refusals[0]?.code
}

describe('addresses that may not be fetched', () => {
  const hosts = [
    '127.0.0.1',
    '127.1',
    '127.8.9.10',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '169.254.169.254',
    '10.0.0.5',
    '172.16.0.1',
    '192.168.1.1',
    '100.100.100.200',
    '168.63.129.16',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    'localhost.',
    'LOCALHOST',
    '１２７.0.0.1',
    '127。0。0。1',
    '127.0.0.1.',
    '0x7f.1.',
  ]

  it.each(hosts)('makes no connection to %s', async (host) => {
    const safeFetch = createSafeFetch()
    const result = await safeFetch(`http://${host}:${port}/`)
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'ALAMAT_WEB_TERTUTUP' }] })
    expect(connections).toBe(0)
  })

  it.each([
    'file:///etc/passwd',
    'ftp://kota.test/',
    'gopher://kota.test/',
    'data:text/plain,x',
    '//x',
    '',
    'http://',
    'http://user:pw@kota.test/',
    'javascript:alert(1)',
    `http://kota.test/${'x'.repeat(3_000)}`,
  ])('refuses %j as no address of the public web', async (url) => {
    expect(await refusalOf(url)).toBe('ALAMAT_WEB_TIDAK_SAH')
  })

  it('refuses ports of mail, DNS and the like', async () => {
    expect(await refusalOf('http://kota.test:25/')).toBe('ALAMAT_WEB_TERTUTUP')
  })

  it('refuses a public IP address in disguise, and takes it in plain form', () => {
    expect(parsePublicUrl('http://0x08080808/').ok).toBe(false)
    expect(parsePublicUrl('http://8.8.8.8/').ok).toBe(true)
  })

  it('refuses a name when even one of its addresses is private', async () => {
    const lookup = async () => [{ address: '93.184.216.34', family: 4 } as const, ...loopback]
    const result = await createSafeFetch({ lookup })(`http://campur.test:${port}/`)
    expect(result).toMatchObject({ refusals: [{ code: 'ALAMAT_WEB_TERTUTUP' }] })
    expect(connections).toBe(0)
  })

  it('refuses a name that does not exist', async () => {
    expect(await refusalOf('http://kota.test/', {}, { lookup: async () => [] })).toBe(
      'ALAMAT_WEB_TIDAK_DITEMUKAN',
    )
  })

  it('asks for a name once and goes where it was checked, so rebinding gains nothing', async () => {
    let calls = 0
    const lookup = async () => {
      calls += 1
      return calls === 1 ? [{ address: '198.41.0.4', family: 4 } as const] : loopback
    }
    const safeFetch = createSafeFetch({ lookup })
    await safeFetch(`http://putar.test:${port}/`, { timeoutMs: 300 }).catch(() => undefined)
    expect(calls).toBe(1)
    expect(connections).toBe(0)
  })

  it('checks the target of every redirect', async () => {
    const targets = ['http://127.0.0.1', 'http://[::1]', 'http://0x7f.1', 'http://lain.test']
    for (const target of targets) {
      connections = 0
      answer = (_request, response) => {
        response.writeHead(302, { location: `${target}:${port}/` }).end()
      }
      expect(await refusalOf(`http://kota.test:${port}/`)).toBe('ALAMAT_WEB_TERTUTUP')
      expect(connections).toBe(1)
    }
  })

  it('holds to the list of allowed hosts, after a redirect too', async () => {
    const allowHosts = ['kota.test']
    expect(await refusalOf(`http://lain.test:${port}/`, {}, { allowHosts })).toBe(
      'ALAMAT_WEB_TIDAK_TERDAFTAR',
    )
    answer = (_request, response) => {
      response.writeHead(302, { location: `http://lain.test:${port}/` }).end()
    }
    expect(await refusalOf(`http://kota.test:${port}/`, {}, { allowHosts })).toBe(
      'ALAMAT_WEB_TIDAK_TERDAFTAR',
    )
  })

  it('never throws for a hostile address', async () => {
    const safeFetch = createSafeFetch({ lookup: async () => [] })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), async (url) => {
        expect((await safeFetch(url)).ok).toBe(false)
      }),
      { numRuns: 100 },
    )
  })
})

describe('public addresses', () => {
  it.each(['8.8.8.8', '103.10.1.1', '2606:4700::1111', '1.1.1.1', '172.32.0.1'])(
    'takes %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    '',
    'x',
    '2001:db8::1',
    '3fff::1',
    'ff02::1',
    'fec0::1',
    '2001:0:1::1',
    'fe80::1%eth0',
    '192.0.2.7',
  ])('refuses %j', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('an answer', () => {
  it('comes back with status, type, headers and text', async () => {
    answer = (request, response) => {
      response
        .writeHead(404, { 'content-type': 'Text/XML; charset=utf-8', 'x-asal': request.method })
        .end('<é/>')
    }
    const result = await openFetch()(`http://kota.test:${port}/a`)
    expect(result.ok && result.value).toMatchObject({
      status: 404,
      contentType: 'text/xml',
      url: `http://kota.test:${port}/a`,
    })
    expect(result.ok && result.value.text()).toBe('<é/>')
    expect(result.ok && result.value.headers['x-asal']).toBe('GET')
  })

  it('carries a form there and does not follow a redirect with it', async () => {
    let body = ''
    answer = (request, response) => {
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => response.writeHead(307, { location: '/lain' }).end())
    }
    const request: SafeRequest = { method: 'POST', body: 'a=é', headers: { 'content-type': 'x/y' } }
    expect(await refusalOf(`http://kota.test:${port}/`, request)).toBe('ALAMAT_WEB_BERPUTAR')
    expect(body).toBe('a=é')
  })

  it('follows three redirects and refuses the fourth', async () => {
    let seen = ''
    answer = (request, response) => {
      seen += request.headers.authorization ?? '-'
      const hop = Number(request.url?.slice(1))
      if (hop < 3) response.writeHead(301, { location: `/${hop + 1}` }).end()
      else response.end('sampai')
    }
    const headers = { authorization: 'K' }
    const result = await openFetch()(`http://kota.test:${port}/0`, { headers })
    expect(result.ok && result.value.text()).toBe('sampai')
    expect(seen).toBe('K---')
    answer = (_request, response) => response.writeHead(302, { location: '/' }).end()
    expect(await refusalOf(`http://kota.test:${port}/`)).toBe('ALAMAT_WEB_BERPUTAR')
  })

  it('is refused when too large, whether it says so or not', async () => {
    answer = (_request, response) => {
      response.write('x'.repeat(6_000))
      response.end('x'.repeat(6_000))
    }
    const limit = { maxBytes: 10_000 }
    expect(await refusalOf(`http://kota.test:${port}/`, limit)).toBe('ISI_WEB_TERLALU_BESAR')
    answer = (_request, response) => response.end('x'.repeat(10_000))
    expect(await refusalOf(`http://kota.test:${port}/`, limit)).toBeUndefined()
  })

  it('is refused when its type is not wanted, or when it is compressed', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('x')
    const url = `http://kota.test:${port}/`
    expect(await refusalOf(url, { contentTypes: ['image/*', 'text/xml'] })).toBe(
      'ISI_WEB_TIDAK_COCOK',
    )
    expect(await refusalOf(url, { contentTypes: ['text/html'] })).toBeUndefined()
    answer = (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
    expect(await refusalOf(url)).toBe('ISI_WEB_TIDAK_COCOK')
  })

  it('that drips for ever is cut at the time limit', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    }
    const started = performance.now()
    await expect(openFetch()(`http://kota.test:${port}/`, { timeoutMs: 200 })).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('is waited for no longer than whoever asked wants it', async () => {
    answer = () => undefined
    const stopping = new AbortController()
    const asked = openFetch()(`http://kota.test:${port}/`, { signal: stopping.signal })
    const started = performance.now()
    setTimeout(() => stopping.abort(), 50)
    await expect(asked).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(2_000)
    await expect(
      openFetch()(`http://kota.test:${port}/`, { signal: stopping.signal }),
    ).rejects.toThrow()
  })

  it('that never comes, or a DNS server that never answers, is cut as well', async () => {
    answer = () => undefined
    await expect(openFetch()(`http://kota.test:${port}/`, { timeoutMs: 150 })).rejects.toThrow()
    const lookup = () => new Promise<never>(() => undefined)
    await expect(
      openFetch({ lookup })(`http://kota.test:${port}/`, { timeoutMs: 150 }),
    ).rejects.toThrow()
  })
})
