import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import type { Doc } from '../domain/definition/types.ts'
import { askedDate, type KindDate, refuseAge } from '../domain/document-age.ts'
import { refusal } from '../domain/refusals.ts'

/** The kind of a document that names none. */
export const KIND_WITHOUT_NAME = 'lainnya'

const UNDATED: KindDate = { tanggal: 'tidak', runsOut: false }

export type DatedDoc = Readonly<{ doc: Doc; dated: Tanggal | null }>

/** @returns which date each document is asked for, by its id; none for those nothing hangs on */
export async function askedDates(
  deps: Pick<Deps, 'vault'>,
  tx: Tx,
  docs: readonly Doc[],
): Promise<ReadonlyMap<string, 'terbit' | 'berakhir'>> {
  const kinds = await deps.vault.datesOf(tx, docs.map(kindOf))
  return new Map(
    docs.flatMap((doc) => {
      const asked = askedDate(doc, kinds.get(kindOf(doc)) ?? UNDATED)
      return asked === undefined ? [] : [[doc.id, asked] as const]
    }),
  )
}

/** What is too old for its service, or was kept without the date that counts. */
export async function refuseAges(
  { vault, kit }: Pick<Deps, 'vault' | 'kit'>,
  tx: Tx,
  list: readonly DatedDoc[],
): Promise<readonly Refusal[]> {
  if (list.length === 0) return []
  const kinds = await vault.datesOf(
    tx,
    list.map(({ doc }) => kindOf(doc)),
  )
  const rules = { today: kit.today(), write: (date: Tanggal) => formatTanggal(date, 'id') }
  return list.flatMap(({ doc, dated }) =>
    refuseAge(doc, { kind: kinds.get(kindOf(doc)) ?? UNDATED, dated }, rules),
  )
}

/** The same of documents in the vault: what has run out meanwhile or was removed is told as well. */
export async function refuseKept(
  deps: Pick<Deps, 'vault' | 'kit'>,
  tx: Tx,
  {
    ownerId,
    docs,
    berkas,
  }: Readonly<{
    ownerId: string
    docs: readonly Doc[]
    berkas: Readonly<Record<string, string>>
  }>,
): Promise<readonly Refusal[]> {
  const attached = docs.filter((doc) => berkas[doc.id] !== undefined)
  if (attached.length === 0) return []
  const kept = await deps.vault.listFor(tx, ownerId)
  const of = (doc: Doc) => kept.find((one) => one.berkasId === berkas[doc.id])
  const dated = attached.flatMap((doc) => {
    const found = of(doc)
    return found === undefined ? [] : [{ doc, dated: found.tanggalDokumen }]
  })
  return [
    ...attached
      .filter((doc) => of(doc) === undefined)
      .map((doc) => refusal('BERKAS_HABIS_MASA', `dok.${doc.id}`)),
    ...(await refuseAges(deps, tx, dated)),
  ]
}

/**
 * Too old, before the file is read: what cannot be read as a date is told by the vault.
 *
 * @param typed undefined where no date is asked for
 */
export async function refuseTyped(
  deps: Pick<Deps, 'vault' | 'kit'>,
  tx: Tx,
  { doc, typed }: Readonly<{ doc: Doc; typed: string | undefined }>,
): Promise<readonly Refusal[]> {
  const read = typed === undefined ? undefined : parseTanggal(typed)
  return read?.ok === true ? refuseAges(deps, tx, [{ doc, dated: read.value }]) : []
}

export const kindOf = (doc: Pick<Doc, 'berkas'>): string => doc.berkas ?? KIND_WITHOUT_NAME
