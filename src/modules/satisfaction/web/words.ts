import { assert } from '../../../kernel/assert.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Lang, TagKind } from '../../../ui/index.ts'
import type { Aturan, Mutu } from '../domain/aturan.ts'
import type { Kuesioner, Ruas, Unsur } from '../domain/kuesioner.ts'
import { type Periode, parsePeriode } from '../domain/periode.ts'
import { publikMessages } from '../messages/index.ts'

export const TAGS: Readonly<Record<Mutu, TagKind>> = {
  A: 'selesai',
  B: 'proses',
  C: 'tunggu',
  D: 'lewat',
}

/** `82,34` from 8234: always with its decimals, so that figures of a table stand in line. */
export function hundredths(value: number, lang: Lang): string {
  return fixed(value, { lang, digits: 2 })
}

/** `3,294` from 3294. */
export function thousandths(value: number, lang: Lang): string {
  return fixed(value, { lang, digits: 3 })
}

function fixed(value: number, { lang, digits }: Readonly<{ lang: Lang; digits: number }>): string {
  assert(Number.isSafeInteger(value) && value >= 0, 'figures are kept as whole numbers')
  const unit = 10 ** digits
  const whole = Math.floor(value / unit)
  const rest = String(value % unit).padStart(digits, '0')
  return `${formatNumber(whole, lang)}${lang === 'id' ? ',' : '.'}${rest}`
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const

/** `Triwulan III 2026`, `Tahun 2026`. */
export function periodeName({ tahun, triwulan }: Periode, lang: Lang): string {
  const m = publikMessages(lang)
  if (triwulan === undefined) return m.tahun(String(tahun))
  const number = lang === 'id' ? ROMAN[triwulan - 1] : String(triwulan)
  return m.triwulan(number ?? '', String(tahun))
}

/** The same from a code we wrote ourselves. */
export function kodeName(kode: string, lang: Lang): string {
  const periode = parsePeriode(kode)
  return periode === undefined ? kode : periodeName(periode, lang)
}

/** `A, Sangat baik`. */
export function mutuName(mutu: Mutu, aturan: Aturan, lang: Lang): string {
  const found = aturan.mutu.find((one) => one.mutu === mutu)
  return publikMessages(lang).mutuOf(mutu, found?.nama[lang] ?? '')
}

export function unsurName(unsur: Unsur, kuesioner: Kuesioner, lang: Lang): string {
  return kuesioner.unsur.find(({ kode }) => kode === unsur)?.nama[lang] ?? unsur
}

export function ruasName(ruas: Ruas, kuesioner: Kuesioner, lang: Lang): string {
  return kuesioner.responden.find(({ kode }) => kode === ruas)?.nama[lang] ?? ruas
}

export function pilihanName(
  ruas: Ruas,
  pilihan: string,
  { kuesioner, lang }: Readonly<{ kuesioner: Kuesioner; lang: Lang }>,
): string {
  if (pilihan === '') return publikMessages(lang).notTold
  const choices = kuesioner.responden.find(({ kode }) => kode === ruas)?.pilihan
  return choices?.find(({ kode }) => kode === pilihan)?.nama[lang] ?? pilihan
}

/** How scores come about, with the bounds in force and where they are from, as sentences. */
export function methodLines(
  { aturan, kuesioner }: Readonly<{ aturan: Aturan; kuesioner: Kuesioner }>,
  lang: Lang,
): readonly string[] {
  const m = publikMessages(lang)
  const classes = aturan.mutu.map((one) =>
    m.classFrom(one.mutu, one.nama[lang], hundredths(one.bawahSeperseratus, lang)),
  )
  const bounds = `${m.classes}: ${classes.join('; ')}. ${m.source(aturan.mutuSumber)}`
  return [
    m.methodIndex,
    m.methodInterval,
    m.methodSample(String(aturan.sampel.galatPersen)),
    m.methodPrivacy,
    aturan.mutuTerverifikasi ? bounds : `${bounds} ${m.unverified}`,
    m.questionsFrom(kuesioner.sumber),
  ]
}
