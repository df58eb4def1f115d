import { MINUTE_MS } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import { differingFields, type Sistem } from '../domain/register.ts'
import { nextTry } from '../domain/retry.ts'
import { cocokkanSelesai } from '../events.ts'
import {
  findDuePencocokan,
  finishPencocokan,
  keepTurn,
  type PencocokanRow,
  postponePencocokan,
  upsertPencocokan,
} from '../store/pencocokan-store.ts'
import { insertSanggahan } from '../store/sanggahan-store.ts'
import type { Partners } from '../types.ts'
import { askRegister, type Held } from './ask-register.ts'
import { recordLook } from './look-up.ts'
import type { Values } from './value-box.ts'

export const MATCH = 'partners.match'
/** Compared in one run; the next run follows within a minute. */
const BATCH = 50
/** The next run is a minute away. */
const AWAY_MS = 30_000
/** Beside the claimed values in one sealed text: the number they belong to. */
const NOMOR = '#nomor'

export function createMatchLater({ kit, box }: Deps): Partners['matchLater'] {
  return async (tx, { sistem, nomor, klaim, tujuan, subject, accountId }) => {
    const now = kit.now()
    const at = new Date(now.getTime() + MINUTE_MS)
    await upsertPencocokan(tx, {
      id: kit.newId(),
      sistem,
      subjekJenis: subject.kind,
      subjekId: subject.id,
      pemilikId: accountId ?? null,
      tujuan,
      kunci: box.digest(sistem, nomor),
      klaimTersegel: box.close({ ...klaim, [NOMOR]: nomor }),
      percobaan: 0,
      dibuatAt: now,
      cobaLagiAt: at,
    })
    await enqueue(tx, { task: MATCH, payload: {}, options: { runAt: at, key: MATCH } })
  }
}

/** Compare what waits. A register that still cannot be reached ends the run for its rows, not for others. */
export function createRunMatches(deps: Deps): () => Promise<void> {
  return async () => {
    for (const sistem of ['dukcapil', 'oss'] as const) await matchDue(deps, sistem)
  }
}

async function matchDue(deps: Deps, sistem: Sistem): Promise<void> {
  for (let done = 0; done < BATCH; done += 1) {
    const row = await takeDue(deps, sistem)
    if (row === undefined) return
    const { [NOMOR]: nomor = '', ...klaim } = deps.box.open(row.klaimTersegel)
    const held = await askRegister(deps, { sistem, nomor })
    if (held.kind !== 'tidak-terjangkau')
      await transaction(deps.kit.db, (tx) => finish(deps, tx, { row, nomor, klaim, held }))
    else if (held.sebab !== 'ditolak') return comeBack(deps, row)
  }
}

/** All wait while the register is away; none of them longer because of it. */
async function comeBack({ kit }: Deps, { id }: PencocokanRow): Promise<void> {
  const at = new Date(kit.now().getTime() + AWAY_MS)
  await keepTurn(kit.db, { id, at })
}

/** Put off before it is asked for: a run that dies leaves no row that is tried without end. */
function takeDue({ kit }: Deps, sistem: Sistem): Promise<PencocokanRow | undefined> {
  return transaction(kit.db, async (tx) => {
    const row = await findDuePencocokan(tx, { sistem, now: kit.now() })
    if (row !== undefined)
      await postponePencocokan(tx, { id: row.id, at: nextTry(row.percobaan, kit.now()) })
    return row
  })
}

type Compared = Readonly<{
  row: PencocokanRow
  nomor: string
  klaim: Values
  held: Exclude<Held, { kind: 'tidak-terjangkau' }>
}>

async function finish(deps: Deps, tx: Tx, { row, nomor, klaim, held }: Compared): Promise<void> {
  const { kit, audit } = deps
  const { id, sistem } = row
  const isFound = held.kind === 'ditemukan'
  const berbeda = isFound ? differingFields(klaim, held.values) : []
  const hasil = !isFound ? 'tidak-ditemukan' : berbeda.length > 0 ? 'berbeda' : 'cocok'
  const at = kit.now()
  if (!(await finishPencocokan(tx, { id, at, hasil, berbeda }))) return
  const subject = { kind: row.subjekJenis, id: row.subjekId }
  const actor = { kind: 'system', name: sistem } as const
  await recordLook(deps, tx, {
    reason: {
      actor,
      subject,
      tujuan: row.tujuan,
      ...(row.pemilikId === null ? {} : { accountId: row.pemilikId }),
    },
    sistem,
    bidang: Object.keys(klaim),
    hasil: isFound ? (berbeda.length > 0 ? 'tidak-cocok' : 'ditemukan') : 'tidak-ditemukan',
    isCopy: false,
  })
  const wrong = isFound
    ? berbeda.map((bidang) => ({ bidang, ada: held.values[bidang] ?? '', klaim: klaim[bidang] }))
    : [{ bidang: sistem === 'dukcapil' ? 'nik' : 'nib', ada: '', klaim: nomor }]
  for (const one of wrong)
    await insertSanggahan(tx, {
      id: kit.newId(),
      asal: 'pencocokan',
      sistem,
      subjekJenis: subject.kind,
      subjekId: subject.id,
      pemilikId: row.pemilikId,
      kunci: row.kunci,
      bidang: one.bidang,
      nilaiRegisterTersegel: deps.box.close({ nilai: one.ada }),
      nilaiKlaimTersegel: deps.box.close({ nilai: one.klaim ?? '' }),
      dibuatAt: at,
    })
  await audit.record(tx, actor, { action: `pencocokan.${hasil}`, subject })
  await kit.emit(tx, cocokkanSelesai, {
    subject,
    sistem,
    hasil,
    berbeda: [...berbeda],
    at: at.toISOString(),
  })
}
