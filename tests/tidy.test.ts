import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import graph from '../modules.cjs'
import { describeEnv } from '../src/env.ts'
import {
  type Breach,
  findBans,
  findBrokenDocuments,
  findForeignSql,
  findLongFiles,
  findUnknownLaw,
  findVagueNames,
  readTree,
} from './support/house-rules.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const source = readTree(['src', 'tests', 'scripts'], ['.ts', '.tsx', '.mjs'])
const sql = readTree(['src'], ['.sql'])
const documents = readTree(['docs', 'src'], ['.md']).concat(
  [
    'README.md',
    'README.id.md',
    'ARCHITECTURE.md',
    'STYLE.md',
    'GLOSSARY.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
  ].map((path) => ({ path, text: read(path) })),
)
const show = (breaches: readonly Breach[]) =>
  breaches.map(({ file, line, advice }) => `${file}:${line} ${advice}`)
const schemas = Object.keys(graph).map((name) => name.replaceAll('-', '_'))

describe('the house', () => {
  it('was looked at: a checker that saw no files proves nothing', () => {
    expect(source.length).toBeGreaterThan(150)
    expect(sql.length).toBeGreaterThan(4)
    expect(documents.length).toBeGreaterThan(20)
  })

  it('keeps banned words out of the source', () =>
    expect(
      show(
        findBans(
          source.filter(
            (file) => !file.path.endsWith('house-rules.ts') && file.path !== 'tests/tidy.test.ts',
          ),
        ),
      ),
    ).toEqual([]))

  it('keeps files short', () => expect(show(findLongFiles(source))).toEqual([]))

  it('names files for what they hold', () => expect(show(findVagueNames(source))).toEqual([]))

  it('keeps every module’s SQL in its own schema', () =>
    expect(show(findForeignSql([...source, ...sql], schemas))).toEqual([]))

  it('has documents with one title and links that lead somewhere', () =>
    expect(show(findBrokenDocuments(documents, (path) => existsSync(join(root, path))))).toEqual(
      [],
    ))

  it('cites only law that is in the register', () => {
    const known = new Set(
      read('docs/law/register.csv')
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? ''),
    )
    expect(
      show(
        findUnknownLaw(
          source.filter((file) => file.path.startsWith('src/')),
          known,
        ),
      ),
    ).toEqual([])
  })

  it('explains every table in the glossary or its own comment', () => {
    const text = sql.map((file) => file.text).join('\n')
    const tables = [...text.matchAll(/create table ([a-z_]+\.[a-z_0-9]+)/g)].map(
      (match) => match[1] ?? '',
    )
    const silent = tables.filter((table) => !text.includes(`comment on table ${table} is`))
    expect(silent).toEqual([])
  })

  it('has one short README per module', () => {
    const missing = Object.keys(graph).filter(
      (name) => !existsSync(join(root, 'src/modules', name, 'README.md')),
    )
    expect(missing).toEqual([])
    const long = Object.keys(graph).filter(
      (name) => read(`src/modules/${name}/README.md`).split('\n').length > 60,
    )
    expect(long).toEqual([])
  })

  it('lists every variable of the environment in .env.example', () => {
    const listed = new Set(
      [...read('.env.example').matchAll(/^#?\s*([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]),
    )
    expect(
      describeEnv()
        .map((row) => row.name)
        .filter((name) => !listed.has(name)),
    ).toEqual([])
  })

  it('names every module in the README table', () => {
    const readme = read('README.md')
    expect(Object.keys(graph).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})

describe('the rules themselves', () => {
  const file = (path: string, text: string) => [{ path, text }]

  it('find a planted breach and pass clean text', () => {
    expect(findBans(file('src/modules/x/domain/a.ts', 'const t = Date.now()'))).toHaveLength(1)
    expect(findBans(file('src/platform/a.ts', 'const t = Date.now()'))).toHaveLength(0)
    const racing = 'await Promise.all([add(tx), note(tx)])'
    expect(findBans(file('src/modules/x/actions/a.ts', racing))).toHaveLength(1)
    expect(findBans(file('src/modules/x/web/a.ts', racing))).toHaveLength(0)
    expect(findBans(file('src/a.tsx', '<p style="color:red">'))).toHaveLength(1)
    expect(findVagueNames(file('src/x/utils.ts', ''))).toHaveLength(1)
    expect(findLongFiles(file('src/a.ts', '\n'.repeat(500)))).toHaveLength(1)
    expect(
      findForeignSql(file('src/modules/portal/store.ts', 'select a from identity.akun'), [
        'identity',
        'portal',
      ]),
    ).toHaveLength(1)
    expect(
      findForeignSql(file('src/modules/portal/store.ts', 'select a from identity.pub_akun'), [
        'identity',
        'portal',
      ]),
    ).toHaveLength(0)
    expect(findBrokenDocuments(file('docs/a.md', '# A\n[x](b.md)'), () => false)).toHaveLength(1)
    expect(
      findUnknownLaw(file('src/a.ts', '/** * @law ZZZ-999 */'), new Set(['ADU-001'])),
    ).toHaveLength(1)
  })
})
