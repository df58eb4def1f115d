import type { SignedIn } from '../../kernel/actor.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { CatatOrder } from './actions/catat.ts'
import type { Sp2dOrder } from './actions/dari-sp2d.ts'
import type { Dimuat, MuatOrder } from './actions/muat.ts'
import type { SelesaiOrder } from './actions/selesai-kdp.ts'
import type { Tersimpan } from './actions/simpan-kartu.ts'
import type { Disusutkan, SusutOrder } from './actions/susut.ts'
import type { UbahOrder } from './actions/ubah.ts'
import type { KoreksiOrder, RehabOrder } from './actions/ubah-nilai.ts'
import type { PutusanOrder, UsulanOrder } from './actions/usulan.ts'
import type { Deps } from './deps.ts'

/** The door other modules use. A card answers undefined to who does not keep it. */
export type Assets = Readonly<{
  catat: (actor: SignedIn, order: CatatOrder) => Promise<Result<readonly Tersimpan[]>>
  muat: (actor: SignedIn, order: MuatOrder) => Promise<Result<Dimuat>>
  dariSp2d: (actor: SignedIn, order: Sp2dOrder) => Promise<Result<readonly string[]>>
  selesaiKdp: (
    actor: SignedIn,
    order: SelesaiOrder,
  ) => Promise<Result<readonly string[]> | undefined>
  rehab: (actor: SignedIn, order: RehabOrder) => Promise<Result<string> | undefined>
  koreksi: (actor: SignedIn, order: KoreksiOrder) => Promise<Result<string> | undefined>
  ubah: (actor: SignedIn, order: UbahOrder) => Promise<Result<string> | undefined>
  usulkan: (actor: SignedIn, order: UsulanOrder) => Promise<Result<'proposed'> | undefined>
  putus: (actor: SignedIn, order: PutusanOrder) => Promise<Result<string> | undefined>
  /** Sums of all ledgers at the end of a day by SKPD and account: for opening balances. */
  perAkun: (tx: Tx, tanggal: Tanggal) => Promise<ReadonlyMap<number, Map<number, bigint>>>
  /** What runs every night: findings, and cards against books. */
  periksa: () => Promise<void>
  /** A thing in use, by the label stuck on it; what its page shows to anybody. */
  findBarang: (label: string) => Promise<Readonly<{ label: string; nama: string }> | undefined>
  hasCards: (tx: Tx, skpdId: number) => Promise<boolean>
  susutkan: (actor: SignedIn, order: SusutOrder) => Promise<Result<Disusutkan>>
}>

/** The door, and what the pages are made of. */
export type AssetsModule = Assets & Readonly<{ deps: Deps }>
