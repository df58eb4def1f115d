import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { type Sen, sen, subtractSen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, holdsFor, PELAKU } from '../domain/wewenang.ts'
import { insertIkatan, insertMutasi, lockPagu, lockRkud } from '../store/dana-store.ts'
import { findSp2dOf } from '../store/sp2d-store.ts'
import { listSppBaris, lockSpp, sumReturned } from '../store/spp-store.ts'
import { insertSts, type JenisSts, lockBelumSetor, markDeposited } from '../store/sts-store.ts'
import { lowerUp } from '../store/up-store.ts'
import { factsOf, releaseBudget } from './ajukan.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'

type Deposit = Readonly<{
  jenis: JenisSts
  skpdId: number
  jumlah: Sen
  uraian: string
  kasDari: string | null
  sp2dId: string | null
  peristiwa: string
  rincian: readonly Readonly<{
    rekeningId: number | null
    jumlahSen: Sen
    mataAnggaranId?: string
    subKegiatanId?: number | null
  }>[]
}>

export type StsMade = Readonly<{ id: string; nomor: string }>

/** Money into the region's account, with its number, its journal, and a row in both books. */
async function deposit(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  one: Deposit,
): Promise<Result<StsMade>> {
  const { kit, fiscal, accounting } = deps
  const tanggal = kit.today()
  const tahun = yearOf(tanggal)
  const running = await fiscal.requireRunning(tx, tahun)
  if (!running.ok) return running
  const { skpdId, jumlah, uraian, kasDari, sp2dId, jenis } = one
  const kode = await fiscal.kodefikasi(tx, tahun)
  const rkud = await lockRkud(tx)
  if (rkud === undefined) return refuse(refusal('RKUD_BELUM_ADA'))
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'sts',
    tahun,
    bulan: Number(tanggal.slice(5, 7)),
    skpdKode: present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode,
  })
  const id = kit.newId()
  const dokumen = { jenis: 'sts', id, nomor }
  const into = { kasId: rkud.id, tanggal, masukSen: jumlah, uraian, dokumen }
  const out =
    kasDari === null ? [] : [{ kasId: kasDari, tanggal, keluarSen: jumlah, uraian, dokumen }]
  await insertMutasi(tx, [...out, into], kit.now())
  const posted = await accounting.postMapped(tx, {
    kode: one.peristiwa,
    tahun,
    tanggal,
    skpdId,
    dokumen,
    uraian,
    oleh: actor.accountId,
    rincian: one.rincian,
  })
  if (!posted.ok) return posted
  const jurnalId = present(posted.value[0], 'a deposit makes a journal').id
  const dibuat = { dibuatOleh: actor.accountId, dibuatAt: kit.now() }
  const row = {
    id,
    nomor,
    tahun,
    skpdId,
    jenis,
    tanggal,
    jumlah,
    kasDari,
    sp2dId,
    uraian,
    jurnalId,
  }
  await together([
    insertSts(tx, { ...row, kasKe: rkud.id, ...dibuat }),
    addAct(deps, tx, actor, {
      dokumen: 'sts',
      dokumenId: id,
      kejadian: 'setor',
      nomor,
      facts: factsOf({ skpdId, tahun, jenis, jumlah }),
    }),
  ])
  return ok({ id, nomor })
}

/**
 * Revenue goes into the region's account: these receipts, each once.
 *
 * @refuses BUKAN_WEWENANG, PENERIMAAN_BELUM_DIPILIH
 */
export function createDepositRevenue(deps: Deps) {
  const { kit, fiscal } = deps
  return (
    actor: SignedIn,
    order: Readonly<{ skpdId: number; ids: readonly string[] }>,
  ): Promise<Result<StsMade>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId } = order
      const { skpd } = await fiscal.kodefikasi(tx, yearOf(kit.today()))
      if (!holdsFor(actor, PELAKU.penerimaan, skpdId, skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const found = await lockBelumSetor(tx, order)
      if (found.length === 0) return refuse(refusal('PENERIMAAN_BELUM_DIPILIH'))
      const pot = await potOf(deps, tx, { skpdId, jenis: 'penerimaan' })
      const jumlah = sumSen(found.map((one) => one.jumlah))
      const made = await deposit(deps, tx, actor, {
        jenis: 'pendapatan',
        skpdId,
        jumlah,
        uraian: `Penyetoran ${found.length} penerimaan`,
        kasDari: pot.id,
        sp2dId: null,
        peristiwa: 'sts-penyetoran',
        rincian: [{ rekeningId: null, jumlahSen: jumlah }],
      })
      if (made.ok) await markDeposited(tx, { ids: found.map(({ id }) => id), stsId: made.value.id })
      return made
    })
}

export type RestOrder = Readonly<{ skpdId: number; jumlahSen: Sen; uraian: string }>

/**
 * What is left of the imprest goes back at the end of the year, or when the decree is lowered.
 *
 * @refuses BUKAN_WEWENANG, SPP_JUMLAH, KANTONG_TIDAK_CUKUP
 */
export function createReturnUp(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: RestOrder): Promise<Result<StsMade>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { skpdId, jumlahSen } = order
      const tahun = yearOf(kit.today())
      const { skpd } = await fiscal.kodefikasi(tx, tahun)
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, skpd)) return refuse(refusal('BUKAN_WEWENANG'))
      if (jumlahSen <= 0n) return refuse(refusal('SPP_JUMLAH', {}, 'jumlah'))
      const pot = await potOf(deps, tx, { skpdId, jenis: 'bank' })
      if (pot.saldo < jumlahSen)
        return refuse(refusal('KANTONG_TIDAK_CUKUP', { sisa: formatSen(pot.saldo) }, 'jumlah'))
      await lowerUp(tx, { tahun, skpdId, jumlah: jumlahSen })
      return deposit(deps, tx, actor, {
        jenis: 'sisa-up',
        skpdId,
        jumlah: jumlahSen,
        uraian: order.uraian.trim() || 'Setoran sisa UP',
        kasDari: pot.id,
        sp2dId: null,
        peristiwa: 'setoran-sisa-up',
        rincian: [{ rekeningId: null, jumlahSen }],
      })
    })
}

/**
 * What a TU did not spend goes back, and its budget is free again.
 *
 * @refuses BUKAN_WEWENANG, TU_BELUM_CAIR, TU_TIDAK_BERSISA, KANTONG_TIDAK_CUKUP
 */
export function createReturnTu(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, sppId: string): Promise<Result<StsMade>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const spp = await lockSpp(tx, sppId)
      const sp2d = await findSp2dOf(tx, sppId)
      if (spp?.jenis !== 'TU' || sp2d === undefined || sp2d.jurnalId === null)
        return refuse(refusal('TU_BELUM_CAIR'))
      const { skpdId } = spp
      const { skpd } = await fiscal.kodefikasi(tx, spp.tahun)
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, skpd)) return refuse(refusal('BUKAN_WEWENANG'))
      const rest = (await unusedLines(tx, sppId)).filter(({ jumlahSen }) => jumlahSen > 0n)
      const jumlah = sumSen(rest.map(({ jumlahSen }) => jumlahSen))
      const pot = await potOf(deps, tx, { skpdId, jenis: 'bank' })
      if (jumlah === 0n) return refuse(refusal('TU_TIDAK_BERSISA'))
      if (pot.saldo < jumlah)
        return refuse(refusal('KANTONG_TIDAK_CUKUP', { sisa: formatSen(pot.saldo) }))
      await giveBack(deps, tx, { sppId, rest, isSpent: false })
      return deposit(deps, tx, actor, {
        jenis: 'sisa-tu',
        skpdId,
        jumlah,
        uraian: `Setoran sisa TU ${spp.nomor}`,
        kasDari: pot.id,
        sp2dId: sp2d.id,
        peristiwa: 'setoran-sisa-tu',
        rincian: [{ rekeningId: null, jumlahSen: jumlah }],
      })
    })
}

export type ReturnOrder = Readonly<{
  sppId: string
  baris: readonly Readonly<{ mataAnggaranId: string; jumlahSen: Sen }>[]
  uraian: string
}>

/**
 * A payee gives back what was paid too much, in the year it was paid: spending and budget are as if it had not been.
 *
 * @refuses BUKAN_WEWENANG, SPP_TIDAK_ADA, KEMBALI_BARIS
 */
export function createReturnSpending(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: ReturnOrder): Promise<Result<StsMade>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const spp = await lockSpp(tx, order.sppId)
      const sp2d = await findSp2dOf(tx, order.sppId)
      if (
        spp === undefined ||
        sp2d === undefined ||
        sp2d.jurnalId === null ||
        !spp.jenis.startsWith('LS')
      )
        return refuse(refusal('SPP_TIDAK_ADA'))
      const { skpdId } = spp
      const { skpd } = await fiscal.kodefikasi(tx, spp.tahun)
      if (!holdsFor(actor, PELAKU.bendahara, skpdId, skpd) && !holdsAny(actor, PELAKU.bud))
        return refuse(refusal('BUKAN_WEWENANG'))
      const lines = await unusedLines(tx, order.sppId)
      const rest = order.baris.flatMap(({ mataAnggaranId, jumlahSen }) => {
        const line = lines.find((one) => one.mataAnggaranId === mataAnggaranId)
        const isWithin = line !== undefined && jumlahSen > 0n && jumlahSen <= line.jumlahSen
        return isWithin ? [{ ...line, jumlahSen }] : []
      })
      if (rest.length === 0 || rest.length < order.baris.length)
        return refuse(refusal('KEMBALI_BARIS', {}, 'baris'))
      await giveBack(deps, tx, { sppId: spp.id, rest, isSpent: true })
      return deposit(deps, tx, actor, {
        jenis: 'pengembalian-belanja',
        skpdId,
        jumlah: sumSen(rest.map(({ jumlahSen }) => jumlahSen)),
        uraian: order.uraian.trim() || `Pengembalian belanja ${sp2d.nomor}`,
        kasDari: null,
        sp2dId: sp2d.id,
        peristiwa: 'pengembalian-belanja',
        rincian: rest,
      })
    })
}

/** Lines of a payment with what is neither accounted for, nor an asset, nor given back already. */
async function unusedLines(tx: Tx, sppId: string) {
  const [lines, returned] = await together([listSppBaris(tx, sppId), sumReturned(tx, sppId)])
  return lines.map((line) => {
    const used = sumSen([
      line.terpakaiSen,
      line.tercatatSen,
      returned.get(line.mataAnggaranId) ?? ZERO_SEN,
    ])
    return { ...line, jumlahSen: subtractSen(line.jumlahSen, used) }
  })
}

type Back = Readonly<{
  sppId: string
  rest: readonly Readonly<{ mataAnggaranId: string; jumlahSen: Sen }>[]
  /** It was counted as spending. */
  isSpent: boolean
}>

/** Budget that comes back is free again, here and in budget's own counter. */
async function giveBack(deps: Deps, tx: Tx, { sppId, rest, isSpent }: Back): Promise<void> {
  await releaseBudget(deps, tx, rest)
  await lockPagu(
    tx,
    rest.map(({ mataAnggaranId }) => mataAnggaranId),
  )
  const back = rest.map(({ mataAnggaranId, jumlahSen }) => ({
    sppId,
    mataAnggaranId,
    terikatSen: sen(-jumlahSen),
    ...(isSpent ? { cairSen: sen(-jumlahSen) } : {}),
    sebab: 'kembali' as const,
  }))
  await insertIkatan(tx, back, deps.kit.now())
}
