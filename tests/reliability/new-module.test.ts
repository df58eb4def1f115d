import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'pendopo-module-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))
const LONG_MS = 300_000

/** The repository as a newcomer has it, without what is built or stored. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'dist', 'var'])
cpSync(root, copy, {
  recursive: true,
  filter: (path) => !LEFT_OUT.has(path.slice(root.length + 1)),
})
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

function run(command: string, ...args: readonly string[]): string {
  const done = spawnSync(join(copy, 'node_modules/.bin', command), args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', FORCE_COLOR: '0' },
  })
  return done.status === 0 ? '' : `${command}: ${done.stdout}${done.stderr}`
}

describe('a new module', () => {
  it('is written complete: formatted, typed, pure where it must be, within the rules, and tidy', {
    timeout: LONG_MS,
  }, () => {
    expect(run('tsx', 'scripts/new-module.ts', 'contoh-modul', 'Contoh')).toBe('')
    expect(run('biome', 'check', '--error-on-warnings', 'src/modules/contoh-modul')).toBe('')
    expect(run('biome', 'check', '--error-on-warnings', 'src/app.ts', 'modules.cjs')).toBe('')
    expect(run('tsc', '-p', 'tsconfig.json')).toBe('')
    const rules = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']
    expect(run('depcruise', ...rules)).toBe('')
    expect(run('tsx', 'scripts/graph.ts', '--check')).toBe('')
    const built = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: copy,
      encoding: 'utf8',
    })
    expect([built.status, built.stderr]).toEqual([0, ''])
    const tests = ['src/modules/contoh-modul', 'tests/tidy.test.ts']
    expect(run('vitest', 'run', '--project', 'unit', '--project', 'db', ...tests)).toBe('')
    expect(readFileSync(join(copy, 'README.id.md'), 'utf8')).toContain('contoh-modul')
  })

  it('is refused a name that is taken or no name, and changes nothing', {
    timeout: LONG_MS,
  }, () => {
    for (const name of ['audit', 'Contoh', '../lain', ''])
      expect([name, run('tsx', 'scripts/new-module.ts', name, 'Contoh') !== '']).toEqual([
        name,
        true,
      ])
  })
})
