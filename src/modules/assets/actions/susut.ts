import { hasRole, type SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { endOf, type Periode, parsePeriode } from '../domain/kib.ts'
import { refusal } from '../domain/refusals.ts'
import { insertDue, listSkpdDue, lockCharging, saveJalan, sumDue } from '../store/mutasi-store.ts'
import { bukukan } from './pembukuan.ts'

export type Disusutkan = Readonly<{ kartu: number; jumlah: Sen }>
const NOTHING: Disusutkan = { kartu: 0, jumlah: ZERO_SEN }

type Order = Readonly<{ skpdId: number; periode: Periode; oleh: string; nama: string }>

/**
 * Charge one semester in one book: every card whose turn it is, once, with one journal. Running it again charges what came
 * since, and nothing twice.
 *
 * @refuses AKUN_BARANG, what the books refuse
 */
export function createSusutkanSkpd(deps: Deps) {
  const { kit } = deps
  return (order: Order): Promise<Result<Disusutkan>> =>
    transactionUnlessRefused(kit.db, (tx) => chargeBook(deps, tx, order))
}

async function chargeBook(deps: Deps, tx: Tx, order: Order): Promise<Result<Disusutkan>> {
  const { kit } = deps
  const { skpdId, periode } = order
  await lockCharging(tx, skpdId)
  const due = await sumDue(tx, { skpdId, periode })
  if (due.length === 0) return ok(NOTHING)
  const tanggal = endOf(periode)
  const id = kit.newId()
  const dokumen = `Penyusutan ${periode}`
  const jurnal = await bukukan(deps, tx, {
    peristiwa: 'aset-penyusutan',
    tanggal,
    skpdId,
    dokumen: { jenis: 'penyusutan', id, nomor: dokumen },
    uraian: `Penyusutan aset tetap semester ${periode}`,
    oleh: order.oleh,
    rincian: due.map(({ kode, jumlah }) => ({ kode, jumlah })),
  })
  if (!jurnal.ok) return jurnal
  const kartu = await insertDue(tx, {
    skpdId,
    periode,
    tanggal,
    tahun: yearOf(tanggal),
    jurnalId: jurnal.value,
    dokumen,
    oleh: order.nama,
    at: kit.now(),
  })
  const counted = due.reduce((sum, one) => sum + one.kartu, 0)
  // A card that came between the sum and the rows would be charged without its journal: all is taken back instead.
  if (kartu !== counted) throw new Error('cards came while a semester was charged: run it again')
  const jumlah = sumSen(due.map((one) => one.jumlah))
  await saveJalan(tx, { skpdId, periode, kartu, jumlah, at: kit.now() })
  return ok({ kartu, jumlah })
}

export type SusutOrder = Readonly<{ periode: string }>

/**
 * Charge a semester that has ended, in every book.
 *
 * @refuses PERIODE, and what one book refuses, named with its SKPD
 */
export function createSusutkan(deps: Deps) {
  const { kit, fiscal, audit } = deps
  const chargeSkpd = createSusutkanSkpd(deps)
  return async (actor: SignedIn, order: SusutOrder): Promise<Result<Disusutkan>> => {
    const periode = parsePeriode(order.periode.trim())
    if (periode === undefined || endOf(periode) > kit.today() || !hasRole(actor, 'aset'))
      return refuse(refusal('PERIODE', 'periode'))
    const running = await fiscal.requireRunning(kit.db, Number(periode.slice(0, 4)))
    if (!running.ok) return running
    const done: Disusutkan[] = []
    for (const skpdId of await listSkpdDue(kit.db, periode)) {
      const one = await chargeSkpd({ skpdId, periode, oleh: actor.accountId, nama: actor.name })
      if (!one.ok) return one
      done.push(one.value)
    }
    await audit.record(kit.db, actor, {
      action: 'aset.susutkan',
      subject: { kind: 'penyusutan', id: periode },
    })
    return ok({
      kartu: done.reduce((sum, one) => sum + one.kartu, 0),
      jumlah: sumSen(done.map((one) => one.jumlah)),
    })
  }
}

export const SUSUT = 'assets.penyusutan'
const JOB = 'penyusutan'

/** Every ended semester of every running year, oldest first: what is charged already is not charged again. */
export function createSusutJob(deps: Deps): () => Promise<void> {
  const { kit, fiscal } = deps
  const chargeSkpd = createSusutkanSkpd(deps)
  return async () => {
    const years = await fiscal.semuaTahun(kit.db)
    const running = years.filter(({ status }) => status === 'berjalan').map(({ tahun }) => tahun)
    for (const periode of endedSemesters(running, kit.today()))
      for (const skpdId of await listSkpdDue(kit.db, periode)) {
        const done = await chargeSkpd({ skpdId, periode, oleh: JOB, nama: JOB })
        if (!done.ok)
          kit.log.warn(
            { skpdId, periode, refusals: done.refusals.map(({ code }) => code) },
            'depreciation of a book was refused',
          )
      }
  }
}

/** @returns semesters of these years that end on or before the day, oldest first */
export function endedSemesters(years: readonly number[], today: Tanggal): readonly Periode[] {
  return years
    .toSorted((a, b) => a - b)
    .flatMap((year) => [`${year}-1` as Periode, `${year}-2` as Periode])
    .filter((periode) => endOf(periode) <= today)
}
