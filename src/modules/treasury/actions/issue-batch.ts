import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { yearOf } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { holdsAny, PELAKU } from '../domain/wewenang.ts'
import { type Issuable, type Issuing, issueMany, lockIssuable } from '../store/batch-store.ts'
import { lockRkud } from '../store/dana-store.ts'
import { factsOf, rincianOf } from './ajukan.ts'
import { documentOf, recordKindOf } from './records.ts'

export type IssueBatchOrder = Readonly<{
  /** Most to issue in all. */
  limit: number
  /** As many in one transaction: memory is that of one such part, however many are issued. */
  each?: number
}>

const EACH = 1_000

/**
 * Issue every signed order the region's cash covers, least time left first, part by part; each part is stored whole or
 * not at all, with its numbers, its trail and its records in the public log.
 *
 * @returns how many were issued
 * @refuses BUKAN_WEWENANG, TAHUN_*, RKUD_BELUM_ADA
 */
export function createIssueBatch(deps: Deps) {
  return async (
    actor: SignedIn,
    { limit, each = EACH }: IssueBatchOrder,
  ): Promise<Result<number>> => {
    let issued = 0
    while (issued < limit) {
      const most = Math.min(each, limit - issued)
      const part = await transactionUnlessRefused(deps.kit.db, (tx) =>
        issuePart(deps, tx, actor, most),
      )
      if (!part.ok) return issued > 0 ? ok(issued) : part
      issued += part.value
      if (part.value < most) return ok(issued)
    }
    return ok(issued)
  }
}

async function issuePart(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  limit: number,
): Promise<Result<number>> {
  const { kit, fiscal } = deps
  if (!holdsAny(actor, PELAKU.bud)) return refuse(refusal('BUKAN_WEWENANG'))
  const tanggal = kit.today()
  const tahun = yearOf(tanggal)
  const running = await fiscal.requireRunning(tx, tahun)
  if (!running.ok) return running
  const oleh = actor.accountId
  const found = await lockIssuable(tx, { tahun, oleh, limit })
  const kas = await lockRkud(tx)
  if (kas === undefined) return refuse(refusal('RKUD_BELUM_ADA'))
  const covered = coveredBy(kas.saldo - kas.dipesan, found)
  if (covered.length === 0) return ok(0)
  const numbered = await numberAll(deps, tx, covered, { tahun, bulan: Number(tanggal.slice(5, 7)) })
  const now = kit.now()
  await issueMany(tx, numbered, { kasId: kas.id, oleh, nama: actor.name, tanggal, now })
  await tellAll(deps, tx, actor, { numbered, covered, tahun, now })
  return ok(covered.length)
}

/** As many in their order as the money covers; the first it does not cover ends it, so that nobody is passed by. */
function coveredBy(cash: bigint, found: readonly Issuable[]): readonly Issuable[] {
  let left = cash
  const end = found.findIndex(({ jumlah }) => {
    left -= jumlah
    return left < 0n
  })
  return end < 0 ? found : found.slice(0, end)
}

/** Numbers by agency and kind, as the pattern writes them. */
async function numberAll(
  { kit, fiscal }: Deps,
  tx: Tx,
  covered: readonly Issuable[],
  at: Readonly<{ tahun: number; bulan: number }>,
): Promise<readonly Issuing[]> {
  const { skpd } = await fiscal.kodefikasi(tx, at.tahun)
  const groups = new Map<string, Issuable[]>()
  for (const one of covered) {
    const key = `${one.skpdId} ${rincianOf(one.jenis)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  const numbered: Issuing[] = []
  for (const group of groups.values()) {
    const first = present(group[0], 'a group has members')
    const skpdKode = present(skpd.byId.get(first.skpdId), 'an SKPD of the year').kode
    const order = { jenis: 'sp2d', ...at, skpdKode, rincian: rincianOf(first.jenis) }
    const nomor = await fiscal.nextNomors(tx, order, group.length)
    numbered.push(
      ...group.map(({ sppId }, index) => ({
        id: kit.newId(),
        riwayatId: kit.newId(),
        sppId,
        nomor: present(nomor[index], 'as many numbers as documents'),
      })),
    )
  }
  return numbered
}

type Telling = Readonly<{
  numbered: readonly Issuing[]
  covered: readonly Issuable[]
  tahun: number
  now: Date
}>

async function tellAll(
  { audit, publicLog }: Deps,
  tx: Tx,
  actor: SignedIn,
  { numbered, covered, tahun, now }: Telling,
): Promise<void> {
  const kind = present(recordKindOf('spp.terbit-sp2d'), 'an issued SP2D is a public act')
  const kejadian = 'terbit-sp2d'
  const bySpp = new Map(covered.map((one) => [one.sppId, one]))
  const records = numbered.map(({ riwayatId, sppId, nomor }) => {
    const spp = present(bySpp.get(sppId), 'what is numbered was covered')
    const facts = factsOf({ ...spp, tahun })
    const document = documentOf({
      dokumen: 'spp',
      kejadian,
      nomor,
      waktu: now,
      alasan: null,
      ...facts,
    })
    return { kind, object: nomor, version: 1, ref: riwayatId, actor, at: now, document }
  })
  await together([
    publicLog.appendMany(tx, records),
    audit.record(tx, actor, {
      action: 'spp.terbit-borongan',
      subject: { kind: 'sp2d', id: numbered[0]?.id ?? '' },
      after: numbered.map(({ nomor }) => nomor),
    }),
  ])
}
