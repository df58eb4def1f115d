import type { Tanggal } from '../../kernel/date.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { BacaAcuan } from './actions/acuan.ts'

/** A happening of goods, journalled by the mapping accountants keep. */
export type PeristiwaBarang = Readonly<{
  kode: string
  tahun: number
  tanggal: Tanggal
  skpdId: number
  dokumen: Readonly<{ jenis: string; id: string; nomor: string }>
  uraian: string
  oleh: string
  bagian?: number
  rincian: readonly Readonly<{ rekeningId: number | null; jumlahSen: Sen }>[]
}>

/** What this module asks of the books. */
export type Books = Readonly<{
  postMapped: (
    tx: Tx,
    peristiwa: PeristiwaBarang,
  ) => Promise<Result<readonly Readonly<{ id: string; nomor: string }>[]>>
  saldo: (
    tx: Tx,
    question: Readonly<{ tahun: number; tanggal: Tanggal; skpdId?: number; awalan: string }>,
  ) => Promise<readonly Readonly<{ rekeningId: number; kode: string; saldoSen: Sen }>[]>
}>

/** A line of capital spending that no card has taken up in full. */
export type BelanjaModal = Readonly<{
  barisId: string
  sp2dId: string
  sp2dNomor: string
  tanggal: Tanggal
  skpdId: number
  rekeningId: number
  uraian: string
  jumlahSen: Sen
  /** What no card has taken up yet. */
  sisaSen: Sen
}>

/** What this module asks of the treasury. */
export type Spending = Readonly<{
  belanjaModal: (
    tx: Tx,
    question: Readonly<{ tahun: number; skpdIds: readonly number[] | undefined; cursor?: string }>,
  ) => Promise<Readonly<{ rows: readonly BelanjaModal[]; nextCursor: string | undefined }>>
  /** The lines of these ids that can still be taken up, whichever are there. */
  barisModal: (tx: Tx, ids: readonly string[]) => Promise<readonly BelanjaModal[]>
  linkAset: (
    tx: Tx,
    link: Readonly<{
      sp2dBarisId: string
      aset: Readonly<{ jenis: 'kartu' | 'kdp'; id: string; nomor: string }>
      jumlahSen: Sen
    }>,
  ) => Promise<Result<unknown>>
}>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  fiscal: Fiscal
  accounting: Books
  treasury: Spending
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; acuan: BacaAcuan }>
