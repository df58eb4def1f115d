import type { Actor } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/date.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { LogRecord } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import type { Aturan } from '../domain/aturan.ts'
import { dokumenOf } from '../domain/dokumen.ts'
import type { Ruas } from '../domain/kuesioner.ts'
import { nilaiOf } from '../domain/nilai.ts'
import {
  addQuarters,
  endOf,
  type Periode,
  periodeKode,
  periodeOf,
  quarterOf,
  quartersOf,
} from '../domain/periode.ts'
import { sasaranOf } from '../domain/sampel.ts'
import { type Pokok, SISI, type Sisi } from '../domain/sisi.ts'
import type { Hitungan } from '../domain/susunan.ts'
import { listLayanan } from '../store/layanan-store.ts'
import {
  listRekap,
  listResponden,
  type Masa,
  type RespondenRow,
  showAll,
} from '../store/rekap-store.ts'
import {
  insertPeriode,
  insertTerbitan,
  isPublished,
  lockPeriode,
  type TerbitanRow,
} from '../store/terbitan-store.ts'
import { objectOf, TERBIT } from './records.ts'

const SYSTEM: Actor = { kind: 'system', name: 'satisfaction' }
/** How far back a publication that was missed is made up for. */
const QUARTERS_BACK = 4

/**
 * Publish every quarter that is over for long enough, and the year with its last quarter. What was
 * published stays as it is.
 *
 * @returns codes of the periods published now
 */
export async function publishDue(deps: Deps): Promise<readonly string[]> {
  const published: string[] = []
  for (const periode of duePeriods(deps)) {
    if (await publishOne(deps, periode)) published.push(periodeKode(periode))
  }
  return published
}

function duePeriods({ kit, rules }: Deps): readonly Periode[] {
  const today = kit.today()
  const { tutupHari } = rules.aturanAt(today)
  const now = quarterOf(today)
  const quarters = Array.from({ length: QUARTERS_BACK }, (_, index) =>
    periodeOf(addQuarters(now, index - QUARTERS_BACK)),
  )
  return quarters
    .flatMap((periode) =>
      periode.triwulan === 4 ? [periode, { tahun: periode.tahun, triwulan: undefined }] : [periode],
    )
    .filter((periode) => addDays(endOf(periode), tutupHari) <= today)
}

/** @returns false when it was published before, or nobody answered */
function publishOne(deps: Deps, periode: Periode): Promise<boolean> {
  const { kit, audit, publicLog } = deps
  const kode = periodeKode(periode)
  return transaction(kit.db, async (tx) => {
    await lockPeriode(tx, kode, 'publish')
    if (await isPublished(tx, kode)) return false
    await showAll(tx, quartersOf(periode))
    const { isAnswered, list } = await makeTerbitan(deps, tx, periode)
    if (!isAnswered) return false
    await together([
      insertPeriode(tx, kode, kit.now()),
      insertTerbitan(tx, list),
      publicLog.appendMany(tx, list.map(recordOf)),
      audit.record(tx, SYSTEM, {
        action: 'skm.terbitkan',
        subject: { kind: 'skm.periode', id: kode },
        after: { nilai: list.length },
      }),
    ])
    return true
  })
}

function recordOf(row: TerbitanRow): LogRecord {
  return {
    kind: TERBIT,
    object: objectOf(row.dokumen),
    version: 1,
    ref: row.id,
    actor: SYSTEM,
    at: row.terbitAt,
    document: row.dokumen,
  }
}

type Making = Readonly<{
  masa: Masa
  kode: string
  aturan: Aturan
  layananNama: ReadonlyMap<string, string>
}>

async function makeTerbitan(
  deps: Deps,
  tx: Tx,
  periode: Periode,
): Promise<Readonly<{ isAnswered: boolean; list: readonly TerbitanRow[] }>> {
  const masa = quartersOf(periode)
  const making: Making = {
    masa,
    kode: periodeKode(periode),
    aturan: deps.rules.aturanAt(masa.sampai),
    layananNama: new Map((await listLayanan(tx)).map(({ kode, nama }) => [kode, nama])),
  }
  const list: TerbitanRow[] = []
  let isAnswered = false
  for (const sisi of SISI) {
    const made = await makeSide(deps, tx, { sisi, making })
    list.push(...made.list)
    isAnswered ||= made.isAnswered
  }
  return { isAnswered, list }
}

async function makeSide(
  { kit, reference }: Deps,
  tx: Tx,
  { sisi, making }: Readonly<{ sisi: Sisi; making: Making }>,
): Promise<Readonly<{ isAnswered: boolean; list: readonly TerbitanRow[] }>> {
  const { masa, aturan, kode } = making
  const rekap = await listRekap(tx, sisi, masa)
  const told = groupResponden(await listResponden(tx, sisi, masa))
  const list = rekap.flatMap(({ tally, ...pokok }): TerbitanRow[] => {
    const skor = nilaiOf(tally, aturan)
    if (skor.kind === 'belum-cukup') return []
    const dokumen = dokumenOf({
      pokok,
      unitNama: reference.findUnit(pokok.unitKode)?.nama ?? pokok.unitKode,
      layananNama: making.layananNama.get(pokok.layananKode) ?? pokok.layananKode,
      periode: kode,
      skor,
      tally,
      sasaran: sasaranOf(tally.diundang, aturan),
      susunan: told.get(keyOf(pokok)) ?? new Map(),
      selMinimum: aturan.selMinimum,
    })
    return [{ ...pokok, id: kit.newId(), periode: kode, dokumen, terbitAt: kit.now() }]
  })
  return { isAnswered: rekap.some(({ tally }) => tally.jumlah > 0), list }
}

const keyOf = ({ unitKode, layananKode }: Pick<Pokok, 'unitKode' | 'layananKode'>) =>
  `${unitKode} ${layananKode}`

/** Rows of the table by what they are about and what was told. */
function groupResponden(
  found: readonly RespondenRow[],
): ReadonlyMap<string, ReadonlyMap<Ruas, readonly Hitungan[]>> {
  const grouped = new Map<string, Map<Ruas, Hitungan[]>>()
  for (const row of found) {
    const of = grouped.get(keyOf(row)) ?? new Map<Ruas, Hitungan[]>()
    grouped.set(keyOf(row), of)
    of.set(row.ruas, [...(of.get(row.ruas) ?? []), { pilihan: row.pilihan, jumlah: row.jumlah }])
  }
  return grouped
}
