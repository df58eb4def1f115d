import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { BelanjaModal, Deps } from '../deps.ts'
import { type Aturan, accountFor, modalFor } from '../domain/aturan.ts'
import { shareLines } from '../domain/bagi.ts'
import { decideKartu, type KartuTyped } from '../domain/kartu.ts'
import { refusal } from '../domain/refusals.ts'
import { lifeAdded } from '../domain/ubah-nilai.ts'
import { insertAsal } from '../store/asal-store.ts'
import type { Acuan } from './acuan.ts'
import { bukaKartu } from './kartu-terbuka.ts'
import { reklas } from './pembukuan.ts'
import { simpanKartu } from './simpan-kartu.ts'
import { nilaianOf, tambahNilai } from './ubah-nilai.ts'
import { isWithin, keepsOf } from './wewenang.ts'

export type Sp2dOrder = Readonly<{
  /** Lines that become one card, or many alike. */
  baris: readonly string[]
  /** An existing card or construction they are added to; new cards when left out. */
  induk: string | undefined
  typed: KartuTyped
}>

const LINES_MAX = 50

type Lines = Readonly<{
  rows: readonly BelanjaModal[]
  skpdId: number
  total: Sen
  tanggal: Tanggal
  dokumen: string
}>

/**
 * Take up lines of capital spending: into a new card, into many alike, into construction in progress, or into the card of
 * the goods they made better. Every line is linked back in the same transaction.
 *
 * @returns labels of the cards
 * @refuses SP2D_BARIS, SP2D_SATU_SKPD, SP2D_SUDAH, SP2D_INDUK, codes BARANG_…, what books and treasury refuse
 */
export function createDariSp2d(deps: Deps) {
  const { kit, fiscal, acuan } = deps
  return (actor: SignedIn, order: Sp2dOrder): Promise<Result<readonly string[]>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const tahun = yearOf(kit.today())
      const [kode, rules] = [await fiscal.kodefikasi(tx, tahun), await acuan(tx, tahun)]
      const lines = await readLines(deps, tx, { actor, kode, baris: order.baris })
      if (!lines.ok) return lines
      const context = { actor, order, lines: lines.value, kode, rules }
      return order.induk === undefined
        ? newCards(deps, tx, context)
        : addToCard(deps, tx, { ...context, induk: order.induk })
    })
}

type Context = Readonly<{
  actor: SignedIn
  order: Sp2dOrder
  lines: Lines
  kode: Kodefikasi
  rules: Acuan
}>

async function readLines(
  deps: Deps,
  tx: Tx,
  { actor, kode, baris }: Readonly<{ actor: SignedIn; kode: Kodefikasi; baris: readonly string[] }>,
): Promise<Result<Lines>> {
  if (baris.length === 0 || baris.length > LINES_MAX) return refuse(refusal('SP2D_BARIS', 'baris'))
  const keeps = keepsOf(actor, kode)
  const found = await deps.treasury.barisModal(tx, baris)
  const rows = found.filter(({ skpdId }) => isWithin(keeps, skpdId))
  const [first] = rows
  if (first === undefined || rows.length !== new Set(baris).size)
    return refuse(refusal('SP2D_SUDAH', 'baris'))
  if (rows.some(({ skpdId }) => skpdId !== first.skpdId))
    return refuse(refusal('SP2D_SATU_SKPD', 'baris'))
  if (rows.some(({ sisaSen }) => sisaSen <= 0n)) return refuse(refusal('SP2D_SUDAH', 'baris'))
  const numbers = [...new Set(rows.map(({ sp2dNomor }) => sp2dNomor))]
  return ok({
    rows,
    skpdId: first.skpdId,
    total: sumSen(rows.map(({ sisaSen }) => sisaSen)),
    tanggal:
      rows
        .map(({ tanggal }) => tanggal)
        .toSorted()
        .at(-1) ?? first.tanggal,
    dokumen: numbers.join(', ').slice(0, 160),
  })
}

async function newCards(
  deps: Deps,
  tx: Tx,
  { actor, order, lines, kode, rules }: Context,
): Promise<Result<readonly string[]>> {
  const decided = decideKartu(
    {
      ...order.typed,
      nilai: toDecimalString(lines.total),
      asalUsul: 'pembelian',
      tanggalPerolehan: order.typed.tanggalPerolehan || lines.tanggal,
    },
    {
      aturan: rules.aturan,
      kodeBarang: (one) => rules.byKode.get(one),
      today: deps.kit.today(),
      dibukukan: lines.tanggal,
    },
  )
  if (!decided.ok) return decided
  const baru = decided.value
  const shares = shareLines(
    lines.rows.map(({ sisaSen }) => sisaSen),
    baru.unit,
  )
  const stored = await simpanKartu(deps, tx, {
    actor,
    skpdId: lines.skpdId,
    ruangId: null,
    baru,
    nilaiPerUnit: shares.byCard,
    tanggal: lines.tanggal,
    dokumen: lines.dokumen,
    cara: { jenis: 'sp2d' },
  })
  if (!stored.ok) return stored
  const [first] = stored.value
  const jenis = baru.kib === 'F' ? ('kdp' as const) : ('kartu-aset' as const)
  const carried = await carryOver(deps, tx, {
    actor,
    lines,
    kode,
    aturan: rules.aturan,
    barang: baru.kodeBarang.kode,
    akun: baru.isEkstrakomptabel ? 'ekstra' : 'aset',
    dokumen: { jenis, id: first?.id ?? '', nomor: first?.label ?? '' },
  })
  if (!carried.ok) return carried
  return linkLines(deps, tx, { lines, cards: stored.value, kib: baru.kib, byLine: shares.byLine })
}

async function addToCard(
  deps: Deps,
  tx: Tx,
  { actor, lines, kode, rules, induk }: Context & Readonly<{ induk: string }>,
): Promise<Result<readonly string[]>> {
  const opened = await bukaKartu(deps, tx, actor, induk)
  if (opened === undefined || (opened.ok && opened.value.kartu.skpdId !== lines.skpdId))
    return refuse(refusal('SP2D_INDUK', 'induk'))
  if (!opened.ok) return opened
  const { kartu } = opened.value
  const rehab = lifeAdded(nilaianOf(kartu), { jumlah: lines.total, tanggal: lines.tanggal }, rules)
  if (!rehab.ok) return rehab
  const isOutside = kartu.isEkstrakomptabel && !rehab.value.isMasukNeraca
  const done = await tambahNilai(deps, tx, {
    actor,
    terbuka: opened.value,
    rehab: rehab.value,
    dokumen: lines.dokumen,
    sp2d: true,
  })
  if (!done.ok) return done
  const carried = await carryOver(deps, tx, {
    actor,
    lines,
    kode,
    aturan: rules.aturan,
    barang: kartu.kode,
    akun: isOutside ? 'ekstra' : 'aset',
    dokumen: {
      jenis: kartu.kib === 'F' ? 'kdp' : 'kartu-aset',
      id: kartu.id,
      nomor: kartu.label,
    },
    bagian: kartu.versi + 1,
  })
  if (!carried.ok) return carried
  return linkLines(deps, tx, {
    lines,
    cards: [kartu],
    kib: kartu.kib,
    byLine: lines.rows.map(({ sisaSen }) => [sisaSen]),
  })
}

type Carried = Readonly<{
  actor: SignedIn
  lines: Lines
  kode: Kodefikasi
  aturan: Aturan
  barang: string
  akun: 'aset' | 'ekstra'
  dokumen: Readonly<{ jenis: 'kartu-aset' | 'kdp'; id: string; nomor: string }>
  bagian?: number
}>

/** The payment debited the account of its spending; goods of another account are carried over to theirs. */
async function carryOver(deps: Deps, tx: Tx, order: Carried): Promise<Result<'right'>> {
  const { lines, kode, aturan } = order
  const dari: { rekeningId: number; jumlah: Sen }[] = []
  for (const { rekeningId, sisaSen } of lines.rows) {
    const spending = kode.rekening.byId.get(rekeningId)?.kode ?? ''
    const rule = modalFor(aturan, spending, lines.tanggal)
    const account =
      rule === undefined
        ? undefined
        : accountFor(kode.rekening, {
            kode: spending,
            kodeAwalan: rule.kodeAwalan,
            rekening: rule.rekeningAset,
          })
    if (account === undefined) return refuse(refusal('AKUN_BARANG', 'baris'))
    dari.push({ rekeningId: account.id, jumlah: sisaSen })
  }
  const done = await reklas(deps, tx, {
    tanggal: lines.tanggal,
    skpdId: lines.skpdId,
    dokumen: order.dokumen,
    uraian: `Aset dari ${lines.dokumen}`.slice(0, 300),
    oleh: order.actor.accountId,
    ...(order.bagian === undefined ? {} : { bagian: order.bagian }),
    dari,
    ke: [{ kode: order.barang, jumlah: lines.total, akun: order.akun }],
  })
  return done.ok ? ok('right') : done
}

type Linked = Readonly<{
  lines: Lines
  cards: readonly Readonly<{ id: string; label: string }>[]
  kib: string
  byLine: readonly (readonly Sen[])[]
}>

async function linkLines(
  deps: Deps,
  tx: Tx,
  { lines, cards, kib, byLine }: Linked,
): Promise<Result<readonly string[]>> {
  const { kit, treasury } = deps
  const jenis = kib === 'F' ? ('kdp' as const) : ('kartu' as const)
  const links = lines.rows.flatMap((line, at) =>
    cards.flatMap((card, index) => {
      const jumlah = byLine[at]?.[index]
      return jumlah === undefined || jumlah === 0n ? [] : [{ line, card, jumlah }]
    }),
  )
  await insertAsal(
    tx,
    links.map(({ line, card, jumlah }) => ({
      id: kit.newId(),
      kartuId: card.id,
      sp2dId: line.sp2dId,
      sp2dBarisId: line.barisId,
      kdpId: null,
      jumlah,
      dicatatAt: kit.now(),
    })),
  )
  for (const { line, card, jumlah } of links) {
    const linked = await treasury.linkAset(tx, {
      sp2dBarisId: line.barisId,
      aset: { jenis, id: card.id, nomor: card.label },
      jumlahSen: jumlah,
    })
    if (!linked.ok) return linked
  }
  return ok(cards.map(({ label }) => label))
}
