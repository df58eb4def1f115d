import type { Role } from '../../../../kernel/actor.ts'
import type { Tanggal } from '../../../../kernel/date.ts'
import type { Expr } from '../expr/types.ts'

/** Words for people: Indonesian, and English where somebody wrote it. */
export type Words = string | Readonly<{ id: string; en?: string }>

/**
 * A service as a document: everything the portal needs to publish its standard, take an application,
 * handle it and issue its letter. Never code; (code, version) never changes once published.
 */
export type Layanan = Readonly<{
  schema: 'layanan/1'
  /** KEL-DOMISILI: owner's letters, then a word. */
  code: string
  version: number
  effective: Readonly<{ from: Tanggal; to?: Tanggal }>
  /** Applications under way: finish on their version, or go on in this one by a map of old to new states. */
  running: 'finish-on-old' | Readonly<{ migrate: Readonly<Record<string, string>> }>
  name: Words
  summary: Words
  /** Who answers for it: an agency's code, or the village or district office of the applicant. */
  owner: UnitRef
  kind: Kind
  /** Everyday words people search by, typing errors need not be listed. */
  keywords: readonly string[]
  /** Occasions in life it belongs to: codes of data/layanan/peristiwa.json. */
  events?: readonly string[]
  refs?: Readonly<{ sippn?: string; klasifikasi?: string; kbli?: readonly string[] }>
  applicant: Applicant
  channels: readonly Channel[]
  offline: boolean
  standar: Standar
  params?: readonly Param[]
  eligibility: readonly Rule[]
  form: readonly Page[]
  documents: readonly Doc[]
  /** Id of the field of type wilayah whose village decides which offices handle it; the applicant's own without it. */
  place?: string
  workflow: Workflow
  fee: Fee
  outputs: readonly Output[]
  privacy: Privacy
  /** Fields that statistics may be split by. */
  stats?: readonly string[]
  tests: readonly Golden[]
}>

/** A service of the centre: the catalogue names it and leads there. */
export type Rujukan = Readonly<{
  schema: 'rujukan/1'
  code: string
  version: number
  name: Words
  summary: Words
  keywords: readonly string[]
  events?: readonly string[]
  agency: Words
  url: string
  /** What the region can do meanwhile: help at the counter, a service of ours beside it. */
  here?: Words
  lawBasis: readonly Law[]
}>

export const KINDS = [
  'surat',
  'adminduk',
  'izin',
  'rekomendasi',
  'pajak',
  'bansos',
  'kesehatan',
  'pendidikan',
  'fasilitas',
] as const
export type Kind = (typeof KINDS)[number]

/**
 * `pemilik` is the owner, `desa` and `kecamatan` are the offices of the application's place; anything else is
 * an agency's code.
 */
export type UnitRef = 'pemilik' | 'desa' | 'kecamatan' | (string & {})

/** Who may be told of a deadline that was missed. */
export const ESCALATION_ROLES = [
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'bupati',
] as const satisfies readonly Role[]

export const APPLICANTS = ['warga', 'badan', 'wajib-pajak'] as const
export const DELEGATES = ['keluarga', 'kuasa', 'petugas-loket'] as const
export type Applicant = Readonly<{
  who: readonly (typeof APPLICANTS)[number][]
  delegate: readonly (typeof DELEGATES)[number][]
  /** 1 a known account, 2 NIK matched, 3 seen face to face. */
  assurance: 1 | 2 | 3
}>

export const CHANNELS = ['web', 'loket', 'wa', 'sms', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

/** One legal basis; unverified until somebody has held it against the official text. */
export type Law = Readonly<{ name: string; about?: string; isVerified: boolean }>

/**
 * The eight of the fourteen components of a service standard that cannot be derived.
 *
 * @law LYN-001
 */
export type Standar = Readonly<{
  dasarHukum: readonly Law[]
  sarana: readonly Words[]
  kompetensi: readonly Words[]
  pengawasan: Words
  jumlahPelaksana: number
  jaminanLayanan: Words
  jaminanKeamanan: Words
  evaluasi: Words
  /** Number of the decision that set this standard; absent until one is made. */
  sk?: string
}>

/** A figure of law or regulation with its dates: old applications compute at the old one. */
export type Param = Readonly<{
  id: string
  label: Words
  values: readonly Readonly<{
    from: Tanggal
    value: number | string
    source: string
    isVerified: boolean
  }>[]
}>

/** Who may apply. `arahkan` leads to another service, `peringatan` only warns. */
export type Rule = Readonly<{
  id: string
  when: Expr
  else: 'tolak' | 'arahkan' | 'peringatan'
  to?: string
  message: Words
  law?: string
}>

export type Page = Readonly<{ id: string; title: Words; show?: Expr; fields: readonly Field[] }>

export const FIELD_TYPES = [
  'teks',
  'paragraf',
  'angka',
  'rupiah',
  'tanggal',
  'bulan',
  'pilih',
  'centang',
  'banyak',
  'nik',
  'nkk',
  'nib',
  'npwpd',
  'hp',
  'email',
  'wilayah',
  'titik',
  'foto',
  'ulang',
  'hitung',
  'info',
  'pernyataan',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export type Option = readonly [value: string, label: Words]

export type Field = Readonly<{
  /** Letters, digits and dots: p.nama. */
  id: string
  type: FieldType
  label: Words
  hint?: Words
  required?: boolean | Expr
  show?: Expr
  /** Computed and read-only: of type hitung. Where it comes out as a code, `options` give its words. */
  value?: Expr
  /** A name of a register: penduduk.nama. */
  prefill?: string
  /** Taken from the register as it stands; the applicant may dispute it, not change it. */
  lock?: boolean
  options?: readonly Option[] | Readonly<{ ref: string }>
  min?: number
  max?: number
  /** Whole-value pattern in the small language of `pattern.ts`: 9 digit, A letter, other signs themselves. */
  pattern?: string
  check?: readonly Readonly<{ when: Expr; message: Words }>[]
  /** Fields of one row of a repeating group. */
  fields?: readonly Field[]
  pii?: 'umum' | 'spesifik'
  /** Of an officer's form: the applicant reads it too, photos included. What does not say so is not shown. */
  forApplicant?: boolean
  /** The officer takes the answer along to the place. Places themselves always are; other answers only so. */
  onSite?: boolean
}>

/** A document the applicant hands in. `berkas` names its kind in the vault, where one may lie already. */
export type Doc = Readonly<{
  id: string
  label: Words
  hint?: Words
  /** Offered only while this holds; one that is not offered is neither asked for nor taken. */
  show?: Expr
  required: boolean | Expr
  berkas?: string
  accept: readonly ('jpg' | 'pdf')[]
  maxKb: number
  /** Months from its day of issue after which it is too old for this service. */
  maxMonths?: number
  /** The original must be shown when the product is handed over. */
  original?: boolean
}>

export type Workflow = Readonly<{
  start: string
  /** What a day means: a working day of the region, or a day of the calendar. */
  clock: 'kerja' | 'kalender'
  states: Readonly<Record<string, State>>
}>

export const EXPIRIES = ['eskalasi', 'setuju', 'tolak', 'tutup'] as const
/**
 * `h` are office hours, `h24` hours by day and night. `setuju` is deemed approval; `to` is a role for eskalasi, or several where villages have a
 * kades or a lurah, and a state otherwise.
 */
export type Sla = Readonly<{
  h?: number
  h24?: number
  d?: number
  warnAt?: number
  expire: (typeof EXPIRIES)[number]
  to: string | readonly string[]
  law?: string
}>

export const ENDS = ['terbit', 'selesai', 'tolak', 'batal'] as const
export type EndKind = (typeof ENDS)[number]

export type State = Readonly<{
  label: Words
  /** What the applicant reads. */
  public: Words
  /** Several roles where villages have a kades or a lurah. */
  assign?: Readonly<{ role: Role | readonly Role[]; unit?: UnitRef }>
  sla?: Sla
  /** The applicant is at work: the clock of the offices stands still. */
  pause?: boolean
  auto?: readonly Readonly<{ when: Expr; to: string; why: Words }>[]
  /** Opinions asked of several agencies at the same time. */
  join?: Join
  /** Done in the field: its actions' forms work without signal. */
  field?: boolean
  actions?: readonly Action[]
  end?: EndKind
}>

/** An agency that is asked, always or only when the answers call for it. */
export type AskedUnit = UnitRef | Readonly<{ unit: UnitRef; when: Expr }>

/**
 * All must agree, or one is enough; a refusal that decides leads to `no`. Where nobody needs to be asked it
 * goes on at once.
 */
export type Join = Readonly<{
  units: readonly AskedUnit[]
  role: Role | readonly Role[]
  need: 'all' | 'any'
  to: string
  no: string
  /** What an agency fills in beside its opinion, each its own. Names are unique in the whole definition. */
  form?: readonly OpinionForm[]
}>

export type OpinionForm = Readonly<{ unit: UnitRef; fields: readonly Field[] }>

export type Action = Readonly<{
  id: string
  label: Words
  to: string
  roles: readonly (Role | 'pemohon')[]
  guard?: Expr
  /** A reason in words, or one of these. */
  reason?: boolean | readonly Words[]
  form?: readonly Field[]
  bulk?: boolean
  /** Ids of actions whose actor may not also do this one. */
  notSameActorAs?: readonly string[]
  /** A fix list: ticks requirements and reopens only those; one round per stage. */
  fix?: boolean
}>

export type Fee = Readonly<{
  kind: 'gratis' | 'retribusi' | 'pajak'
  /** Whole rupiah. */
  lines?: readonly Readonly<{ label: Words; amount: Expr }>[]
  /** State at which the bill is made and waited for. */
  at?: string
  law?: Law
  account?: string
}>

/** What the applicant gets. Without a letter it is a thing to be fetched or a change in a register. */
export type Output = Readonly<{
  id: string
  label: Words
  /** State on entering which it is issued. */
  at: string
  /** Issued only when this holds. */
  show?: Expr
  letter?: Letter
}>

export type Letter = Readonly<{
  judul: string
  /** Tokens {klasifikasi} {seq:4} {unit} {bulan} {bulanRomawi} {tahun}; other signs stand for themselves. */
  number: string
  blocks: readonly LetterBlock[]
  penutup?: string
  sign: Readonly<{ level: 'tte' | 'segel'; role: Role | readonly Role[]; unit?: UnitRef }>
  /** Months from the day of issue, a number or a figure of law; or the very last day. */
  valid?: Readonly<{ months?: Expr; until?: Expr }>
  /** Shown to whoever checks the code: number and dates always, these besides. A name is masked by `:samar`. */
  show: readonly (readonly [label: string, text: string])[]
}>

/**
 * Texts hold blanks: {p.nama}, {p.lahir:tanggal}, {modal:rupiah}, {luas:angka}, {p.nama:samar}, {tujuan:kecil},
 * figures of law {param:usia}, and what only the letter knows: {kantor.nama}, {kantor.alamat}, {tanggal.ini:tanggal}.
 */
export type LetterBlock = Readonly<
  { show?: Expr } & (
    | { text: string }
    | { table: readonly (readonly [label: string, text: string])[] }
    | { list: readonly string[] }
    /** One row per row of a repeating group; columns are label and field of the row. */
    | { rows: string; columns: readonly (readonly [label: string, field: string])[] }
  )
>

export type Privacy = Readonly<{
  basis: string
  retainYears: number
  /** Documents removed when the application ends. */
  drop: readonly string[]
  export: 'ya' | 'agregat' | 'tidak'
}>

/** A case that must come out so: run before publishing and in every check. */
export type Golden = Readonly<{
  name: string
  at: Tanggal
  /** Answers and facts by name; documents handed in as `dok.<id>`. */
  data: Readonly<Record<string, unknown>>
  expect: Expected
}>

export type Expected = Readonly<{
  eligible?: boolean
  /** Ids of eligibility rules that stop or lead away. */
  stops?: readonly string[]
  /** Ids of eligibility rules that only warn. */
  warnings?: readonly string[]
  route?: string
  /** Whole rupiah. */
  fee?: number
  /** Where the application stands after being handed in. */
  state?: string
  value?: Readonly<Record<string, unknown>>
  /** Ids of required documents. */
  documents?: readonly string[]
  /** Ids of the pages that are asked. */
  pages?: readonly string[]
  /** Ids of fields whose own check fails; a cell is named as it is typed: usaha.0.omzet. */
  checks?: readonly string[]
  /** Ids of what is issued at the end that is shown. */
  outputs?: readonly string[]
  /** Last day of a letter's validity, by output, when issued on the day of the case. */
  until?: Readonly<Record<string, string | null>>
  /** Hours by day and night that the service promises as a whole. */
  h24?: number
  /** Texts that stand in the letter of an output. */
  letter?: Readonly<Record<string, readonly string[]>>
}>

/** @returns the words in a language, Indonesian where there is no other */
export function wordsIn(words: Words, lang: 'id' | 'en'): string {
  if (typeof words === 'string') return words
  return lang === 'en' ? (words.en ?? words.id) : words.id
}
