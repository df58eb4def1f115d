import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { PageContext } from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { Susutan } from '../domain/penyusutan.ts'
import type { Asal } from '../store/asal-store.ts'
import type { Foto } from '../store/foto-store.ts'
import type { Kartu } from '../store/kartu-store.ts'
import type { Mutasi } from '../store/mutasi-store.ts'
import type { Riwayat } from '../store/riwayat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'

/** Everything the page of a card shows. */
export type CardProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  kartu: Kartu
  /** Official number: location, goods code and register. */
  nomor: string
  skpd: string
  mutasi: readonly Mutasi[]
  schedule: readonly (Susutan & Readonly<{ charge: Sen; periode: string }>)[]
  riwayat: readonly Riwayat[]
  asal: readonly (Asal & Readonly<{ kdpLabel: string | null }>)[]
  foto: readonly Foto[]
  usulan: readonly Usulan[]
  /** Particulars the goods code asks for and the card lacks. */
  gaps: readonly string[]
  mayChange: boolean
  tujuan: readonly Skpd[]
  typed: Readonly<Record<string, string>>
}>
