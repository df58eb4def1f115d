import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseToken, type Token } from '../signer/pkcs11-signer.ts'

const MODULE = '/usr/lib/softhsm/libsofthsm2.so'
export const TOKEN_PIN = '4321'

/** Debian's softhsm2 and opensc. */
export const hasSoftToken =
  existsSync(MODULE) &&
  spawnSync('pkcs11-tool', ['--list-interfaces'], { stdio: 'ignore' }).error === undefined

if (!hasSoftToken)
  process.stderr.write('SKIPPED: keys in a token need softhsm2 and opensc (.ci/install-servers)\n')

/** A token in software, in a folder of its own; without softhsm2 only its description. */
export function openSoftToken() {
  const home = mkdtempSync(join(tmpdir(), 'pendopo-token-'))
  const [conf, tokens, away] = ['softhsm2.conf', 'tokens', 'away'].map((name) => join(home, name))
  if (conf === undefined || tokens === undefined || away === undefined) throw new Error('paths')
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', SOFTHSM2_CONF: conf, UJI_PIN: TOKEN_PIN }
  const run = (program: string, args: readonly string[]) =>
    execFileSync(program, args, { env, stdio: 'ignore' })
  mkdirSync(tokens)
  writeFileSync(conf, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`)
  if (hasSoftToken)
    run('softhsm2-util', [
      ...['--init-token', '--free', '--label', 'pendopo', '--so-pin', '8765'],
      ...['--pin', TOKEN_PIN],
    ])
  return {
    home,
    describe: (changes: Partial<Token> = {}): Token => {
      const environment = { SOFTHSM2_CONF: conf }
      const token = { module: MODULE, tokenLabel: 'pendopo', id: '01', environment, ...changes }
      return parseToken(JSON.stringify(token), 'token.json')
    },
    /** @param type as pkcs11-tool names it: "EC:edwards25519" */
    makeKey: (type: string, id: string) =>
      run('pkcs11-tool', [
        ...['--module', MODULE, '--token-label', 'pendopo', '--login', '--pin', 'env:UJI_PIN'],
        ...['--keypairgen', '--key-type', type, '--id', id, '--label', 'log', '--usage-sign'],
      ]),
    takeAway: () => {
      renameSync(tokens, away)
      mkdirSync(tokens)
    },
    bringBack: () => {
      rmSync(tokens, { recursive: true })
      renameSync(away, tokens)
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  }
}
