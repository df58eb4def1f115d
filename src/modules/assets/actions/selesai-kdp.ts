import type { SignedIn } from '../../../kernel/actor.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { sumSen, toDecimalString } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideKartu, type KartuBaru } from '../domain/kartu.ts'
import { type Hasil, readHasil } from '../domain/kdp.ts'
import type { Kondisi } from '../domain/kib.ts'
import { refusal } from '../domain/refusals.ts'
import { emptied } from '../domain/ubah-nilai.ts'
import { insertAsal } from '../store/asal-store.ts'
import { moveKartu } from '../store/kartu-store.ts'
import { insertMutasi } from '../store/mutasi-store.ts'
import { dokumenOf, type Terbuka } from './kartu-terbuka.ts'
import { rekeningOf, reklas } from './pembukuan.ts'
import { tell } from './records.ts'
import { simpanKartu } from './simpan-kartu.ts'
import { barisOf, openedOrNothing } from './ubah-nilai.ts'

export type SelesaiOrder = Readonly<{
  label: string
  bastNomor: string
  bastTanggal: string
  /** One card a line: code; name; price; address. */
  hasil: string
  kondisi: Kondisi
}>

type Finished = Readonly<{
  actor: SignedIn
  order: SelesaiOrder
  terbuka: Terbuka
  tanggal: Tanggal
  baru: readonly KartuBaru[]
}>

/**
 * Construction is handed over: its value leaves it and becomes cards, to the last sen.
 *
 * @returns labels of the cards; undefined where the actor keeps no such construction
 * @refuses KDP_BUKAN, KDP_BAST, KDP_TUJUAN, KDP_JUMLAH, codes BARANG_…, what the books refuse
 */
export function createSelesaiKdp(deps: Deps) {
  return (actor: SignedIn, order: SelesaiOrder): Promise<Result<readonly string[]> | undefined> =>
    openedOrNothing(deps, { actor, label: order.label }, async (tx, terbuka) => {
      const done = decideSelesai(deps, { actor, order, terbuka })
      return done.ok ? finish(deps, tx, done.value) : done
    })
}

function decideSelesai(
  deps: Deps,
  { actor, order, terbuka }: Pick<Finished, 'actor' | 'order' | 'terbuka'>,
): Result<Finished> {
  const { kartu } = terbuka
  if (kartu.kib !== 'F') return refuse(refusal('KDP_BUKAN'))
  const tanggal = parseTanggal(order.bastTanggal)
  const hasil = readHasil(order.hasil, kartu.nilai)
  const refusals: Refusal[] = hasil.ok ? [] : [...hasil.refusals]
  const isDated = tanggal.ok && tanggal.value <= deps.kit.today()
  if (!isDated || order.bastNomor.trim().length < 3)
    refusals.push(refusal('KDP_BAST', 'bastTanggal'))
  if (refusals.length > 0 || !hasil.ok || !tanggal.ok) return refuse(refusals)
  const baru = decideAll(deps, { order, terbuka, tanggal: tanggal.value, hasil: hasil.value })
  return baru.ok ? ok({ actor, order, terbuka, tanggal: tanggal.value, baru: baru.value }) : baru
}

function decideAll(
  { kit }: Deps,
  {
    order,
    terbuka,
    tanggal,
    hasil,
  }: Pick<Finished, 'order' | 'terbuka' | 'tanggal'> & Readonly<{ hasil: readonly Hasil[] }>,
): Result<readonly KartuBaru[]> {
  const { kartu, acuan } = terbuka
  const decided = hasil.map((one) =>
    decideKartu(
      {
        kodeBarang: one.kode,
        nama: one.nama,
        asalUsul: 'pembelian',
        kondisi: order.kondisi,
        tanggalPerolehan: tanggal,
        nilai: toDecimalString(one.nilai),
        unit: '1',
        keterangan: `${kartu.label} ${order.bastNomor}`.slice(0, 500),
        lat: kartu.lat === null ? '' : String(kartu.lat),
        lon: kartu.lon === null ? '' : String(kartu.lon),
        poligon: '',
        rincian: {
          ...kartu.rincian,
          konstruksi: kartu.rincian.konstruksi ?? kartu.rincian.bangunan ?? '',
          luas_lantai_m2: kartu.rincian.luas_m2 ?? '',
          panjang_m: kartu.rincian.panjang_m ?? '',
          ...(one.alamat === '' ? {} : { alamat: one.alamat }),
        },
      },
      {
        aturan: acuan.aturan,
        kodeBarang: (kode) => acuan.byKode.get(kode),
        today: kit.today(),
        dibukukan: tanggal,
        // What the contract's papers do not say yet is a finding on the new card, not a reason to leave it construction.
        isWarisan: true,
      },
    ),
  )
  const refusals = decided.flatMap((one) => (one.ok ? [] : one.refusals))
  if (refusals.length > 0)
    return refuse(refusals.map(({ field: _, ...one }) => ({ ...one, field: 'hasil' })))
  return ok(decided.flatMap((one) => (one.ok ? [one.value] : [])))
}

async function finish(deps: Deps, tx: Tx, done: Finished): Promise<Result<readonly string[]>> {
  const { actor, terbuka, tanggal, baru, order } = done
  const { kartu, kode, acuan } = terbuka
  const bast = order.bastNomor.trim()
  const own = rekeningOf(kode, acuan.aturan, { kode: kartu.kode, tanggal, sisi: 'aset' })
  if (own === undefined) return refuse(refusal('AKUN_BARANG'))
  const jurnal = await reklas(deps, tx, {
    tanggal,
    skpdId: kartu.skpdId,
    dokumen: dokumenOf(kartu),
    uraian: `Konstruksi selesai: ${kartu.nama} (${bast})`,
    oleh: actor.accountId,
    bagian: kartu.versi + 1,
    dari: [{ rekeningId: own, jumlah: kartu.nilai }],
    ke: baru.map((one) => ({
      kode: one.kodeBarang.kode,
      jumlah: one.nilai,
      akun: one.isEkstrakomptabel ? ('ekstra' as const) : ('aset' as const),
    })),
  })
  if (!jurnal.ok) return jurnal
  const jurnalId = jurnal.value ?? ''
  const labels: string[] = []
  for (const one of baru) {
    const stored = await simpanKartu(deps, tx, {
      actor,
      skpdId: kartu.skpdId,
      ruangId: null,
      baru: one,
      nilaiPerUnit: [one.nilai],
      tanggal,
      dokumen: bast,
      cara: { jenis: 'reklas', jurnalId },
    })
    if (!stored.ok) return stored
    labels.push(...stored.value.map(({ label }) => label))
    await insertAsal(
      tx,
      stored.value.map(({ id, nilai }) => ({
        id: deps.kit.newId(),
        kartuId: id,
        sp2dId: null,
        sp2dBarisId: null,
        kdpId: kartu.id,
        jumlah: nilai,
        dicatatAt: deps.kit.now(),
      })),
    )
  }
  await emptyKdp(deps, tx, { ...done, jurnalId, bast })
  return ok(labels)
}

async function emptyKdp(
  deps: Deps,
  tx: Tx,
  { actor, terbuka, tanggal, baru, jurnalId, bast }: Finished & { jurnalId: string; bast: string },
): Promise<void> {
  const { kartu, skpd } = terbuka
  const at = deps.kit.now()
  await moveKartu(tx, { id: kartu.id, at, status: 'jadi_aset', versi: kartu.versi + 1 })
  await insertMutasi(tx, [
    {
      ...barisOf(deps, kartu, { tanggal, dokumen: bast, actor }),
      ...emptied(kartu),
      jenis: 'reklas_keluar',
      pembukuan: 'jurnal',
      jurnalId,
    },
  ])
  await together([
    tell(deps, tx, [
      {
        kartu: { ...kartu, skpd },
        kejadian: 'jadi-aset',
        versi: kartu.versi + 1,
        nilai: sumSen(baru.map(({ nilai }) => nilai)),
        dokumen: bast,
        more: { kartu: baru.length },
        actor,
        at,
      },
    ]),
    deps.audit.record(tx, actor, {
      action: 'aset.kdp-selesai',
      subject: { kind: 'kdp', id: kartu.id },
      reason: bast,
    }),
  ])
}
