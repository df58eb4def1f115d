import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/**
 * A file in the Pabulib format (pabulib.org): sections META, PROJECTS and VOTES, each with a header line, fields
 * divided by semicolons, quotes as in RFC 4180.
 */
export type PbFile = Readonly<{
  meta: Readonly<Record<string, string>>
  projects: readonly Readonly<Record<string, string>>[]
  votes: readonly Readonly<Record<string, string>>[]
}>

const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const

/** Most lines a file may have: what the largest published elections have, several times over. */
const LINES_MAX = 5_000_000

/**
 * Read a file.
 *
 * @refuses BERKAS_PB_RUSAK
 */
export function readPb(text: string): Result<PbFile> {
  const records = readRecords(text)
  if (records === undefined) return broken('"')
  const sections = new Map<string, (readonly string[])[]>()
  let current: (readonly string[])[] | undefined
  for (const record of records) {
    const [first = ''] = record
    const name = first.trim().toUpperCase()
    if (record.length === 1 && SECTIONS.some((known) => known === name)) {
      if (sections.has(name)) return broken(`${name} 2×`)
      current = []
      sections.set(name, current)
    } else if (record.length > 1 || first.trim() !== '') current?.push(record)
  }
  const missing = SECTIONS.find((name) => (sections.get(name)?.length ?? 0) === 0)
  if (missing !== undefined) return broken(missing)
  const meta = Object.fromEntries(
    (sections.get('META') ?? [])
      .slice(1)
      .map(([key = '', value = '']) => [key.trim(), value.trim()]),
  )
  return ok({
    meta,
    projects: tableOf(sections.get('PROJECTS')),
    votes: tableOf(sections.get('VOTES')),
  })
}

function broken(sebab: string) {
  return refuse(refusal('BERKAS_PB_RUSAK', { sebab }))
}

function tableOf(records: readonly (readonly string[])[] = []) {
  const [head = [], ...rest] = records
  const names = head.map((name) => name.trim())
  return rest.map((record) =>
    Object.fromEntries(names.map((name, index) => [name, (record[index] ?? '').trim()])),
  )
}

/** @returns undefined when a quote stays open */
function readRecords(text: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = []
  let record: string[] = []
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at <= text.length && records.length < LINES_MAX) {
    const end = text[at] === '"' ? endOfQuoted(text, at) : endOfPlain(text, at)
    if (end === undefined) return undefined
    record.push(unquoted(text.slice(at, end)))
    at = end + 1
    if (text[end] === ';') continue
    records.push(record)
    record = []
    if (text[end] === '\r' && text[at] === '\n') at += 1
  }
  return records
}

function unquoted(raw: string): string {
  return raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw
}

function endOfPlain(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== ';' && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

/** Behind the closing quote and whatever stands between it and the next mark. */
function endOfQuoted(text: string, from: number): number | undefined {
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close === -1) return undefined
    if (text[close + 1] !== '"') return close + 1
    at = close + 2
  }
}

const META_FIRST = [
  'description',
  'country',
  'unit',
  'instance',
  'num_projects',
  'num_votes',
  'budget',
]

/** Write a file: the same facts give the same bytes. */
export function writePb({ meta, projects, votes }: PbFile): string {
  const keys = [
    ...META_FIRST.filter((key) => meta[key] !== undefined),
    ...Object.keys(meta)
      .filter((key) => !META_FIRST.includes(key))
      .toSorted(),
  ]
  const lines = [
    'META',
    'key;value',
    ...keys.map((key) => `${cell(key)};${cell(meta[key] ?? '')}`),
    'PROJECTS',
    ...tableLines(projects, ['project_id', 'cost', 'votes', 'score', 'name', 'selected']),
    'VOTES',
    ...tableLines(votes, ['voter_id', 'vote', 'points', 'voting_method']),
  ]
  return `${lines.join('\n')}\n`
}

function tableLines(
  table: readonly Readonly<Record<string, string>>[],
  order: readonly string[],
): readonly string[] {
  const used = new Set(table.flatMap((row) => Object.keys(row)))
  const names = [
    ...order.filter((name, index) => index < 2 || used.has(name)),
    ...[...used].filter((name) => !order.includes(name)).toSorted(),
  ]
  return [
    names.join(';'),
    ...table.map((row) => names.map((name) => cell(row[name] ?? '')).join(';')),
  ]
}

function cell(text: string): string {
  const flat = text.replaceAll(/[\r\n]+/g, ' ')
  return /[";]/.test(flat) || flat.startsWith(' ') ? `"${flat.replaceAll('"', '""')}"` : flat
}
