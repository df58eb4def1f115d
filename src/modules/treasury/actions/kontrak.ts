import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { addDays, type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  decideAdendum,
  decideKontrak,
  type KontrakForm,
  type TerminForm,
} from '../domain/kontrak.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import {
  insertAdendum,
  insertBast,
  insertJaminan,
  insertKontrak,
  insertTermin,
  type Jaminan,
  type Kontrak,
  listJaminanAkhir,
  lockKontrak,
  updateKontrakNilai,
} from '../store/kontrak-store.ts'
import { factsOf } from './ajukan.ts'
import { aturanOf } from './clocks.ts'
import { addAct } from './records.ts'
import { reviseStages } from './termin.ts'

export type KontrakOrder = KontrakForm & Readonly<{ skpdId: number; subKegiatanId: number | null }>

/**
 * Record a contract with its stages, under the next number of its SKPD.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, codes of decideKontrak
 */
export function createMakeKontrak(deps: Deps) {
  const { kit, fiscal } = deps
  return (
    actor: SignedIn,
    order: KontrakOrder,
  ): Promise<Result<Readonly<{ id: string; nomor: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const tahun = yearOf(kit.today())
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const kode = await fiscal.kodefikasi(tx, tahun)
      const { skpdId, termin, ...form } = order
      if (!holdsFor(actor, PELAKU.kontrak, skpdId, kode.skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const advance = decideKontrak(order)
      if (!advance.ok) return advance
      const id = kit.newId()
      const nomor = await fiscal.nextNomor(tx, {
        jenis: 'kontrak',
        tahun,
        bulan: Number(form.tanggal.slice(5, 7)),
        skpdKode: present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode,
      })
      const dibuat = { dibuatOleh: actor.accountId, dibuatAt: kit.now() }
      const more = { uangMuka: advance.value, ...dibuat }
      const stages = termin.map((one, at) => ({ ...one, id: kit.newId(), urutan: at + 1 }))
      await insertKontrak(tx, { ...form, id, nomor, tahun, skpdId, ...more })
      await together([
        insertTermin(tx, id, stages),
        addAct(deps, tx, actor, {
          dokumen: 'kontrak',
          dokumenId: id,
          kejadian: 'buat',
          nomor,
          facts: factsOf({ skpdId, tahun, jenis: 'kontrak', jumlah: form.nilai }),
        }),
      ])
      return ok({ id, nomor })
    })
}

type At = Readonly<{ tx: Tx; kontrak: Kontrak }>

/** Work on a contract of one's SKPD, locked. */
function onKontrak<T>(
  deps: Deps,
  actor: SignedIn,
  id: string,
  work: (at: At) => Promise<Result<T>>,
): Promise<Result<T>> {
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const kontrak = await lockKontrak(tx, id)
    if (kontrak === undefined) return refuse(refusal('KONTRAK_TIDAK_ADA'))
    const { skpd } = await deps.fiscal.kodefikasi(tx, kontrak.tahun)
    if (!holdsFor(actor, PELAKU.kontrak, kontrak.skpdId, skpd))
      return refuse(refusal('BUKAN_WEWENANG'))
    return work({ tx, kontrak })
  })
}

function tell(
  deps: Deps,
  { tx, kontrak }: At,
  actor: SignedIn,
  act: Readonly<{ kejadian: string; alasan?: string; jumlah: Sen }>,
) {
  const { skpdId, tahun } = kontrak
  return addAct(deps, tx, actor, {
    dokumen: 'kontrak',
    dokumenId: kontrak.id,
    kejadian: act.kejadian,
    nomor: kontrak.nomor,
    ...(act.alasan === undefined ? {} : { alasan: act.alasan }),
    facts: factsOf({ skpdId, tahun, jenis: 'kontrak', jumlah: act.jumlah }),
  })
}

export type AdendumOrder = Readonly<{
  kontrakId: string
  nomor: string
  tanggal: Tanggal
  nilai: Sen
  selesai: Tanggal
  alasan: string
  /** Stages in place of those nobody asked for yet; left out, they stay. */
  termin?: readonly TerminForm[]
}>

/** @refuses KONTRAK_TIDAK_ADA, BUKAN_WEWENANG, codes of decideAdendum, ADENDUM_NOMOR, codes of reviseStages */
export function createAddAdendum(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: AdendumOrder): Promise<Result<'changed'>> =>
    onKontrak(deps, actor, order.kontrakId, async (at) => {
      const nomor = order.nomor.trim()
      const refusals = [
        ...decideAdendum(order, at.kontrak),
        ...(nomor.length >= 3 && nomor.length <= 200
          ? []
          : [refusal('ADENDUM_NOMOR', {}, 'nomor')]),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const { termin, ...row } = order
      const { nilai, selesai, alasan } = row
      const revised = await reviseStages(deps, at.tx, { kontrak: at.kontrak, nilai, termin })
      if (revised.length > 0) return refuse(revised)
      const dibuat = { dibuatOleh: actor.accountId, dibuatAt: kit.now() }
      await insertAdendum(at.tx, {
        ...row,
        id: kit.newId(),
        nomor,
        alasan: alasan.trim(),
        ...dibuat,
      })
      await updateKontrakNilai(at.tx, { id: at.kontrak.id, nilai, selesai })
      await tell(deps, at, actor, { kejadian: 'adendum', alasan, jumlah: nilai })
      return ok('changed')
    })
}

/** @refuses KONTRAK_TIDAK_ADA, BUKAN_WEWENANG, JAMINAN_ISI */
export function createAddJaminan(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: Omit<Jaminan, 'id'>): Promise<Result<'recorded'>> =>
    onKontrak(deps, actor, order.kontrakId, async (at) => {
      const [penerbit, nomor] = [order.penerbit.trim(), order.nomor.trim()]
      if (penerbit.length < 3 || penerbit.length > 200 || nomor === '' || order.nilai <= 0n)
        return refuse(refusal('JAMINAN_ISI', {}, 'penerbit'))
      const dibuat = { dibuatOleh: actor.accountId, dibuatAt: kit.now() }
      await insertJaminan(at.tx, { ...order, penerbit, nomor, id: kit.newId(), ...dibuat })
      await tell(deps, at, actor, { kejadian: 'jaminan', jumlah: order.nilai })
      return ok('recorded')
    })
}

export type BastOrder = Readonly<{
  kontrakId: string
  nomor: string
  tanggal: Tanggal
  fisikBps: number
}>

/** @refuses KONTRAK_TIDAK_ADA, BUKAN_WEWENANG, BAST_ISI */
export function createAddBast(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: BastOrder): Promise<Result<'recorded'>> =>
    onKontrak(deps, actor, order.kontrakId, async (at) => {
      const nomor = order.nomor.trim()
      const { fisikBps, tanggal } = order
      const isSound = nomor.length >= 3 && fisikBps > 0 && fisikBps <= 10_000
      if (!isSound || tanggal < at.kontrak.tanggal || tanggal > kit.today())
        return refuse(refusal('BAST_ISI', {}, 'nomor'))
      const dibuat = { dibuatOleh: actor.accountId, dibuatAt: kit.now() }
      await insertBast(at.tx, { ...order, nomor, id: kit.newId(), ...dibuat })
      await tell(deps, at, actor, { kejadian: 'bast', jumlah: at.kontrak.nilai })
      return ok('recorded')
    })
}

/** Share the rule in force holds back, in basis points: told beside the field, not filled in. */
export async function usualRetention(deps: Deps, tx: Tx): Promise<number> {
  return (await aturanOf(deps, tx, 'retensi')).nilai
}

/** Guarantees of running contracts that end soon, by the rule in force, or have ended. */
export async function endingGuarantees(deps: Deps, tx: Tx, skpdIds: readonly number[] | undefined) {
  const rule = await aturanOf(deps, tx, 'jaminan-peringatan')
  const sampai = addDays(deps.kit.today(), rule.nilai)
  return listJaminanAkhir(tx, { sampai, skpdIds, limit: 100 })
}
