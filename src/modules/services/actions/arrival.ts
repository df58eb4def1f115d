import type { Actor } from '../../../kernel/actor.ts'
import type { Pause } from '../../../kernel/calendar.ts'
import { tanggalIn, toInstant } from '../../../kernel/date.ts'
import { sen } from '../../../kernel/money.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  decideLama,
  decideTenggat,
  isRoundClock,
  type Lama,
  type Tenggat,
} from '../domain/clock.ts'
import type { Prepared } from '../domain/definition/prepare.ts'
import { wordsIn } from '../domain/definition/types.ts'
import type { Arrival } from '../domain/enter.ts'
import type { Facts } from '../domain/expr/types.ts'
import type { Permohonan } from '../domain/permohonan.ts'
import { permohonanSelesai } from '../events.ts'
import type { JedaRow } from '../store/jeda-store.ts'
import type { Moved } from '../store/permohonan-store.ts'
import { countFinished } from '../store/rekap-store.ts'
import { insertTugas } from '../store/tugas-store.ts'

/** What an application becomes by arriving at a state: its new columns, worked out before anything is written. */
export type Landing = Readonly<{
  moved: Moved
  tenggat: Tenggat | undefined
  lama: Lama | undefined
}>

export type Landed = Readonly<{
  prepared: Prepared
  permohonan: Permohonan
  arrival: Arrival
  jeda: readonly JedaRow[]
  isFiktif?: boolean
}>

/**
 * Clock and columns of an arrival.
 *
 * @refuses TAHUN_KALENDER_BELUM_DIMUAT
 */
export function land(deps: Deps, landed: Landed): Result<Landing> {
  const { permohonan, arrival } = landed
  const now = deps.kit.now()
  const masukTahap = {
    ...permohonan.masukTahap,
    ...(permohonan.masukTahap[arrival.tahap] === undefined
      ? { [arrival.tahap]: now.toISOString() }
      : {}),
  }
  const tenggat = tenggatOf(deps, landed, masukTahap)
  if (!tenggat.ok) return tenggat
  const lama = arrival.akhir === null ? ok(undefined) : lamaOf(deps, landed)
  if (!lama.ok) return lama
  const isTerlambat = permohonan.isTerlambat || isOverPromise(permohonan, now)
  return ok({
    tenggat: tenggat.value,
    lama: lama.value,
    moved: {
      ...kept(permohonan),
      ...clockOf(tenggat.value, arrival, now),
      ...(arrival.akhir === null
        ? { selesaiAt: null, jamTotal: null, jamBersih: null, isTepatWaktu: null }
        : {
            selesaiAt: now,
            jamTotal: lama.value?.jamTotal ?? null,
            jamBersih: lama.value?.jamBersih ?? null,
            isTepatWaktu: !isTerlambat,
          }),
      tahap: arrival.tahap,
      akhir: arrival.akhir,
      tahapSejak: now,
      masukTahap,
      isTerlambat,
      isFiktifPositif: permohonan.isFiktifPositif || landed.isFiktif === true,
    },
  })
}

function kept({ versi, biayaRupiah, tagihanId, isLunas }: Permohonan) {
  return { versi, biayaRupiah, tagihanId, isLunas }
}

function clockOf(tenggat: Tenggat | undefined, { akhir, state, isPaused }: Arrival, now: Date) {
  const isOpen = akhir === null
  // A stage whose promise has passed already, and one of the applicant's, has nobody to warn.
  const isWarned = tenggat !== undefined && !isPaused && tenggat.warnAt > now
  return {
    tenggatAt: tenggat?.at ?? null,
    isTenggatPasti: tenggat?.isPasti ?? true,
    peringatanAt: isWarned ? tenggat.warnAt : null,
    caraHabis: isOpen ? (state.sla?.expire ?? null) : null,
    tingkatEskalasi: 0,
    jedaSejak: isPaused && isOpen ? now : null,
  }
}

/** Late is who finishes a stage after its promise, or had to be helped on by an escalation. */
function isOverPromise(permohonan: Permohonan, now: Date): boolean {
  const { tenggatAt, tingkatEskalasi, jedaSejak } = permohonan
  // While the applicant is at work no office can be late.
  if (jedaSejak !== null) return false
  return tingkatEskalasi > 0 || (tenggatAt !== null && tenggatAt < now)
}

function tenggatOf(
  deps: Deps,
  { prepared, arrival, jeda }: Landed,
  masukTahap: Readonly<Record<string, string>>,
): Result<Tenggat | undefined> {
  const { sla } = arrival.state
  if (sla === undefined || arrival.akhir !== null) return ok(undefined)
  const first = masukTahap[arrival.tahap]
  return decideTenggat(
    {
      sla,
      clock: prepared.layanan.workflow.clock,
      // What the applicant has time for begins anew each time; what an office has does not.
      from: arrival.isPaused || first === undefined ? deps.kit.now() : new Date(first),
      pauses: jeda
        .filter((row) => row.tahap === arrival.tahap && row.isMenghentikanJam)
        .map((row) => toPause(row, deps.kit.now())),
    },
    deps.reference.calendar(),
  )
}

function toPause({ mulai, sampai }: JedaRow, now: Date): Pause {
  return { from: toInstant(mulai), to: toInstant(sampai ?? now) }
}

function lamaOf(deps: Deps, { prepared, permohonan, jeda }: Landed): Result<Lama | undefined> {
  const now = deps.kit.now()
  return decideLama(
    {
      from: permohonan.diajukanAt,
      to: now,
      pauses: jeda.filter((row) => row.isMenghentikanJam).map((row) => toPause(row, now)),
      isRound: isRoundClock(prepared.layanan.workflow),
    },
    deps.reference.calendar(),
  )
}

type Arriving = Pick<Landed, 'permohonan' | 'arrival'>

/** Whose turn it is now, and the news of its end. */
export async function saveArrival(
  deps: Deps,
  tx: Tx,
  { permohonan, arrival }: Arriving,
  { moved, lama }: Landing,
): Promise<void> {
  const { kit } = deps
  const now = kit.now()
  const turn = insertTugas(
    tx,
    arrival.tugas.map((tugas) => ({
      id: kit.newId(),
      permohonanId: permohonan.id,
      tahap: arrival.tahap,
      ...tugas,
      tenggatAt: moved.tenggatAt,
      at: now,
    })),
  )
  if (arrival.akhir === null || lama === undefined) return void (await turn)
  await together([
    turn,
    deps.vault.endUses(tx, { kind: 'permohonan', id: permohonan.id }),
    kit.emit(tx, permohonanSelesai, {
      permohonanId: permohonan.id,
      nomor: permohonan.nomor,
      kode: permohonan.kode,
      versi: permohonan.versi,
      tahap: arrival.tahap,
      at: now.toISOString(),
      akhir: arrival.akhir,
      unitKode: permohonan.pemilikUnit,
      pemilikAkunId: permohonan.pemilikAkunId,
      kanal: permohonan.kanal,
      bahasa: permohonan.bahasa,
    }),
  ])
}

/**
 * What an end adds to the public clock. The last statement of its transaction: everybody who has to do with this
 * service in this month waits for its row.
 */
export async function countEnd(
  deps: Deps,
  tx: Tx,
  { permohonan, arrival }: Arriving,
  { moved, lama }: Landing,
): Promise<void> {
  if (arrival.akhir === null || lama === undefined) return
  await countFinished(tx, {
    kode: permohonan.kode,
    bulan: monthOf(deps, deps.kit.now()),
    akhir: arrival.akhir,
    ...lama,
    isTepat: moved.isTepatWaktu === true,
    isFiktif: moved.isFiktifPositif,
  })
}

/** First day of the month of an instant, in the region. */
export function monthOf(deps: Pick<Deps, 'reference'>, at: Date): string {
  return `${tanggalIn(deps.reference.calendar().zone, at).slice(0, 7)}-01`
}

/**
 * The bill of a state that asks for payment.
 *
 * @returns its id; undefined where nothing is to be paid
 */
export async function makeBill(
  deps: Deps,
  tx: Tx,
  {
    prepared,
    permohonan,
    arrival,
    facts,
    actorName,
    sampai,
  }: Pick<Landed, 'prepared' | 'permohonan' | 'arrival'> &
    Readonly<{ facts: Facts; actorName: string; sampai: Date }>,
): Promise<Result<string | undefined>> {
  if (!arrival.isBilled) return ok(undefined)
  const lines = (prepared.layanan.fee.lines ?? []).flatMap((line, index) => {
    const amount = prepared.fee[index]?.(facts)
    const rupiah = typeof amount === 'number' ? Math.round(amount) : 0
    return rupiah > 0 ? [[wordsIn(line.label, 'id'), sen(BigInt(rupiah) * 100n)] as const] : []
  })
  const { account } = prepared.layanan.fee
  const made = await deps.bills.bill(tx, {
    subject: { kind: 'permohonan', id: permohonan.id },
    judul: `${wordsIn(prepared.layanan.name, 'id')} ${permohonan.nomor}`,
    lines,
    ...(account === undefined ? {} : { akunRekening: account }),
    pungutan: { kode: permohonan.kode, unitKode: permohonan.pemilikUnit },
    sampai,
    pembayar: { accountId: permohonan.pemilikAkunId, nama: actorName },
  })
  return made.ok ? ok(made.value.tagihanId) : made
}

export const SYSTEM: Actor = { kind: 'system', name: 'services' }
