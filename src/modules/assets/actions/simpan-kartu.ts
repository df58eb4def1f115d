import type { SignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { formatPublicCode } from '../../../kernel/nomor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { KartuBaru } from '../domain/kartu.ts'
import { refusal } from '../domain/refusals.ts'
import {
  findKembar,
  insertKartu,
  lockIdentities,
  type NewKartu,
  takeRegister,
} from '../store/kartu-store.ts'
import { insertMutasi, type JenisMutasi, type Mutasi } from '../store/mutasi-store.ts'
import { bukukan } from './pembukuan.ts'
import { tell } from './records.ts'

/** Opening state of a card taken over from an older register. */
export type SaldoAwal = Readonly<{ akumulasi: Sen; sisaSemester: number }>

export type Simpanan = Readonly<{
  actor: SignedIn
  skpdId: number
  ruangId: number | null
  baru: KartuBaru
  /** Price of each unit, in sen; sums to the price of all. */
  nilaiPerUnit: readonly Sen[]
  /** Day the movement is booked on. */
  tanggal: Tanggal
  dokumen: string
  /** How the first movement came about. */
  cara:
    | Readonly<{ jenis: 'sendiri' }>
    | Readonly<{ jenis: 'sp2d' }>
    | Readonly<{ jenis: 'reklas'; jurnalId: string }>
    | Readonly<{ jenis: 'saldo_awal'; saldo: SaldoAwal }>
}>

export type Tersimpan = Readonly<{ id: string; label: string; nilai: Sen }>

const CODE_BYTES = 5
const RANGKA = ['nomor_rangka', 'nomor_mesin', 'nomor_bpkb', 'nomor_polisi'] as const

/**
 * Store as many cards as units, with register numbers that follow one another, their first movement, its journal, and
 * their place in the public log: all in the caller's transaction.
 *
 * @refuses BARANG_KEMBAR, AKUN_BARANG, what the books refuse
 */
export async function simpanKartu(
  deps: Deps,
  tx: Tx,
  order: Simpanan,
): Promise<Result<readonly Tersimpan[]>> {
  const { baru, cara, nilaiPerUnit } = order
  assert(nilaiPerUnit.length === baru.unit, 'every unit has a price')
  if (!isTakenOver(cara)) {
    const twins = await refuseTwins(tx, baru)
    if (!twins.ok) return twins
  }
  const cards = await cardsOf(deps, tx, order)
  const jurnal = await journalOf(deps, tx, order, cards)
  if (!jurnal.ok) return jurnal
  await insertKartu(tx, cards)
  await insertMutasi(
    tx,
    cards.map((card, index) =>
      movementOf(deps, order, {
        card,
        nilai: nilaiPerUnit[index] ?? ZERO_SEN,
        jurnalId: jurnal.value,
      }),
    ),
  )
  await noteKartu(deps, tx, order, cards)
  return ok(
    cards.map(({ id, label }, index) => ({ id, label, nilai: nilaiPerUnit[index] ?? ZERO_SEN })),
  )
}

/** Its particulars may have gaps: they become findings, to be filled in on the card. */
function isTakenOver({ jenis }: Simpanan['cara']): boolean {
  return jenis === 'saldo_awal' || jenis === 'reklas'
}

async function refuseTwins(tx: Tx, { kib, rincian }: KartuBaru): Promise<Result<'alone'>> {
  if (kib !== 'B' || !RANGKA.some((name) => rincian[name] !== undefined)) return ok('alone')
  await lockIdentities(tx)
  const twins = await findKembar(tx, { rincian })
  return twins.length === 0
    ? ok('alone')
    : refuse(twins.map(({ ruas }) => refusal('BARANG_KEMBAR', `rincian.${ruas}`)))
}

async function cardsOf(deps: Deps, tx: Tx, order: Simpanan): Promise<readonly NewKartu[]> {
  const { baru, skpdId, ruangId, cara, actor } = order
  const { kit } = deps
  const last = await takeRegister(tx, {
    skpdId,
    kodeBarangId: baru.kodeBarang.id,
    count: baru.unit,
  })
  const own = { skpdId, ruangId, isWarisan: isTakenOver(cara), oleh: actor.accountId }
  return Array.from({ length: baru.unit }, (_, index) =>
    newKartu(kit, baru, { ...own, register: last - baru.unit + 1 + index }),
  )
}

type Pencatatan = Pick<NewKartu, 'skpdId' | 'ruangId' | 'isWarisan' | 'register' | 'oleh'>

/** A card of goods as they were written, under a label of its own. */
export function newKartu(
  kit: Pick<Deps['kit'], 'newId' | 'randomBytes' | 'now'>,
  baru: KartuBaru,
  own: Pencatatan,
): NewKartu {
  return {
    ...own,
    id: kit.newId(),
    label: formatPublicCode('BMD', kit.randomBytes(CODE_BYTES)),
    kib: baru.kib,
    kodeBarangId: baru.kodeBarang.id,
    nama: baru.nama,
    asalUsul: baru.asalUsul,
    tanggalPerolehan: baru.tanggalPerolehan,
    kondisi: baru.kondisi,
    isEkstrakomptabel: baru.isEkstrakomptabel,
    masaSemester: baru.masaSemester,
    susutMulai: baru.susutMulai,
    rincian: baru.rincian,
    keterangan: baru.keterangan,
    lat: baru.titik?.lat ?? null,
    lon: baru.titik?.lon ?? null,
    poligon: baru.poligon ?? null,
    at: kit.now().toISOString(),
  }
}

/** A journal of its own, unless the goods are outside the books, opened with them, or booked by their SP2D. */
async function journalOf(
  deps: Deps,
  tx: Tx,
  order: Simpanan,
  cards: readonly NewKartu[],
): Promise<Result<string | null>> {
  const { baru, cara, tanggal, skpdId, dokumen, actor } = order
  if (cara.jenis === 'reklas') return ok(cara.jurnalId)
  if (cara.jenis !== 'sendiri' || baru.isEkstrakomptabel) return ok(null)
  const [first] = cards
  return bukukan(deps, tx, {
    peristiwa: 'aset-perolehan',
    tanggal,
    skpdId,
    dokumen: {
      jenis: baru.kib === 'F' ? 'kdp' : 'kartu-aset',
      id: first?.id ?? '',
      nomor: first?.label ?? '',
    },
    uraian: `Perolehan ${baru.nama} (${dokumen})`,
    oleh: actor.accountId,
    rincian: [{ kode: baru.kodeBarang.kode, jumlah: sumSen(order.nilaiPerUnit) }],
  })
}

const JENIS: Readonly<Record<Simpanan['cara']['jenis'], JenisMutasi>> = {
  sendiri: 'perolehan',
  sp2d: 'perolehan',
  reklas: 'reklas_masuk',
  saldo_awal: 'saldo_awal',
}

function movementOf(
  { kit }: Deps,
  { baru, cara, tanggal, skpdId, dokumen, actor }: Simpanan,
  { card, nilai, jurnalId }: Readonly<{ card: NewKartu; nilai: Sen; jurnalId: string | null }>,
): Mutasi {
  const saldo = cara.jenis === 'saldo_awal' ? cara.saldo : undefined
  const isOutside = baru.isEkstrakomptabel
  return {
    id: kit.newId(),
    kartuId: card.id,
    jenis: JENIS[cara.jenis],
    skpdId,
    tahun: yearOf(tanggal),
    tanggal,
    periode: null,
    nilai,
    susut: isOutside ? ZERO_SEN : (saldo?.akumulasi ?? ZERO_SEN),
    semester: isOutside ? 0 : (saldo?.sisaSemester ?? baru.masaSemester),
    pembukuan: isOutside
      ? 'ekstrakomptabel'
      : cara.jenis === 'sp2d' || cara.jenis === 'saldo_awal'
        ? cara.jenis
        : 'jurnal',
    jurnalId: isOutside ? null : jurnalId,
    dokumen,
    uraian: baru.nama,
    oleh: actor.name,
    waktu: kit.now(),
  }
}

async function noteKartu(
  deps: Deps,
  tx: Tx,
  { actor, baru, cara, skpdId, tanggal, dokumen, nilaiPerUnit }: Simpanan,
  cards: readonly NewKartu[],
): Promise<void> {
  const { audit, fiscal, kit } = deps
  const kode = await fiscal.kodefikasi(tx, yearOf(tanggal))
  const skpd = kode.skpd.byId.get(skpdId)?.nama ?? ''
  const at = kit.now()
  await together([
    tell(
      deps,
      tx,
      cards.map((card, index) => ({
        kartu: { ...card, kode: baru.kodeBarang.kode, skpd },
        kejadian: cara.jenis === 'saldo_awal' ? 'saldo-awal' : 'perolehan',
        versi: 1,
        nilai: nilaiPerUnit[index] ?? ZERO_SEN,
        dokumen,
        more: { register: card.register },
        actor,
        at,
      })),
    ),
    audit.record(tx, actor, {
      action: 'aset.catat',
      subject: { kind: 'kartu-aset', id: cards[0]?.id ?? '' },
      after: cards,
    }),
  ])
}
