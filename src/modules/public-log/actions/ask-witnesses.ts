import { uuidV4 } from '../../../kernel/id.ts'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import type { LogWitness } from '../../../log-witnesses.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Log } from '../../../platform/log/log.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { wordEvidence } from '../domain/alarm-evidence.ts'
import { pauseAfter } from '../domain/witness-answer.ts'
import { holdName } from '../store/lama-store.ts'
import {
  insertPeringatan,
  type JenisPeringatan,
  type Peringatan,
} from '../store/peringatan-store.ts'
import {
  claimSaksi,
  findSaksi,
  insertKosignatur,
  type KeadaanSaksi,
  keepSaksi,
  releaseSaksi,
  type Saksi,
  setSigned,
  setUnsigned,
} from '../store/saksi-store.ts'
import { readLatestCheckpoint, type Titik } from '../store/titik-store.ts'
import {
  ANSWER_MS,
  type AskDeps,
  askEvidence,
  askWitness,
  type Outcome,
  originOf,
} from './ask-witness.ts'

export type RoundDeps = AskDeps & Readonly<{ log: Log }>

export type RoundEnd =
  /** It has signed the newest checkpoint, or there is none. */
  | Readonly<{ kind: 'done' }>
  /** There is a newer checkpoint by now. */
  | Readonly<{ kind: 'more' }>
  /** Not to be asked before. */
  | Readonly<{ kind: 'later'; at: Date }>

/** It may correct where we think it is; one that never settles does not serve. */
const TURNS_MAX = 3
/** Longest a round can take: every turn and a look at its evidence, and some for the database. */
export const CLAIM_MS = ANSWER_MS * (TURNS_MAX + 1) + 5_000

/**
 * Bring one witness to the newest checkpoint. Several processes may try: who claims it first asks, and the
 * others come back later. Transactions are short, and none is open while the witness thinks.
 *
 * @param isFirst since this program started: it is asked even when nothing is new, so that a log brought
 * back from an old dump hears of it at once
 */
export async function bringWitness(
  deps: RoundDeps,
  witness: LogWitness,
  isFirst: boolean,
): Promise<RoundEnd> {
  const begun = await begin(deps, witness, isFirst)
  if ('end' in begun) return begun.end
  const { saksi } = begun
  let { titik } = begun
  let oldSize = Math.min(saksi.ukuran, titik.ukuran)
  for (let turn = 0; turn < TURNS_MAX; turn += 1) {
    const outcome = await askWitness(deps, witness, { titik, oldSize })
    const newest = outcome.kind === 'ahead' ? await newerThan(deps, titik) : undefined
    if (outcome.kind === 'behind') oldSize = outcome.size
    else if (outcome.kind === 'ahead' && newest && newest.ukuran >= outcome.size) {
      // Another process has signed meanwhile, and has asked as well.
      titik = newest
      oldSize = outcome.size
    } else return settle(deps, { witness, saksi, titik, oldSize }, outcome)
  }
  return settle(deps, { witness, saksi, titik, oldSize }, { kind: 'gibberish' })
}

type Begun = Readonly<{ saksi: Saksi; titik: Titik }> | Readonly<{ end: RoundEnd }>

function begin({ db, now }: RoundDeps, witness: LogWitness, isFirst: boolean): Promise<Begun> {
  const nama = witness.key.name
  return transaction(db, async (tx): Promise<Begun> => {
    await keepSaksi(tx, { nama, kunci: formatVerifierKey(witness.key), alamat: witness.url })
    const titik = await readLatestCheckpoint(tx, 'publik')
    const saksi = await findSaksi(tx, nama)
    if (titik === undefined || saksi === undefined) return { end: { kind: 'done' } }
    if (!isFirst && saksi.ukuran === titik.ukuran) return { end: { kind: 'done' } }
    const at = now()
    const until = new Date(at.getTime() + CLAIM_MS)
    if (await claimSaksi(tx, { nama, now: at, until })) return { saksi, titik }
    return { end: { kind: 'later', at: saksi.cobaLagi ?? until } }
  })
}

async function newerThan({ db }: RoundDeps, { ukuran }: Titik): Promise<Titik | undefined> {
  const newest = await readLatestCheckpoint(db, 'publik')
  return newest !== undefined && newest.ukuran > ukuran ? newest : undefined
}

type Asked = Readonly<{ witness: LogWitness; saksi: Saksi; titik: Titik; oldSize: number }>

async function settle(deps: RoundDeps, asked: Asked, outcome: Outcome): Promise<RoundEnd> {
  const { db, now } = deps
  const { titik, saksi } = asked
  const { nama } = saksi
  if (outcome.kind === 'stopped') {
    await releaseSaksi(db, nama)
    return { kind: 'done' }
  }
  const origin = originOf(titik)
  if (outcome.kind === 'cosigned') {
    const { ukuran } = titik
    const waktu = new Date(outcome.seconds * 1_000)
    const isKept = await transaction(db, async (tx) => {
      if (!(await holdName(tx, origin))) return false
      await insertKosignatur(tx, { ukuran, saksi: nama, baris: outcome.line, waktu })
      await setSigned(tx, { nama, ukuran, now: now() })
      return true
    })
    if (!isKept) return afterRename(now)
    return (await newerThan(deps, titik)) === undefined ? { kind: 'done' } : { kind: 'more' }
  }
  const finding = findingOf(asked, outcome)
  const peringatan = finding.alarm && (await wordAlarm(deps, asked, finding.alarm))
  const gagalBeruntun = saksi.gagalBeruntun + 1
  const cobaLagi = new Date(now().getTime() + pauseAfter(gagalBeruntun))
  const { keadaan, rincian } = finding
  const heard =
    outcome.kind === 'unreachable' || outcome.kind === 'no-proof' ? {} : { dilihat: now() }
  return transaction(db, async (tx): Promise<RoundEnd> => {
    if (!(await holdName(tx, origin))) return afterRename(now)
    if (peringatan && (await insertPeringatan(tx, peringatan))) shout(deps, peringatan)
    await setUnsigned(tx, { nama, keadaan, rincian, gagalBeruntun, cobaLagi, ...heard })
    return { kind: 'later', at: cobaLagi }
  })
}

const RENAMED_MS = 1_000

/** The log has begun anew meanwhile: what was heard is of the old one, and the new one is asked for soon. */
const afterRename = (now: () => Date): RoundEnd => ({
  kind: 'later',
  at: new Date(now().getTime() + RENAMED_MS),
})

function shout({ log }: RoundDeps, { jenis, sumber, rincian }: Peringatan): void {
  log.error({ jenis, sumber, rincian }, 'public log: ALARM')
}

type Alarm = Readonly<{
  jenis: JenisPeringatan
  /** Size the alarm is about: one size is one alarm, however often the witness is asked. */
  size: number
  rincian: string
  /** The witness says that we did it: does it show what it has? */
  isAccused?: boolean
}>
type Finding = Readonly<{ keadaan: KeadaanSaksi; rincian: string; alarm?: Alarm }>

function findingOf(
  { saksi, titik, oldSize }: Asked,
  outcome: Exclude<Outcome, { kind: 'stopped' | 'cosigned' }>,
): Finding {
  const { ukuran } = titik
  switch (outcome.kind) {
    case 'unreachable':
      return { keadaan: 'diam', rincian: outcome.reason }
    case 'silent':
      return { keadaan: 'diam', rincian: `Jawaban HTTP ${outcome.status}.` }
    case 'refused':
      return { keadaan: 'menolak', rincian: `Jawaban HTTP ${outcome.status}.` }
    case 'lying':
      return accuse('saksi-berbohong', 'berbohong', {
        size: ukuran,
        rincian: `Tanda tangan saksi untuk ${ukuran} entri tidak sah.`,
      })
    case 'ahead':
      return accuse('mundur', 'menolak', {
        size: outcome.size,
        rincian: `Saksi sudah menandatangani ${outcome.size} entri, lebih banyak daripada isi log ini.`,
        isAccused: true,
      })
    case 'fork':
      return accuse('bercabang', 'menolak', {
        size: ukuran,
        rincian: `Saksi sudah menandatangani akar lain untuk ${ukuran} entri.`,
        isAccused: true,
      })
    case 'refused-proof':
      return accuse('bukti-ditolak', 'menolak', {
        size: oldSize,
        rincian: `Saksi menolak bukti bahwa log hanya bertambah sejak ${oldSize} entri.`,
      })
    case 'no-proof':
      return accuse('rusak', saksi.keadaan, {
        size: oldSize,
        rincian: `Ubin untuk bukti bahwa log hanya bertambah sejak ${oldSize} entri tidak ada.`,
      })
    default:
      return { keadaan: 'menolak', rincian: 'Jawabannya bukan jawaban seorang saksi.' }
  }
}

function accuse(
  jenis: JenisPeringatan,
  keadaan: KeadaanSaksi,
  alarm: Omit<Alarm, 'jenis'>,
): Finding {
  return { keadaan, rincian: alarm.rincian, alarm: { jenis, ...alarm } }
}

async function wordAlarm(
  deps: RoundDeps,
  { witness, titik }: Asked,
  { jenis, size, isAccused, ...alarm }: Alarm,
): Promise<Peringatan> {
  // Missing tiles are our own affair; everything else is what the witness found or did.
  const sumber = jenis === 'rusak' ? 'program' : witness.key.name
  const rincian = isAccused
    ? `${alarm.rincian} ${wordEvidence(await askEvidence(deps, witness, titik))}`
    : alarm.rincian
  // The same alarm has the same id, in whatever process and however it is worded.
  const asal = originOf(titik)
  const digest = sha256(Buffer.from(`${jenis}\n${sumber}\n${asal}\n${size}`))
  const id = uuidV4(Uint8Array.from(digest.subarray(0, 16)))
  return { id, waktu: deps.now(), jenis, sumber, rincian, asal }
}
