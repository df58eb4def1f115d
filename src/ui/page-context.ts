import type { Actor } from '../kernel/actor.ts'
import type { WordRefusal } from '../kernel/wording.ts'

export type Lang = 'id' | 'en'

/** The Indonesian catalogue gives the shape; another language is one file that satisfies it. */
export type Catalogue<Messages> = Readonly<Record<Lang, Messages>>

/** The region this deployment serves; one deployment is one region. */
export type Region = Readonly<{
  /** Full name as on letters: "Kabupaten Jatiraya". */
  name: string
  /** Short name: "Jatiraya". */
  shortName: string
  /** Domain every official address ends in: "jatiraya.go.id". */
  domain: string
  /** IANA zone: Asia/Jakarta, Asia/Makassar or Asia/Jayapura. */
  timezone: string
  /** Style sheet with the region's own colours; absent where it keeps the house's. */
  coloursHref?: string
}>

export type Assets = Readonly<{
  /** Minified text of a style sheet, inlined for a visitor who does not have it yet. */
  cssTextOf: (name: string) => string
  /** Address of a built file with its content hash: "pendopo.css", "logo.svg". */
  href: (file: string) => string
  /** Hashed address of a client script by its file name without extension ("lapor"). */
  scriptHref: (name: string) => string
  /** Bytes of a first visit to this path, where they were measured. */
  weightOf?: (path: string) => number | undefined
}>

/** Everything a page needs besides its own props. Built once per request by platform/http. */
export type PageContext = Readonly<{
  lang: Lang
  /** A refusal's sentence in this language. */
  word: WordRefusal
  /** Path and query of this request, for the language switch and the current mark in navigation. */
  path: string
  actor: Actor
  region: Region
  assets: Assets
  /** Token for the hidden `_csrf` field of every POST form. */
  csrf: string
  /** True when the visitor has no cookie of ours yet: the CSS is inlined. */
  isFirstVisit: boolean
  isDemo: boolean
  /** Part of the demo's past is still being laid out. */
  isDemoGrowing?: boolean
  /** The instant of this request: pages never read the clock. */
  now: Date
  /** Unread notices of the one who is signed in; absent for strangers. */
  unread?: number
  /** One-time message after a redirect, already in the visitor's language. */
  flash?: Readonly<{ kind: 'success' | 'notice' | 'error'; text: string }>
}>
