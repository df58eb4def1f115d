import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type KartuTyped, readPlace, type Tempat } from '../domain/kartu.ts'
import { KONDISI, type Kondisi, type Rincian, readRincian } from '../domain/kib.ts'
import { refusal } from '../domain/refusals.ts'
import { findKembar, type Kartu, lockIdentities, updateKartu } from '../store/kartu-store.ts'
import { refuseRuang } from './catat.ts'
import type { Terbuka } from './kartu-terbuka.ts'
import { tell } from './records.ts'
import { openedOrNothing } from './ubah-nilai.ts'

export type UbahOrder = Readonly<{
  label: string
  /** Number of the card's life that was on the page. */
  versi: number
  ruangId: number | null
  typed: Pick<KartuTyped, 'nama' | 'kondisi' | 'keterangan' | 'lat' | 'lon' | 'poligon' | 'rincian'>
}>

/**
 * Change what a card says, never what it is worth. A card taken over with gaps is one no more once they are filled.
 *
 * @returns undefined where the actor keeps no such card
 * @refuses codes BARANG_…
 */
export function createUbah(deps: Deps) {
  return (actor: SignedIn, order: UbahOrder): Promise<Result<string> | undefined> =>
    openedOrNothing(deps, { actor, label: order.label }, (tx, terbuka) =>
      change(deps, tx, { actor, order, terbuka }),
    )
}

async function change(
  deps: Deps,
  tx: Tx,
  asked: Pick<Changed, 'actor' | 'order' | 'terbuka'>,
): Promise<Result<string>> {
  const { order, terbuka } = asked
  const { kartu, acuan } = terbuka
  const wajib = acuan.byId.get(kartu.kodeBarangId)?.wajib ?? []
  const { rincian, faults } = readRincian(kartu.kib, order.typed.rincian, wajib)
  const hasGaps = faults.some(({ fault }) => fault === 'wajib')
  const isWarisan = kartu.isWarisan && (hasGaps || lacksWorth(kartu))
  const place = readPlace(order.typed)
  const refusals = [
    ...refuseWords(order, kartu),
    ...refuseFaults(faults, kartu),
    ...(place.ok ? [] : place.refusals),
    ...(await refuseRuang(tx, { skpdId: kartu.skpdId, ruangId: order.ruangId })),
    ...(isWarisan ? [] : await refuseTwins(tx, kartu, rincian)),
  ]
  if (refusals.length > 0 || !place.ok) return refuse(refusals)
  await store(deps, tx, { ...asked, rincian, isWarisan, place: place.value })
  return ok(kartu.label)
}

/** What is missing on a card taken over stays a finding; what cannot be read is refused on any. */
function refuseFaults(
  faults: ReturnType<typeof readRincian>['faults'],
  { isWarisan }: Kartu,
): readonly Refusal[] {
  return faults
    .filter(({ fault }) => fault !== 'wajib' || !isWarisan)
    .map(({ nama, fault }) =>
      refusal(
        fault === 'wajib' ? 'BARANG_RUAS_WAJIB' : 'BARANG_RUAS_TIDAK_TERBACA',
        `rincian.${nama}`,
      ),
    )
}

/** A card without value, or goods that wear out without a life, stays a gap whatever its particulars say. */
function lacksWorth({ nilai, kib, masaSemester, isEkstrakomptabel }: Kartu): boolean {
  const wearsOut = kib === 'B' || kib === 'C' || kib === 'D'
  return nilai === 0n || (wearsOut && !isEkstrakomptabel && masaSemester === 0)
}

function refuseWords({ typed, versi }: UbahOrder, kartu: Kartu): readonly Refusal[] {
  const nama = typed.nama.trim()
  const refusals: Refusal[] = []
  if (versi !== kartu.versi) refusals.push(refusal('BARANG_SUDAH_BERUBAH'))
  if (nama.length < 2 || nama.length > 200) refusals.push(refusal('BARANG_NAMA', 'nama'))
  if (!KONDISI.some((one) => one === typed.kondisi))
    refusals.push(refusal('BARANG_KONDISI', 'kondisi'))
  if (typed.keterangan.trim().length > 500)
    refusals.push(refusal('BARANG_KETERANGAN', 'keterangan'))
  return refusals
}

async function refuseTwins(tx: Tx, kartu: Kartu, rincian: Rincian): Promise<readonly Refusal[]> {
  if (kartu.kib !== 'B') return []
  await lockIdentities(tx)
  const twins = await findKembar(tx, { rincian, exceptId: kartu.id })
  return twins.map(({ ruas }) => refusal('BARANG_KEMBAR', `rincian.${ruas}`))
}

type Changed = Readonly<{
  actor: SignedIn
  order: UbahOrder
  terbuka: Terbuka
  rincian: Rincian
  isWarisan: boolean
  place: Tempat
}>

async function store(deps: Deps, tx: Tx, changed: Changed): Promise<void> {
  const { actor, order, terbuka, rincian, isWarisan, place } = changed
  const { kartu, skpd } = terbuka
  const at = deps.kit.now()
  const row = {
    id: kartu.id,
    nama: order.typed.nama.trim(),
    kondisi: order.typed.kondisi as Kondisi,
    isWarisan,
    rincian,
    keterangan: order.typed.keterangan.trim(),
    ruangId: order.ruangId,
    lat: place.titik?.lat ?? null,
    lon: place.titik?.lon ?? null,
    poligon: place.poligon ?? null,
    at,
  }
  await updateKartu(tx, row)
  await together([
    tell(deps, tx, [
      {
        kartu: { ...kartu, skpd },
        kejadian: 'ubah',
        versi: kartu.versi + 1,
        more: { kondisi: row.kondisi },
        actor,
        at,
      },
    ]),
    deps.audit.record(tx, actor, {
      action: 'aset.ubah',
      subject: { kind: 'kartu-aset', id: kartu.id },
      before: kartu.rincian,
      after: rincian,
    }),
  ])
}
