import type { App } from '../../../app.ts'
import type { Actor, Role, SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { type Sen, sen } from '../../../kernel/money.ts'
import type { Result } from '../../../kernel/result.ts'
import { must, officer, openBudgetHouse, PPKD } from '../../budget/testing/budget-house.ts'
import { fillCashPlan } from '../../budget/testing/fill-cash-plan.ts'
import { createSubmitSpp } from '../actions/ajukan.ts'
import { createTakeLangkah } from '../actions/langkah.ts'
import { createDecideSpd, createDraftSpd } from '../actions/spd.ts'
import type { LangkahOrder } from '../actions/step.ts'
import type { SppForm } from '../domain/spp.ts'
import { insertKas, insertMutasi } from '../store/dana-store.ts'

const signed = (name: string, role: Role, unit: string) => officer(name, role, unit) as SignedIn
export const BENDAHARA = signed('bdhr', 'bendahara', 'pupr')
export const PPTK1 = signed('pptk1', 'pptk', 'pupr')
export const PPK = signed('ppk', 'ppk-skpd', 'pupr')
export const PA1 = signed('pa1', 'pa', 'pupr')
export const BUD = signed('bud', 'bud', 'bpkad')
export const PPKD1 = PPKD as SignedIn
export { must }

export const rupiah = (amount: number): Sen => sen(BigInt(amount) * 100n)

export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

/** Amounts of the four positions every house has: three of goods, one of capital spending. */
const HARGA = ['10.000.000', '20.000.000', '30.000.000', '40.000.000'] as const
const CAPITAL = 3

/** Line of the yearly plan that the capital spending of a house carries out. */
export type FromPlan = Readonly<{ subKegiatan: string; rkpdBarisId: string }>

/** A region with a budget in force, funds released for the year, and cash: made the way officers make it. */
export async function openTreasuryHouse(app: App, plan?: FromPlan) {
  const { treasury, kit } = app
  const { deps } = treasury
  const tahun = yearOf(kit.today())
  const budget = await openBudgetHouse(app, tahun, plan?.subKegiatan)
  const { pupr, sub, belanja, codes } = budget
  const modal = codes.rekening.all.find(({ kode, isDaun }) => isDaun && kode.startsWith('5.2.02.'))
  const accounts = [...belanja.slice(0, 3), modal].map((one) => one?.kode ?? '')
  await budget.enactBudget(
    accounts.map((rekening, at) =>
      budget.change(
        { rekening, volume: '10', harga: HARGA[at] ?? '' },
        { key: `b${at}`, ...(at === CAPITAL && { rkpdBarisId: plan?.rkpdBarisId }) },
      ),
    ),
  )
  await fillCashPlan(app, { tahun, skpdId: pupr.id })
  const positions = await app.budget.anggaranBerlaku(kit.db, { tahun, skpdId: pupr.id })
  const mata = accounts.map((kode) => {
    const id = codes.rekening.byKode.get(kode)?.id
    const found = positions.find(({ rekeningId }) => rekeningId === id)
    if (found === undefined) throw new Error(`no position of ${kode}`)
    return found.id
  })
  const rkud = await openRkud(app)
  const release = async (amount: Sen) => {
    const lines = [{ subKegiatanId: sub.id, jumlahSen: amount }]
    const draft = { skpdId: pupr.id, bulanMulai: 1, bulanSampai: 12, lines }
    const { id } = must(await createDraftSpd(deps)(BUD, draft))
    return createDecideSpd(deps)(PPKD1, { id, isSah: true, alasan: '' })
  }
  return {
    ...createHands(app, { skpdId: pupr.id, mata }),
    deps,
    kit,
    tahun,
    pupr,
    sub,
    mata,
    codes,
    rkud,
    release,
    budget,
  }
}

/** Where documents are made: an SKPD and its budget positions. */
export type TreasuryPlace = Readonly<{ skpdId: number; mata: readonly string[] }>

/** What officers do with a payment, from its request to the money. */
export function createHands(app: App, { skpdId, mata }: TreasuryPlace) {
  const { kit } = app
  const { deps } = app.treasury
  let keys = 0
  const nextKey = () => {
    keys += 1
    return keys
  }
  const form = (amount: number, more: Partial<SppForm> = {}): SppForm => ({
    jenis: 'LS',
    uraian: 'Belanja alat tulis kantor',
    penerima: 'CV Sumber Jaya',
    bank: 'Bank Contoh',
    rekening: '1234567890',
    baris: [{ mataAnggaranId: mata[0] ?? '', uraian: '', jumlahSen: rupiah(amount), pajak: [] }],
    bukti: [{ jenis: 'Faktur', nomor: `F-${nextKey()}`, tanggal: kit.today() }],
    ...more,
  })
  const submit = (one: SppForm, kunci = `kunci-${nextKey()}-uji`) =>
    createSubmitSpp(deps)(PPTK1, { skpdId, kunci, form: one })
  const take = (
    actor: Actor,
    sppId: string,
    order: Partial<LangkahOrder> & Pick<LangkahOrder, 'langkah'>,
  ) => createTakeLangkah(deps)(actor as SignedIn, { sppId, alasan: '', suratNomor: '', ...order })
  const check = (id: string) => take(PPK, id, { langkah: 'setujui', periksa: 'lengkap' })
  const sign = (id: string) => take(PA1, id, { langkah: 'terbit-spm' })
  const issue = (id: string) => take(BUD, id, { langkah: 'terbit-sp2d' })
  const pay = (id: string) =>
    take(BUD, id, {
      langkah: 'cair',
      cair: { tanggal: kit.today(), referensi: `REF-${id.slice(-8)}` },
    })
  const toSpm = async (id: string) => {
    must(await check(id))
    must(await sign(id))
  }
  return { form, submit, take, check, sign, issue, pay, toSpm }
}

const RKUD_ID = '00000000-0000-7000-8000-00000000d0d0'

/** The region's account, with a thousand million rupiah in it. */
async function openRkud({ kit }: App): Promise<string> {
  const bank = { bank: 'Bank Contoh', nomorRekening: '0010010010' }
  await insertKas(kit.db, { id: RKUD_ID, jenis: 'rkud', skpdId: null, nama: 'Kas daerah', ...bank })
  await insertMutasi(
    kit.db,
    [
      {
        kasId: RKUD_ID,
        tanggal: `${yearOf(kit.today())}-01-01`,
        masukSen: rupiah(1_000_000_000),
        uraian: 'Saldo awal',
        dokumen: { jenis: 'saldo-awal', id: RKUD_ID, nomor: 'saldo awal' },
      },
    ],
    kit.now(),
  )
  return RKUD_ID
}
