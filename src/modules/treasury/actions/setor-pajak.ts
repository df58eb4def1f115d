import type { SignedIn } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsFor, PELAKU } from '../domain/wewenang.ts'
import { listTarif } from '../store/aturan-store.ts'
import { type Belanja, lockBelanja, saveTaxDeposit } from '../store/belanja-store.ts'
import { insertMutasi } from '../store/dana-store.ts'
import { factsOf } from './ajukan.ts'
import { potOf } from './kantong.ts'
import { addAct } from './records.ts'

export type TaxDeposit = Readonly<{ belanjaId: string; tanggal: Tanggal; ntpn: string }>

const NTPN = /^[0-9A-Z]{16}$/

/**
 * Tax that was kept back goes to the state, with the state's receipt number (NTPN).
 *
 * @refuses BUKAN_WEWENANG, BELANJA_TIDAK_ADA, PAJAK_SUDAH_SETOR, NTPN_BENTUK, PAJAK_TANGGAL, codes of accounting
 */
export function createDepositTax(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: TaxDeposit): Promise<Result<'deposited'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const belanja = await lockBelanja(tx, order.belanjaId)
      if (belanja === undefined || belanja.pajak === 0n) return refuse(refusal('BELANJA_TIDAK_ADA'))
      const { skpd } = await fiscal.kodefikasi(tx, belanja.tahun)
      if (!holdsFor(actor, PELAKU.bendahara, belanja.skpdId, skpd))
        return refuse(refusal('BUKAN_WEWENANG'))
      const refusals = refuseDeposit(belanja, order, kit.today())
      return refusals.length > 0 ? refuse(refusals) : deposit(deps, tx, actor, { belanja, order })
    })
}

function refuseDeposit(
  belanja: Belanja,
  { tanggal, ntpn }: TaxDeposit,
  today: Tanggal,
): readonly Refusal[] {
  if (belanja.pajakSetor !== null) return [refusal('PAJAK_SUDAH_SETOR')]
  const isInTime = tanggal >= belanja.tanggal && tanggal <= today
  return [
    ...(NTPN.test(ntpn.trim().toUpperCase()) ? [] : [refusal('NTPN_BENTUK', {}, 'ntpn')]),
    ...(isInTime ? [] : [refusal('PAJAK_TANGGAL', {}, 'tanggal')]),
  ]
}

async function deposit(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { belanja, order }: Readonly<{ belanja: Belanja; order: TaxDeposit }>,
): Promise<Result<'deposited'>> {
  const { kit, fiscal, accounting } = deps
  const { id, skpdId, tahun, pajak, uraian } = belanja
  const { tanggal } = order
  const ntpn = order.ntpn.trim().toUpperCase()
  const held = await potOf(deps, tx, { skpdId, jenis: 'pajak' })
  const dokumen = { jenis: 'setor-pajak', id, nomor: ntpn }
  await insertMutasi(
    tx,
    [{ kasId: held.id, tanggal, keluarSen: pajak, uraian, dokumen }],
    kit.now(),
  )
  await saveTaxDeposit(tx, { id, tanggal, ntpn })
  const rates = await listTarif(tx, belanja.tanggal)
  const tarif = rates.find(({ kode }) => kode === belanja.pajakKode)
  const { rekening } = await fiscal.kodefikasi(tx, tahun)
  const rekeningId = rekening.byKode.get(tarif?.rekeningKode ?? '')?.id ?? null
  const posted = await accounting.postMapped(tx, {
    kode: 'potongan-setor-bendahara',
    tahun,
    tanggal,
    skpdId,
    dokumen,
    uraian,
    oleh: actor.accountId,
    rincian: [{ rekeningId, jumlahSen: pajak }],
  })
  if (!posted.ok) return posted
  await addAct(deps, tx, actor, {
    dokumen: 'kas',
    dokumenId: id,
    kejadian: 'setor',
    nomor: ntpn,
    facts: factsOf({ skpdId, tahun, jenis: 'pajak', jumlah: pajak }),
  })
  return ok('deposited')
}
