import type { SignedIn } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { SppForm } from '../domain/spp.ts'
import type { LangkahForm } from '../domain/tahap.ts'
import type { Spm } from '../store/sp2d-store.ts'
import type { Periksa, Spp } from '../store/spp-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

export type Perbaikan = Pick<SppForm, 'uraian' | 'penerima' | 'bank' | 'rekening' | 'bukti'>

export type LangkahOrder = LangkahForm &
  Readonly<{
    sppId: string
    /** Checklist of PPK-SKPD, when it is their turn; `lengkap` says of every paper that it is there. */
    periksa?: readonly Omit<Periksa, 'putaran'>[] | 'lengkap'
    /** What was mended in what was sent back. */
    perbaikan?: Perbaikan
    /** What the bank said, when an SP2D was paid. */
    cair?: Readonly<{ tanggal: string; referensi: string }>
  }>

/** A payment, locked, with what a step needs to know of it. */
export type StepAt = Readonly<{
  spp: Spp
  spm: Spm | undefined
  actor: SignedIn
  order: LangkahOrder
}>

export type Told = Readonly<{ spp: Spp; actor: SignedIn; order: LangkahOrder; nomor: string }>

/** The step onto the trail of its payment. */
export function tell(deps: Deps, tx: Tx, { spp, actor, order, nomor }: Told): Promise<void> {
  return addAct(deps, tx, actor, {
    dokumen: 'spp',
    dokumenId: spp.id,
    kejadian: order.langkah,
    nomor,
    ...(order.alasan.trim() === '' ? {} : { alasan: order.alasan }),
    ...(order.suratNomor.trim() === '' ? {} : { suratNomor: order.suratNomor }),
    facts: factsOf(spp),
    version: spp.putaran,
  })
}
