import type { SignedIn } from '../../../kernel/actor.ts'
import type { Sen } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { insertRiwayatMany } from '../store/borongan-store.ts'
import { factsOf } from './ajukan.ts'
import { documentOf, recordKindOf } from './records.ts'

/** One act of many of the same kind, each with who took it. */
export type ActOfMany = Readonly<{
  actor: SignedIn
  sppId: string
  nomor: string
  version: number
  facts: Readonly<{ skpdId: number; tahun: number; jenis: string; jumlah: Sen }>
}>

/** Write acts onto their trails, into the audit trail and the public log, by one statement for each. */
export async function addActs(
  { kit, audit, publicLog }: Deps,
  tx: Tx,
  kejadian: string,
  acts: readonly ActOfMany[],
): Promise<void> {
  const waktu = kit.now()
  const rows = acts.map((act) => ({ ...act, id: kit.newId(), facts: factsOf(act.facts) }))
  const kind = recordKindOf(`spp.${kejadian}`)
  await together([
    insertRiwayatMany(
      tx,
      rows.map(({ id, sppId, actor }) => ({
        id,
        dokumen: 'spp',
        dokumenId: sppId,
        kejadian,
        oleh: actor.accountId,
        nama: actor.name,
        waktu,
        alasan: null,
        suratNomor: null,
      })),
    ),
    kind !== undefined &&
      publicLog.appendMany(
        tx,
        rows.map(({ id, nomor, version, actor, facts }) => ({
          kind,
          object: nomor,
          version,
          ref: id,
          actor,
          at: waktu,
          document: documentOf({
            dokumen: 'spp',
            kejadian,
            nomor,
            waktu,
            alasan: null,
            ...facts,
          }),
        })),
      ),
    ...byActor(rows).map(([actor, own]) =>
      audit.record(tx, actor, {
        // The audit trail's names have no digits.
        action: `spp.${kejadian.replace('sp2d', 'pencairan')}-borongan`,
        subject: { kind: 'spp', id: own[0]?.sppId ?? '' },
        after: own.map(({ nomor }) => nomor),
      }),
    ),
  ])
}

/** One row of the audit trail for each person, with all they did. */
function byActor<Act extends Readonly<{ actor: SignedIn }>>(
  acts: readonly Act[],
): readonly (readonly [SignedIn, readonly Act[]])[] {
  const groups = new Map<string, [SignedIn, Act[]]>()
  for (const act of acts) {
    const group = groups.get(act.actor.accountId)
    if (group === undefined) groups.set(act.actor.accountId, [act.actor, [act]])
    else group[1].push(act)
  }
  return [...groups.values()]
}
