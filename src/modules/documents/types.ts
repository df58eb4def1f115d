import type { Tanggal } from '../../kernel/date.ts'

/** A piece of a letter. Text is printed as it stands: nothing in it is markup. */
export type Block =
  | Readonly<{ kind: 'paragraf'; text: string }>
  | Readonly<{ kind: 'tabel'; rows: readonly LabelValue[] }>
  | Readonly<{ kind: 'daftar'; items: readonly string[] }>

export type LabelValue = readonly [label: string, value: string]

/** Who puts his name under it: an official with his own certificate, or the office with its seal. */
export type Penanda = Readonly<{
  level: 'tte' | 'segel'
  /** The official's account; a seal has none. */
  accountId?: string
  nama: string
  jabatan: string
  as?: 'plt' | 'plh' | 'delegasi'
}>

/** A letter to be issued, as data. */
export type NewLetter = Readonly<{
  /** What kind it is, in the words of who orders it: a service's output. Never personal data. */
  jenis: string
  judul: string
  unitKode: string
  klasifikasi?: string
  nomorPola: string
  /** For a letter to somebody: to whom, how urgent, about what. Absent: a statement with its title in the middle. */
  surat?: Readonly<{ hal: string; sifat?: string; lampiran?: string; kepada?: string }>
  isi: readonly Block[]
  penutup?: string
  tanda: Penanda
  sampai?: Tanggal
  /** What the page behind the QR shows of the letter, masked by who orders it. */
  qrShow: readonly LabelValue[]
  pemilikAkunId?: string
  /** What it is about, by its number: a case of another module. */
  subject: Readonly<{ kind: string; id: string; nomor: string }>
  /** Id of the letter it takes the place of. */
  menggantikan?: string
}>

/** Asked of the official at the action; never stored, never logged. */
export type Secret = Readonly<{ nik?: string; passphrase: string }>

export type Issued =
  | Readonly<{ suratId: string; kode: string; nomor: string }>
  /** Its signer cannot be reached: it has no number, no QR and no signature until he can. */
  | Readonly<{ menunggu: true; suratId: string }>

export type SuratStatus = 'menunggu' | 'berlaku' | 'dicabut' | 'diganti'

/** What other modules may see of a letter. */
export type LetterSummary = Readonly<{
  suratId: string
  judul: string
  status: SuratStatus
  nomor: string | null
  kode: string | null
  terbitAt: Date | null
  sampai: Tanggal | null
}>
