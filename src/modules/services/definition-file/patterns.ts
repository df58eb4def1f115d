import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../../package-root.ts'
import { expandPola } from '../domain/definition/expand.ts'
import type { Layanan, Words } from '../domain/definition/types.ts'
import { LayananSchema } from './schema.ts'

const folder = join(packageRoot, 'data/layanan')

const words = z.strictObject({ id: z.string(), en: z.string() })
const Explanations = z.record(z.string(), z.strictObject({ nama: words, keterangan: words }))

/** A pattern a new service can begin from, with what it is for. */
export type Pattern = Readonly<{
  id: string
  nama: Words
  keterangan: Words
  /** A whole service with this pattern, to show its stages and its promise. */
  sample: Layanan
}>

/** What a new service has before anybody writes it; the pattern and the author's words come over it. */
const BASE = {
  schema: 'layanan/1',
  version: 1,
  effective: { from: '2026-01-01' },
  running: 'finish-on-old',
  name: 'Layanan baru',
  summary: 'Layanan baru',
  owner: 'desa',
  kind: 'surat',
  keywords: ['layanan baru'],
  events: [],
  applicant: { who: ['warga'], delegate: ['keluarga', 'petugas-loket'], assurance: 2 },
  channels: ['web', 'loket'],
  offline: true,
  standar: {
    dasarHukum: [{ name: 'UU 25/2009 tentang Pelayanan Publik', isVerified: false }],
    sarana: [{ id: 'Loket dan ruang tunggu', en: 'Counter and waiting room' }],
    kompetensi: [{ id: 'Memahami tata naskah dinas', en: 'Knows official correspondence' }],
    pengawasan: {
      id: 'Atasan langsung dan Inspektorat Daerah',
      en: 'The superior and the inspectorate',
    },
    jumlahPelaksana: 2,
    jaminanLayanan: {
      id: 'Selesai dalam waktu yang dijanjikan',
      en: 'Done within the time promised',
    },
    jaminanKeamanan: {
      id: 'Data pribadi dilindungi sesuai UU 27/2022',
      en: 'Personal data are protected under Law 27/2022',
    },
    evaluasi: { id: 'Survei Kepuasan Masyarakat', en: 'Satisfaction survey' },
  },
  eligibility: [],
  form: [
    {
      id: 'diri',
      title: { id: 'Data diri', en: 'About you' },
      fields: [
        {
          id: 'p.nik',
          type: 'nik',
          label: 'NIK',
          required: true,
          prefill: 'penduduk.nik',
          lock: true,
          pii: 'umum',
        },
        {
          id: 'p.nama',
          type: 'teks',
          label: { id: 'Nama', en: 'Name' },
          required: true,
          prefill: 'penduduk.nama',
          lock: true,
          max: 100,
          pii: 'umum',
        },
      ],
    },
  ],
  documents: [],
  fee: { kind: 'gratis' },
  privacy: { basis: 'kewajiban hukum', retainYears: 5, drop: [], export: 'agregat' },
  tests: [],
} as const

type Plain = Readonly<Record<string, unknown>>
export type NewWords = Readonly<{
  code: string
  name: string
  summary: string
  owner: string
  from: string
}>

export type Patterns = Readonly<{
  all: readonly Pattern[]
  /** A whole definition to go on from; undefined for a pattern nobody has. */
  begin: (pattern: string, own: NewWords) => Layanan | undefined
}>

/** The patterns that ship, as definitions name them. */
export function readPola(): ReadonlyMap<string, Plain> {
  const names = readdirSync(join(folder, 'pola')).filter((name) => name.endsWith('.json'))
  return new Map<string, Plain>(
    names.map((name) => [name.replace(/\.json$/, ''), readJson(join('pola', name))]),
  )
}

/** The patterns that ship, read once. */
export function readPatterns(): Patterns {
  const pola = new Map(readPola())
  pola.set('', BASE)
  const explained = Explanations.parse(readJson('keterangan-pola.json'))
  const begin: Patterns['begin'] = (pattern, own) => {
    if (pattern === '' || !pola.has(pattern)) return undefined
    const whole = expandPola({ pola: ['', pattern] }, pola)
    return 'missing' in whole ? undefined : finish(whole.definition, own)
  }
  return {
    all: [...pola.keys()].toSorted().flatMap((id) => {
      const sample = begin(id, {
        code: 'CONTOH-POLA',
        name: 'Contoh',
        summary: 'Contoh',
        owner: 'desa',
        from: BASE.effective.from,
      })
      // One that nobody explained yet is still offered: its stages are told from what it holds.
      const name = id.replaceAll('-', ' ')
      const words = explained[id] ?? { nama: { id: name, en: name }, keterangan: '' }
      return sample === undefined ? [] : [{ id, ...words, sample }]
    }),
    begin,
  }
}

function readJson(name: string): Plain {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Plain
}

function finish(whole: Plain, { from, ...own }: NewWords): Layanan {
  const states = (whole.workflow as Layanan['workflow']).states
  const ends = Object.keys(states).filter(
    (id) => states[id]?.end === 'terbit' || states[id]?.end === 'selesai',
  )
  return LayananSchema.parse({
    ...whole,
    ...own,
    version: 1,
    effective: { from },
    keywords: [own.name.toLowerCase().slice(0, 60)],
    outputs: [{ id: 'hasil', label: own.name, at: ends[0] ?? Object.keys(states)[0] }],
  })
}
