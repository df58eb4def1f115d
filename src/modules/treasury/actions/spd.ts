import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decideSpd, type SpdForm, type SpdState } from '../domain/spd.ts'
import { ALASAN } from '../domain/tahap.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import { listDana, saveDana } from '../store/dana-store.ts'
import {
  decideSpdRow,
  insertSpd,
  insertSpdBaris,
  listSpdBaris,
  lockSpd,
  type Spd,
} from '../store/spd-store.ts'
import { factsOf } from './ajukan.ts'
import { addAct } from './records.ts'

/** Spending and financing paid out are released; revenue is not. */
const RELEASED = /^(?:5|6\.2)(?:\.|$)/

/** What each sub kegiatan of an SKPD may be released, up to a month: budget, cash plan, earlier releases. */
export async function spdStates(
  deps: Deps,
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number; bulanSampai: number }>,
): Promise<readonly SpdState[]> {
  const { tahun, skpdId } = at
  const kode = await deps.fiscal.kodefikasi(tx, tahun)
  const [positions, months, dana] = await together([
    deps.budget.anggaranBerlaku(tx, { tahun, skpdId }),
    deps.budget.anggaranKas(tx, { tahun, skpdId }),
    listDana(tx, { tahun, skpdId }),
  ])
  const own = positions.filter((one) =>
    RELEASED.test(kode.rekening.byId.get(one.rekeningId)?.kode ?? ''),
  )
  const planned = new Map<string, Sen>()
  for (const { mataAnggaranId, bulan } of months)
    planned.set(mataAnggaranId, sumSen(bulan.slice(0, at.bulanSampai)))
  const subs = [...new Set(own.map(({ subKegiatanId }) => subKegiatanId))]
  return subs.map((sub) => {
    const mine = own.filter(({ subKegiatanId }) => subKegiatanId === sub)
    const found = kode.nomenklatur.byId.get(sub ?? -1)
    return {
      subKegiatanId: sub,
      label: found === undefined ? 'Pembiayaan' : `${found.kode} ${found.nama}`,
      anggaran: sumSen(mine.map(({ anggaran }) => anggaran)),
      rencana: sumSen(mine.map(({ id }) => planned.get(id) ?? ZERO_SEN)),
      spd: dana.find(({ subKegiatanId }) => subKegiatanId === sub)?.spd ?? ZERO_SEN,
    }
  })
}

export type SpdOrder = SpdForm & Readonly<{ skpdId: number }>

/**
 * Kuasa BUD draws up a release; PPKD signs it later.
 *
 * @refuses BUKAN_WEWENANG, TAHUN_*, codes of decideSpd
 */
export function createDraftSpd(deps: Deps) {
  const { kit, fiscal } = deps
  return (actor: SignedIn, order: SpdOrder): Promise<Result<Readonly<{ id: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.susunSpd)) return refuse(refusal('BUKAN_WEWENANG'))
      const tahun = yearOf(kit.today())
      const running = await fiscal.requireRunning(tx, tahun)
      if (!running.ok) return running
      const { skpdId, bulanMulai, bulanSampai, lines } = order
      const states = await spdStates(deps, tx, { tahun, skpdId, bulanSampai })
      const jumlah = decideSpd(order, states)
      if (!jumlah.ok) return jumlah
      const id = kit.newId()
      const dibuatAt = kit.now()
      const spd = { id, tahun, skpdId, bulanMulai, bulanSampai, jumlah: jumlah.value, dibuatAt }
      await together([
        insertSpd(tx, { ...spd, dibuatOleh: actor.accountId }),
        insertSpdBaris(tx, id, lines),
        addAct(deps, tx, actor, {
          dokumen: 'spd',
          dokumenId: id,
          kejadian: 'konsep',
          nomor: 'konsep',
          facts: factsOf({ skpdId, tahun, jenis: 'SPD', jumlah: jumlah.value }),
        }),
      ])
      return ok({ id })
    })
}

export type SpdDecisionOrder = Readonly<{ id: string; isSah: boolean; alasan: string }>

/**
 * PPKD signs a release, and its funds are there; or refuses it with a reason. Checked again at this moment, with the
 * funds locked: two drafts for the last of a cash plan are not both signed.
 *
 * @refuses BUKAN_WEWENANG, SPD_TIDAK_ADA, SPD_SUDAH_DIPUTUSKAN, PEMBUAT_BUKAN_PEMERIKSA, ALASAN_LANGKAH, codes of decideSpd
 */
export function createDecideSpd(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: SpdDecisionOrder): Promise<Result<Readonly<{ nomor: string }>>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      if (!holdsAny(actor, PELAKU.putuskanSpd)) return refuse(refusal('BUKAN_WEWENANG'))
      const spd = await lockSpd(tx, order.id)
      if (spd === undefined) return refuse(refusal('SPD_TIDAK_ADA'))
      if (spd.status !== 'konsep') return refuse(refusal('SPD_SUDAH_DIPUTUSKAN'))
      if (spd.dibuatOleh === actor.accountId) return refuse(refusal('PEMBUAT_BUKAN_PEMERIKSA'))
      return order.isSah
        ? signSpd(deps, tx, actor, spd)
        : refuseSpd(deps, tx, actor, { spd, alasan: order.alasan })
    })
}

async function signSpd(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  spd: Spd,
): Promise<Result<Readonly<{ nomor: string }>>> {
  const { kit, fiscal } = deps
  const { tahun, skpdId } = spd
  const running = await fiscal.requireRunning(tx, tahun)
  if (!running.ok) return running
  const lines = await listSpdBaris(tx, spd.id)
  const before = await spdStates(deps, tx, spd)
  const named = before.filter((one) =>
    lines.some((line) => line.subKegiatanId === one.subKegiatanId),
  )
  await saveDana(
    tx,
    named.map(({ subKegiatanId, anggaran }) => ({
      tahun,
      skpdId,
      subKegiatanId,
      anggaranSen: anggaran,
    })),
  )
  // saveDana has locked the funds: what is read now stays so until the end.
  const jumlah = decideSpd({ ...spd, lines }, await spdStates(deps, tx, spd))
  if (!jumlah.ok) return jumlah
  const kode = await fiscal.kodefikasi(tx, tahun)
  const tanggal = kit.today()
  const nomor = await fiscal.nextNomor(tx, {
    jenis: 'spd',
    tahun,
    bulan: Number(tanggal.slice(5, 7)),
    skpdKode: present(kode.skpd.byId.get(skpdId), 'an SKPD of the year').kode,
  })
  const oleh = actor.accountId
  await together([
    decideSpdRow(tx, { id: spd.id, status: 'sah', nomor, tanggal, oleh, alasan: null }),
    addAct(deps, tx, actor, {
      dokumen: 'spd',
      dokumenId: spd.id,
      kejadian: 'sah',
      nomor,
      facts: factsOf({ skpdId, tahun, jenis: 'SPD', jumlah: spd.jumlah }),
    }),
  ])
  return ok({ nomor })
}

async function refuseSpd(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { spd, alasan }: Readonly<{ spd: Spd; alasan: string }>,
): Promise<Result<Readonly<{ nomor: string }>>> {
  const reason = alasan.trim()
  if (reason.length < ALASAN.min || reason.length > ALASAN.max)
    return refuse(refusal('ALASAN_LANGKAH', {}, 'alasan'))
  const { id, skpdId, tahun, jumlah } = spd
  const oleh = actor.accountId
  await together([
    decideSpdRow(tx, { id, status: 'ditolak', nomor: null, tanggal: null, oleh, alasan: reason }),
    addAct(deps, tx, actor, {
      dokumen: 'spd',
      dokumenId: id,
      kejadian: 'tolak',
      nomor: 'konsep',
      alasan: reason,
      facts: factsOf({ skpdId, tahun, jenis: 'SPD', jumlah }),
    }),
  ])
  return ok({ nomor: '' })
}
