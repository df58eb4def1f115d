import type { Actor } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { isTimeZone, tanggalIn } from '../../../kernel/date.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { Deps } from '../deps.ts'
import { countBy } from '../domain/counting/count.ts'
import { lotOf } from '../domain/counting/lot.ts'
import { writeExport } from '../domain/ekspor.ts'
import { readPb } from '../domain/pabulib.ts'
import { electionOfPb } from '../domain/pb-election.ts'
import { rootOf } from '../domain/pohon.ts'
import type { Pungutan } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import { findHasil, insertHasil } from '../store/hasil-store.ts'
import { findKotak, listReceipts, listSuara, lockKotak, shuffleAll } from '../store/kotak-store.ts'
import {
  findKunci,
  findPungutan,
  listDue,
  listPilihan,
  lockPungutan,
  setStatus,
} from '../store/pungutan-store.ts'
import { BUKA, HASIL, TUTUP } from './records.ts'

const SYSTEM: Actor = { kind: 'system', name: 'ballots' }

/** Bring every vote to where the clock says it is: opened, closed, counted. @returns numbers of those moved */
export async function keepHours(deps: Deps): Promise<readonly string[]> {
  const due = await listDue(deps.kit.db, deps.kit.now())
  const moved: string[] = []
  for (const pungutan of due) {
    const isOver = pungutan.tutupAt <= deps.kit.now()
    if (pungutan.status === 'tetap') await openNow(deps, pungutan)
    if (isOver) await closeAndCount(deps, SYSTEM, pungutan.nomor)
    moved.push(pungutan.nomor)
  }
  return moved
}

function openNow({ kit, publicLog }: Deps, { id, nomor, bukaAt }: Pungutan): Promise<void> {
  return transaction(kit.db, async (tx) => {
    if ((await lockPungutan(tx, id)) !== 'tetap') return
    await together([
      setStatus(tx, id, 'buka'),
      publicLog.append(tx, {
        kind: BUKA,
        object: nomor,
        version: 2,
        ref: kit.newId(),
        actor: SYSTEM,
        at: kit.now(),
        document: { nomor, bukaAt: bukaAt.toISOString() },
      }),
    ])
  })
}

/**
 * Close a vote whose time is over, count it and publish everything. Cut off in between, it goes on where it was:
 * a closed box does not change.
 *
 * @refuses PEMUNGUTAN_TIDAK_ADA, BELUM_WAKTU_TUTUP
 */
export async function closeAndCount(
  deps: Deps,
  actor: Actor,
  nomor: string,
): Promise<Result<void>> {
  const { kit } = deps
  const pungutan = await findPungutan(kit.db, nomor)
  if (pungutan === undefined || pungutan.status === 'rancangan')
    return refuse(refusal('PEMUNGUTAN_TIDAK_ADA'))
  if (pungutan.tutupAt > kit.now()) return refuse(refusal('BELUM_WAKTU_TUTUP'))
  await transaction(kit.db, (tx) => closeBox(deps, tx, pungutan))
  await publish(deps, actor, pungutan)
  return ok(undefined)
}

async function closeBox({ kit, publicLog }: Deps, tx: Tx, pungutan: Pungutan): Promise<void> {
  const { id, nomor } = pungutan
  const status = await lockPungutan(tx, id)
  const kotak = await lockKotak(tx, id)
  if (kotak === undefined || (status !== 'tetap' && status !== 'buka')) return
  await shuffleAll(tx, id)
  const akar = rootOf(sha256, await listReceipts(tx, id))
  await setStatus(tx, id, 'tutup')
  await publicLog.append(tx, {
    kind: TUTUP,
    object: nomor,
    version: 3,
    ref: kit.newId(),
    actor: SYSTEM,
    at: kit.now(),
    document: {
      nomor,
      pemilihDaring: kotak.pemilihDaring,
      pemilihKertas: kotak.pemilihKertas,
      suaraDaring: kotak.suaraDaring,
      suaraKertas: kotak.suaraKertas,
      akarTandaTerima: hexOf(akar),
    },
  })
}

async function publish(deps: Deps, actor: Actor, pungutan: Pungutan): Promise<void> {
  const { kit, publicLog, audit } = deps
  if ((await findHasil(kit.db, pungutan.id)) !== undefined) return
  // Outside a transaction: a count may take long, and nothing of a closed vote changes.
  const made = await makeCount(deps, pungutan)
  await transaction(kit.db, async (tx) => {
    if ((await lockPungutan(tx, pungutan.id)) !== 'tutup') return
    const id = kit.newId()
    await insertHasil(tx, { ...made, id, pungutanId: pungutan.id, terbitAt: kit.now() })
    await setStatus(tx, pungutan.id, 'selesai')
    await publicLog.append(tx, {
      kind: HASIL,
      object: pungutan.nomor,
      version: 4,
      ref: id,
      actor,
      at: kit.now(),
      document: made.dokumen,
    })
    await audit.record(tx, actor, {
      action: 'suara.hitung',
      subject: { kind: 'suara.pungutan', id: pungutan.id },
    })
  })
}

async function makeCount(deps: Deps, pungutan: Pungutan) {
  const { kit, seal, reference } = deps
  const [daftar, suara, receipts, keys, kotak] = await together([
    listPilihan(kit.db, pungutan.id),
    listSuara(kit.db, pungutan.id),
    listReceipts(kit.db, pungutan.id),
    findKunci(kit.db, pungutan.id),
    findKotak(kit.db, pungutan.id),
  ])
  if (keys === undefined || kotak === undefined) throw new Error('a closed vote has key and box')
  const isWhole =
    suara.length === kotak.suaraDaring + kotak.suaraKertas && receipts.length === suara.length
  if (!isWhole) throw new Error(`${pungutan.nomor}: ballots, receipts and counters differ`)
  const benih = Buffer.from(seal.open(keys.benihTersegel), 'hex')
  const { zone } = reference.calendar()
  const dayOf = (at: Date) => (isTimeZone(zone) ? tanggalIn(zone, at) : at.toISOString())
  const pb = writeExport({
    pungutan,
    daftar,
    suara,
    lot: lotOf(
      sha256,
      benih,
      daftar.map(({ kode }) => kode),
    ),
    ruleJson: canonicalJson(pungutan.aturan),
    place: {
      region: kit.region().name,
      electorate: reference.findWilayah(pungutan.wilayahKode)?.nama ?? pungutan.wilayahKode,
    },
    hours: { buka: dayOf(pungutan.bukaAt), tutup: dayOf(pungutan.tutupAt) },
  })
  const hitungan = countExport(pb)
  const akar = rootOf(sha256, receipts)
  const digest = (text: string) => hexOf(sha256(Buffer.from(text)))
  const dokumen = {
    nomor: pungutan.nomor,
    terpilih: (JSON.parse(hitungan) as Readonly<{ chosen: readonly string[] }>).chosen,
    suara: suara.length,
    benih: hexOf(benih),
    akarTandaTerima: hexOf(akar),
    pbSha256: digest(pb),
    hitunganSha256: digest(hitungan),
  }
  return { pb, hitungan, akar, benih, dokumen }
}

/** What is published is counted from the export itself, exactly as anybody counts it again. */
export function countExport(pb: string): string {
  const file = readPb(pb)
  if (!file.ok) throw new Error(file.refusals[0]?.message)
  const read = electionOfPb(file.value)
  if (!read.ok || read.value.rule === undefined) throw new Error('our own export can be counted')
  return canonicalJson(countBy({ ...read.value, rule: read.value.rule }))
}
