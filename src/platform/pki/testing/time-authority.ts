import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * A time stamping authority made of Debian's openssl: certificates of its own, and a small server that
 * hands each question to `openssl ts -reply`. What it answers can be changed by a test.
 */
const CONF = `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[mail]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, emailProtection
[both]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping, emailProtection
[soft]
basicConstraints = CA:FALSE
extendedKeyUsage = timeStamping
[tsa]
serial = $ENV::HOUSE/serial
crypto_device = builtin
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
`

export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined

export type Posted = Readonly<{ body: Buffer; contentType: string }>
export type Behaviour = (posted: Posted, response: ServerResponse) => Promise<void>

/** How a stamp is made: by which certificate, with which hash, taking which hashes. */
export type StampOptions = Readonly<{
  by?: string
  digest?: string
  /** Hashes the authority takes. */
  takes?: string
  /** Hash that names the certificate: sha1 makes the older attribute. */
  essHash?: string
}>

export async function openTimeAuthority() {
  const home = mkdtempSync(join(tmpdir(), 'pendopo-tsa-'))
  const path = (name: string) => join(home, name)
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOUSE: home }
  const openssl = async (...args: readonly string[]) => {
    const run = promisify(execFile)
    const { stdout } = await run('openssl', args, { cwd: home, env, encoding: 'buffer' })
    return stdout
  }
  writeFileSync(path('conf'), CONF)
  writeFileSync(path('serial'), '01\n')

  const keyKind = (name: string) =>
    name.includes('-rsa1024')
      ? ['-newkey', 'rsa:1024']
      : name.includes('-ec')
        ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']
        : ['-newkey', 'rsa:2048']
  /** A certificate by itself. */
  const makeRoot = (name: string) =>
    openssl(
      ...['req', '-x509', ...keyKind(`${name}-ec`), '-nodes', '-keyout', `${name}.key`],
      ...['-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '30'],
      ...['-config', 'conf', '-extensions', 'ca'],
    )
  /** A certificate that another one has issued. */
  const issue = async (name: string, issuer: string, kind: string) => {
    await openssl(
      ...['req', '-new', ...keyKind(name), '-nodes', '-keyout', `${name}.key`],
      ...['-out', `${name}.csr`, '-subj', `/CN=${name}`, '-config', 'conf'],
    )
    await openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`],
      ...['-CAcreateserial', '-days', '20', '-extfile', 'conf', '-extensions', kind],
      ...['-out', `${name}.pem`],
    )
  }
  await makeRoot('akar')
  await issue('stempel', 'akar', 'stamps')

  let serial = 0
  const reply = async (query: Uint8Array, options: StampOptions = {}): Promise<Buffer> => {
    const { by = 'stempel', digest = 'sha256', takes = 'sha256', essHash = 'sha256' } = options
    serial += 1
    const [asked, conf] = [`q${serial}.tsq`, `conf${serial}`]
    writeFileSync(path(asked), query)
    const certs = by === 'stempel' ? 'akar' : `${by}-rantai`
    writeFileSync(
      path(conf),
      `${CONF}signer_cert = ${path(by)}.pem\nsigner_key = ${path(by)}.key\ncerts = ${path(certs)}.pem\nsigner_digest = ${digest}\ndigests = ${takes}\ness_cert_id_alg = ${essHash}\n`,
    )
    return openssl('ts', '-reply', '-config', conf, '-section', 'tsa', '-queryfile', asked)
  }

  let behave: Behaviour = async ({ body }, response) => send(response, await reply(body))
  const seen: Posted[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const posted = {
      body: Buffer.concat(pieces),
      contentType: request.headers['content-type'] ?? '',
    }
    seen.push(posted)
    await behave(posted, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}/stempel`,
    /** The certificate to be trusted, as a file. */
    rootPath: path('akar.pem'),
    path,
    openssl,
    makeRoot,
    issue,
    reply,
    seen,
    read: (name: string) => readFileSync(path(name), 'utf8'),
    write: (name: string, bytes: Uint8Array | string) => writeFileSync(path(name), bytes),
    answerWith: (next: Behaviour) => {
      behave = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The answer as RFC 3161 wants it sent. */
export function send(response: ServerResponse, body: Uint8Array | string): void {
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
  response.end(body)
}
