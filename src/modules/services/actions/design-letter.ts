import type { Deps } from '../deps.ts'
import { fieldsOf } from '../domain/definition/names.ts'
import { factsOf, prepare } from '../domain/definition/prepare.ts'
import type { Field, Layanan, Letter } from '../domain/definition/types.ts'
import { wordsIn } from '../domain/definition/types.ts'
import { type LetterPart, writeLetter } from '../domain/letter.ts'
import { worldOf } from './case-facts.ts'

/** Made-up values of each type, for showing a letter before there is an application. */
const SAMPLES: Readonly<Partial<Record<Field['type'], unknown>>> = {
  paragraf: 'Contoh keterangan yang ditulis pemohon.',
  angka: 12,
  rupiah: 1_500_000,
  tanggal: '1990-05-17',
  bulan: '2026-03',
  centang: true,
  pernyataan: true,
  nik: '3399011705900001',
  nkk: '3399010101100001',
  nib: '1234567890123',
  npwpd: 'P.1.000001.01.01',
  hp: '081200000000',
  email: 'nama@contoh.id',
}

/** @returns a letter filled with made-up answers, and its number as a pattern of the right length */
export function sampleLetter(
  deps: Deps,
  isi: Layanan,
  letter: Letter,
): Readonly<{ parts: readonly LetterPart[]; nomor: string }> {
  const prepared = prepare(isi)
  const fields = fieldsOf(isi)
  const facts = factsOf(prepared, {
    answers: Object.fromEntries(fields.map((field) => [field.id, sampleOf(deps, field)])),
    known: { 'case.tanggal': deps.kit.today() },
    documents: new Set(isi.documents.map((doc) => doc.id)),
    today: deps.kit.today(),
    ...worldOf(deps, () => false),
  })
  const parts = writeLetter(letter, {
    // Every part is shown: whoever reads the preview wants to see what may stand there.
    facts,
    nameOf: (name, value) => nameIn(deps, fields, name, value),
  })
  const year = deps.kit.today().slice(0, 4)
  const unit = isi.owner.toUpperCase()
  const nomor = letter.number
    .replace(/\{seq(:\d)?\}/, '0001')
    .replace('{tahun}', year)
    .replace('{bulan}', '01')
    .replace('{bulanRomawi}', 'I')
    .replace('{unit}', () => unit)
    .replace('{klasifikasi}', () => isi.refs?.klasifikasi ?? '000')
  return { parts, nomor }
}

function sampleOf({ reference, layanan }: Deps, field: Field): unknown {
  if (field.type === 'ulang')
    return [
      Object.fromEntries(
        (field.fields ?? []).map((cell) => [
          cell.id,
          sampleOf({ reference, layanan } as Deps, cell),
        ]),
      ),
    ]
  if (field.type === 'wilayah') {
    const [kecamatan] = reference.kecamatan()
    return kecamatan === undefined ? undefined : reference.desaOf(kecamatan.kode)[0]?.kode
  }
  if (field.options !== undefined) {
    const first =
      'ref' in field.options
        ? Object.keys(layanan.tables.get(field.options.ref)?.rows ?? {})[0]
        : field.options[0]?.[0]
    return field.type === 'banyak' ? [first] : first
  }
  return SAMPLES[field.type] ?? `Contoh ${wordsIn(field.label, 'id').toLowerCase()}`
}

function nameIn(
  { reference, layanan }: Deps,
  fields: readonly Field[],
  name: string,
  value: unknown,
): string | undefined {
  const [group, column] = name.split('[].')
  const outer = fields.find((field) => field.id === group)
  const field = column === undefined ? outer : outer?.fields?.find((cell) => cell.id === column)
  if (field?.type === 'wilayah') return reference.findWilayah(String(value))?.nama
  if (field?.options === undefined) return undefined
  if ('ref' in field.options) {
    const table = layanan.tables.get(field.options.ref)
    return table === undefined
      ? undefined
      : String(table.rows[String(value)]?.[table.shown] ?? value)
  }
  const found = field.options.find(([one]) => one === value)
  return found === undefined ? undefined : wordsIn(found[1], 'id')
}
