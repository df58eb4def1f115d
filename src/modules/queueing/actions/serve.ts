import { MINUTE_MS } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import { isPrioritasTurn } from '../domain/line.ts'
import { refusal } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import { bucketOf } from '../domain/statistics.ts'
import {
  markCalled,
  markEnded,
  markMoved,
  markRecalled,
  markReturned,
  markStarted,
  takeNext,
} from '../store/call-store.ts'
import { setRun } from '../store/counter-store.ts'
import { countDay, type DayGain, type HourGain, learnHour } from '../store/learning-store.ts'
import { lockTiket, type Tiket } from '../store/ticket-store.ts'
import type { AtCounter } from './at-counter.ts'
import { tellNext } from './tell-next.ts'

type WithCurrent = AtCounter & Readonly<{ current: Tiket }>

const secondsBetween = (from: Date, to: Date) =>
  Math.max(0, (to.getTime() - from.getTime()) / 1_000)

/** Call who is next for this counter: priority by the rule, else the one who has waited longest. */
export async function callNext(tx: Tx, at: AtCounter): Promise<Result<undefined>> {
  const { desk, loket, sesi, moment } = at
  const selang = ruleOn(desk.aturan, 'prioritas_selang', moment.today)
  const question = {
    tempatKode: desk.tempat.kode,
    tanggal: moment.today,
    layananIds: loket.layananIds,
    loketId: loket.id,
  }
  const isPrioritas = isPrioritasTurn(sesi.biasaBeruntun, selang)
  const tiket =
    (await takeNext(tx, { ...question, isPrioritas })) ??
    (await takeNext(tx, { ...question, isPrioritas: !isPrioritas }))
  if (tiket === undefined) return ok(undefined)
  const { now } = moment
  const beruntun = tiket.prioritas === null ? sesi.biasaBeruntun + 1 : 0
  const waited = secondsBetween(tiket.tahapAt, now)
  await together([
    markCalled(tx, { id: tiket.id, loketId: loket.id, at: now }),
    setRun(tx, sesi.id, Math.min(1_000, beruntun)),
    note(tx, at, tiket, {
      action: 'antrean.panggil',
      hour: { panggil: 1 },
      day: { tunggu: bucketOf(waited), ...comparison(tiket, waited) },
    }),
  ])
  await tellNext(tx, at)
  return ok(undefined)
}

/** What had been forecast beside what came; only for a first stage, where a forecast was given. */
function comparison(
  { prakiraanMenit, prakiraanRendah, prakiraanTinggi, prakiraanDasar, diambilAt, tahapAt }: Tiket,
  waitedSeconds: number,
): DayGain {
  const isFirst = diambilAt.getTime() === tahapAt.getTime()
  if (!isFirst || prakiraanMenit === null || prakiraanDasar === null) return {}
  const minutes = waitedSeconds / 60
  // The interval as it was shown: whole minutes, outward.
  const low = Math.floor(prakiraanRendah ?? 0)
  const high = Math.max(low + 2, Math.ceil(prakiraanTinggi ?? 0))
  return {
    prakiraan: {
      galat: Math.abs(minutes - prakiraanMenit),
      galatDasar: Math.abs(minutes - prakiraanDasar),
      isDalam: minutes >= low && minutes <= high,
    },
  }
}

/** Audit row, what is learnt of the hour and the counters of the day: one act, one transaction. */
function note(
  tx: Tx,
  { deps, actor, moment, loket }: AtCounter,
  { id, layananId, tempatKode, tanggal, status }: Tiket,
  what: Readonly<{ action: string; hour?: HourGain; day?: DayGain }>,
): Promise<unknown> {
  const { hari, minute } = moment
  const at = { layananId, hari, jam: Math.floor(minute / 60) }
  return together([
    deps.audit.record(tx, actor, {
      action: what.action,
      subject: { kind: 'tiket-antrean', id },
      before: { status },
      after: { loket: loket.id },
    }),
    ...(what.hour === undefined ? [] : [learnHour(tx, at, what.hour)]),
    ...(what.day === undefined ? [] : [countDay(tx, { tempatKode, tanggal, layananId }, what.day)]),
  ])
}

export async function recall(tx: Tx, at: WithCurrent): Promise<Result<undefined>> {
  await together([
    markRecalled(tx, { id: at.current.id, at: at.moment.now }),
    note(tx, at, at.current, { action: 'antrean.panggil-ulang' }),
  ])
  return ok(undefined)
}

export async function start(tx: Tx, at: WithCurrent): Promise<Result<undefined>> {
  await together([
    markStarted(tx, { id: at.current.id, at: at.moment.now }),
    note(tx, at, at.current, { action: 'antrean.mulai' }),
  ])
  return ok(undefined)
}

/** How long the service took, from its beginning; from the call when the clerk did not say when it began. */
function servedSeconds({ current, moment }: WithCurrent): number {
  return secondsBetween(current.mulaiAt ?? current.dipanggilAt ?? moment.now, moment.now)
}

export async function finish(tx: Tx, at: WithCurrent): Promise<Result<undefined>> {
  const seconds = servedSeconds(at)
  await together([
    markEnded(tx, { id: at.current.id, status: 'selesai', at: at.moment.now }),
    note(tx, at, at.current, {
      action: 'antrean.selesai',
      hour: { layanDetik: seconds },
      day: { dilayani: 1, layan: bucketOf(seconds) },
    }),
  ])
  return ok(undefined)
}

export async function skip(tx: Tx, at: WithCurrent): Promise<Result<undefined>> {
  await together([
    markEnded(tx, { id: at.current.id, status: 'tidak_hadir', at: at.moment.now }),
    note(tx, at, at.current, {
      action: 'antrean.lewati',
      hour: { absen: 1 },
      day: { tidakHadir: 1 },
    }),
  ])
  return ok(undefined)
}

/** To another line or counter of the place: the number and its place in time stay. */
export async function moveOn(tx: Tx, at: WithCurrent, tujuan: string): Promise<Result<undefined>> {
  const { desk, current, loket } = at
  const [kind = '', id = ''] = tujuan.split(':')
  const layanan =
    kind === 'layanan' ? desk.layanan.find((one) => one.id === id && one.isAktif) : undefined
  const counter =
    kind === 'loket'
      ? desk.loket.find((one) => one.id === id && one.isAktif && one.id !== loket.id)
      : undefined
  if (layanan === undefined && counter === undefined)
    return refuse(refusal('TUJUAN_ALIH_TIDAK_ADA', 'tujuan'))
  const layananId = layanan?.id ?? lineAt(counter?.layananIds ?? [], current.layananId)
  const seconds = servedSeconds(at)
  const isServed = current.status === 'dilayani'
  await together([
    markMoved(tx, {
      id: current.id,
      layananId,
      loketTujuanId: counter?.id ?? null,
      at: at.moment.now,
    }),
    note(tx, at, current, {
      action: 'antrean.alih',
      ...(isServed ? { hour: { layanDetik: seconds }, day: { layan: bucketOf(seconds) } } : {}),
    }),
  ])
  return ok(undefined)
}

/** A counter that serves the line already keeps it in that line; another one takes it into its first. */
function lineAt(layananIds: readonly string[], current: string): string {
  return layananIds.includes(current) ? current : (layananIds[0] ?? current)
}

/** Someone who did not answer has come after all: soon enough to their old place, else to the end. */
export async function returnSkipped(
  tx: Tx,
  at: AtCounter,
  tiketId: string,
): Promise<Result<undefined>> {
  const { desk, loket, moment } = at
  const tiket = isUuid(tiketId) ? await lockTiket(tx, tiketId) : undefined
  const isOurs =
    tiket?.status === 'tidak_hadir' &&
    tiket.tempatKode === desk.tempat.kode &&
    tiket.tanggal === moment.today &&
    loket.layananIds.includes(tiket.layananId)
  if (tiket === undefined || !isOurs) return refuse(refusal('NOMOR_BERUBAH'))
  const minutes = ruleOn(desk.aturan, 'kembali_menit', moment.today)
  const away = moment.now.getTime() - (tiket.berakhirAt ?? moment.now).getTime()
  const masukAt = away <= minutes * MINUTE_MS ? tiket.masukAt : moment.now
  await together([
    markReturned(tx, { id: tiket.id, masukAt, at: moment.now }),
    note(tx, at, tiket, { action: 'antrean.kembalikan', day: { tidakHadir: -1 } }),
  ])
  return ok(undefined)
}
