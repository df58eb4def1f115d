import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { designMessages } from '../../messages/index.ts'
import { definition } from '../../testing/definition.ts'
import { diffDefinitions } from './diff.ts'
import type { Layanan } from './types.ts'

const BASE = definition()
const tell = (newer: Layanan, older = BASE, lang: 'id' | 'en' = 'id') =>
  diffDefinitions(older, newer, { words: designMessages(lang).diff, lang }).map((one) => one.text)
const withState = (id: string, more: object): Layanan => ({
  ...BASE,
  workflow: {
    ...BASE.workflow,
    states: { ...BASE.workflow.states, [id]: { ...BASE.workflow.states[id], ...more } as never },
  },
})

describe('the difference of two versions', () => {
  it('is nothing when only the number of the version differs', () => {
    expect(tell({ ...BASE, version: 7 })).toEqual([])
  })

  it.each<readonly [string, Layanan, string]>([
    [
      'a document that need not be handed in any more',
      { ...BASE, documents: BASE.documents.map((doc) => ({ ...doc, required: false })) },
      'Berkas ‘Pengantar RT/RW’ tidak lagi wajib',
    ],
    [
      'a document that is needed under a condition',
      {
        ...BASE,
        documents: BASE.documents.map((doc) =>
          doc.id === 'rt'
            ? { ...doc, required: ['>=', ['age', { f: 'p.lahir' }], 60] as const }
            : doc,
        ),
      },
      'Berkas ‘Pengantar RT/RW’ wajib hanya bila umur menurut ‘Tanggal lahir’ paling sedikit 60',
    ],
    [
      'a promise',
      withState('ttd', { sla: { d: 1, expire: 'eskalasi', to: 'camat' } }),
      'Janji tahap Tanda tangan berubah dari 4 jam kerja, lalu diberitahukan ke camat menjadi 1 hari kerja, lalu diberitahukan ke camat',
    ],
    [
      'a field that is gone',
      {
        ...BASE,
        form: BASE.form.map((page) => ({
          ...page,
          fields: page.fields.filter((field) => field.id !== 'tingkat'),
        })),
      },
      'Isian ‘Kantor polisi tujuan’ dihapus',
    ],
    [
      'a figure of law',
      {
        ...BASE,
        params: (BASE.params ?? []).map((param) => ({
          ...param,
          values: [
            ...param.values,
            { from: '2027-01-01' as never, value: 180, source: 'Perbup 1/2026', isVerified: true },
          ],
        })),
      },
      'Angka hukum ‘SKCK yang lewat selama ini dibuat baru (hari)’: nilai berubah dari 2021-01-01: 365 (Peraturan Kepolisian 6/2023 (periksa)) menjadi 2021-01-01: 365 (Peraturan Kepolisian 6/2023 (periksa)); 2027-01-01: 180 (Perbup 1/2026 ✓)',
    ],
    [
      'a rule',
      {
        ...BASE,
        eligibility: [
          ...BASE.eligibility,
          { id: 'baru', when: true, else: 'tolak', message: 'Aturan baru.' },
        ],
      },
      'Syarat ‘Aturan baru.’ ditambahkan',
    ],
    [
      'an owner',
      { ...BASE, owner: 'dukcapil' },
      'Layanan: penanggung jawab berubah dari desa menjadi dukcapil',
    ],
  ])('tells of %s in plain words', (_, newer, sentence) => {
    expect(tell(newer)).toContain(sentence)
  })

  it('tells that rows were moved without telling of every row', () => {
    const moved = { ...BASE, documents: BASE.documents.toReversed() }
    expect(tell(moved)).toEqual(['Urutan berkas berubah'])
  })

  it('says the same in English', () => {
    const newer = { ...BASE, documents: BASE.documents.filter((doc) => doc.id !== 'lama') }
    expect(tell(newer, BASE, 'en')).toEqual(['Document ‘Old certificate’ was removed'])
  })

  it('never passes over a change, wherever in the document it is', () => {
    const places = leavesOf(BASE).filter(([first]) => first !== 'version')
    fc.assert(
      fc.property(fc.constantFrom(...places), (path) => {
        const newer = changeAt(BASE, path) as Layanan
        expect(tell(newer).length, path.join('.')).toBeGreaterThan(0)
        expect(tell(BASE, newer).length, path.join('.')).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})

type Path = readonly string[]

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

/** The same document with another value at one leaf. */
function changeAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined)
    return typeof value === 'string' ? `${value}x` : value === true ? false : 991
  const record = value as Record<string, unknown>
  const inner = changeAt(record[key], rest)
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...record, [key]: inner }
}
