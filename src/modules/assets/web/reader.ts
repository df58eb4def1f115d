import type { SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { type Req, signedInOf } from '../../../platform/http/route.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import { isWithin, keepsOf, type Lingkup, readsOf } from '../actions/wewenang.ts'
import type { Deps } from '../deps.ts'
import type { Kartu } from '../store/kartu-store.ts'

export type Reader = Readonly<{
  actor: SignedIn
  kode: Kodefikasi
  tahun: number
  reads: Lingkup
  keeps: Lingkup
  /** Ids of the SKPD that are read; undefined when every one is. */
  skpdIds: readonly number[] | undefined
  skpdOf: (id: number) => Skpd | undefined
}>

/** Who asks, and whose goods they see and keep. */
export async function readerOf({ kit, fiscal }: Deps, req: Req): Promise<Reader> {
  const actor = signedInOf(req)
  const tahun = yearOf(kit.today())
  const kode = await fiscal.kodefikasi(kit.db, tahun)
  const reads = readsOf(actor, kode)
  return {
    actor,
    kode,
    tahun,
    reads,
    keeps: keepsOf(actor, kode),
    skpdIds: reads.semua ? undefined : reads.skpd.map(({ id }) => id),
    skpdOf: (id) => kode.skpd.byId.get(id),
  }
}

/** May the reader look at this card? */
export function sees({ reads }: Reader, { skpdId }: Pick<Kartu, 'skpdId'>): boolean {
  return reads.semua || isWithin(reads, skpdId)
}

/** The number official lists write: location (SKPD), goods code, register. */
export function nomorOf(
  reader: Reader,
  kartu: Pick<Kartu, 'skpdId' | 'kode' | 'register'>,
): string {
  const lokasi = reader.skpdOf(kartu.skpdId)?.kode ?? ''
  return `${lokasi}/${kartu.kode}.${String(kartu.register).padStart(4, '0')}`
}
