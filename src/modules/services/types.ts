import type { Tx } from '../../platform/db/database.ts'
import type { Lang } from '../../ui/page-context.ts'
import type { Act } from './actions/act.ts'
import type { Inspect } from './actions/inspection.ts'
import type { GiveOpinion } from './actions/opinion.ts'
import type { Submit } from './actions/submit.ts'
import type { Deps } from './deps.ts'
import type { Layanan, Words } from './domain/definition/types.ts'

/** An occasion in life by which services are found. */
export type Peristiwa = Readonly<{ kode: string; nama: Words }>

/** A service's satisfaction: words and page, and the figures behind them. */
export type Score = Readonly<{
  text: string
  href: string
  /** 25 to 100 in hundredths. */
  indeks: number
  mutu: string
  responden: number
}>

/** A counter: how its line stands, where a number is taken and where an appointment is made. */
export type Queue = Readonly<{
  nama: string
  isOpen: boolean
  waiting: number
  href: string
  takeHref: string
  bookHref: string | undefined
}>

/** What pages need of modules beside this one. */
export type Neighbours = Readonly<{
  /** Score of a service's satisfaction survey, in words with its page. */
  scoreOf: (kode: string, lang: Lang) => Promise<Score | undefined>
  /** Counters where this service can be had, the mall first; none where its office depends on who asks. */
  queuesOf: (layanan: Layanan) => Promise<readonly Queue[]>
}>

/** The module's own functions, for its pages, jobs and other modules. */
export type Services = Neighbours &
  Readonly<{
    deps: Deps
    submit: Submit
    act: Act
    giveOpinion: GiveOpinion
    inspect: Inspect
    peristiwa: readonly Peristiwa[]
    /** Services that fit what was typed, best first, for the search of the front page. */
    find: (
      typed: string,
      lang: Lang,
      limit: number,
    ) => Promise<readonly Readonly<{ href: string; name: string; summary: string }>[]>
    /** The bill of an application was paid. */
    settlePaid: (tx: Tx, permohonanId: string) => Promise<void>
    /** Name of a service and whether it costs something, also of one that is published no more. */
    describe: (kode: string, lang: Lang) => Promise<Readonly<{ nama: string; isGratis: boolean }>>
  }>
