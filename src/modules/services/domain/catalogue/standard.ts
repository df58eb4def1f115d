import { inDays, isRoundClock, promisedHours } from '../clock.ts'
import { fillFigures } from '../definition/figures.ts'
import { paramOn } from '../definition/prepare.ts'
import { type Layanan, type Words, wordsIn } from '../definition/types.ts'

export const COMPONENTS = [
  'dasarHukum',
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'sarana',
  'kompetensi',
  'pengawasan',
  'pengaduan',
  'jumlahPelaksana',
  'jaminanLayanan',
  'jaminanKeamanan',
  'evaluasi',
] as const
export type Component = (typeof COMPONENTS)[number]

/** The six that are made from what runs the service, and cannot drift from it. */
export const GENERATED: readonly Component[] = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'pengaduan',
]

/** Words that the generator needs and a catalogue of words gives. */
export type StandardWords = Readonly<{
  people: (count: string) => string
  noFee: string
  feeOf: (lines: string) => string
  complaintLine: string
  requiredIf: string
  optional: string
  original: string
  promise: (promise: Promise) => string
  /** Where neither a document nor a rule is asked for: what is enough instead. */
  nothingAsked: (assurance: Layanan['applicant']['assurance']) => string
  unverified: string
}>

/** `isName`: called in Indonesian whatever the reader's language, as laws are. */
export type Line = Readonly<{ text: string; note?: string; isName?: true; law?: string }>

export type Promise = Readonly<{
  hours: number
  days: number | undefined
  isCalendar: boolean
  /** Hours that run day and night. */
  isRound: boolean
}>

/** What a service promises as a whole. @param hoursPerDay office hours of a working day */
export function promiseOf(layanan: Layanan, hoursPerDay: number): Promise {
  const { workflow } = layanan
  const hours = promisedHours(workflow, hoursPerDay)
  const isRound = isRoundClock(workflow)
  return {
    hours,
    days: isRound ? undefined : inDays(hours, hoursPerDay),
    isCalendar: workflow.clock === 'kalender',
    isRound,
  }
}

/** `on` is the day whose figures of law are written in. */
export type StandardAsked = Readonly<{
  lang: 'id' | 'en'
  hoursPerDay: number
  words: StandardWords
  on: string
}>

/**
 * The fourteen components of a service standard.
 *
 * @law LYN-001
 * @returns lines of each component in a language
 */
export function standardOf(
  layanan: Layanan,
  { lang, hoursPerDay, words, on }: StandardAsked,
): Readonly<Record<Component, readonly Line[]>> {
  const { standar } = layanan
  const say = (text: Words): Line => ({ text: wordsIn(text, lang) })
  return {
    dasarHukum: standar.dasarHukum.map((law) => ({
      text: law.about === undefined ? law.name : `${law.name}: ${law.about}`,
      isName: true,
      ...(law.isVerified ? {} : { note: words.unverified }),
    })),
    persyaratan: requirementsOf(layanan, { lang, words, on }),
    prosedur: procedureOf(layanan, lang),
    waktu: [
      { text: words.promise(promiseOf(layanan, hoursPerDay)) },
      ...lawsOfTime(layanan).map((text) => ({ text })),
    ],
    biaya: feeOf(layanan, lang, words),
    produk: layanan.outputs.map((output) => ({
      ...say(output.label),
      ...(output.show === undefined ? {} : { note: words.requiredIf }),
    })),
    sarana: standar.sarana.map(say),
    kompetensi: standar.kompetensi.map(say),
    pengawasan: [say(standar.pengawasan)],
    pengaduan: [{ text: words.complaintLine }],
    jumlahPelaksana: [{ text: words.people(String(standar.jumlahPelaksana)) }],
    jaminanLayanan: [say(standar.jaminanLayanan)],
    jaminanKeamanan: [say(standar.jaminanKeamanan)],
    evaluasi: [say(standar.evaluasi)],
  }
}

/** Grounds of promises whose silence counts as approval, and of those that run day and night. */
function lawsOfTime({ workflow }: Layanan): readonly string[] {
  const laws = Object.values(workflow.states).flatMap(({ sla }) =>
    sla?.law !== undefined && (sla.expire === 'setuju' || sla.h24 !== undefined) ? [sla.law] : [],
  )
  return [...new Set(laws)]
}

function requirementsOf(
  { eligibility, documents, params = [], applicant }: Layanan,
  { lang, words, on }: Pick<StandardAsked, 'lang' | 'words' | 'on'>,
): readonly Line[] {
  const param = (id: string) => paramOn(params, id, on)
  const lines: readonly Line[] = [
    ...eligibility
      .filter((rule) => rule.else === 'tolak')
      .map((rule) => ({ text: wordsIn(fillFigures(rule.message, param), lang) })),
    ...documents.map((doc) => {
      const notes = [
        ...(doc.required === true && doc.show === undefined
          ? []
          : [doc.required === false ? words.optional : words.requiredIf]),
        ...(doc.original === true ? [words.original] : []),
      ]
      return {
        text: wordsIn(doc.label, lang),
        ...(notes.length === 0 ? {} : { note: notes.join(', ') }),
      }
    }),
  ]
  return lines.length > 0 ? lines : [{ text: words.nothingAsked(applicant.assurance) }]
}

/** Stages on the way to the product, as applicants read them. */
function procedureOf({ workflow }: Layanan, lang: 'id' | 'en'): readonly Line[] {
  const lines: Line[] = []
  const seen = new Set<string>()
  let now: string | undefined = workflow.start
  while (now !== undefined && !seen.has(now)) {
    seen.add(now)
    const state: Layanan['workflow']['states'][string] | undefined = workflow.states[now]
    if (state === undefined) break
    lines.push({ text: wordsIn(state.public, lang) })
    const next: readonly string[] = [
      ...(state.auto ?? []).map((auto) => auto.to),
      ...(state.join === undefined ? [] : [state.join.to]),
      ...(state.actions ?? []).filter((action) => action.fix !== true).map((action) => action.to),
    ]
    // The straight way: the first step that does not send it back or refuse it.
    now = next.find((to) => !seen.has(to) && !isBad(workflow.states[to]?.end))
  }
  return lines
}

function isBad(end: string | undefined): boolean {
  return end === 'tolak' || end === 'batal'
}

function feeOf({ fee }: Layanan, lang: 'id' | 'en', words: StandardWords): readonly Line[] {
  const lines = (fee.lines ?? []).map((line) => wordsIn(line.label, lang))
  if (fee.kind === 'gratis' || lines.length === 0) return [{ text: words.noFee }]
  return [
    {
      text: words.feeOf(lines.join(', ')),
      ...(fee.law === undefined || fee.law.isVerified
        ? {}
        : { note: words.unverified, law: fee.law.name }),
    },
  ]
}
