import type { SignedIn } from '../../../kernel/actor.ts'
import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  decideKoreksi,
  decideRehab,
  type Koreksi,
  type KoreksiTyped,
  type Rehab,
  type RehabTyped,
} from '../domain/ubah-nilai.ts'
import { type Kartu, moveKartu } from '../store/kartu-store.ts'
import { insertMutasi, type Mutasi } from '../store/mutasi-store.ts'
import { bukaKartu, dokumenOf, refuseDokumen, type Terbuka } from './kartu-terbuka.ts'
import { bukukan } from './pembukuan.ts'
import { tell } from './records.ts'

export type RehabOrder = Readonly<{ label: string; dokumen: string; typed: RehabTyped }>

/**
 * Cost added to a card that was not paid by an SP2D of this region (a gift, work of one's own).
 *
 * @returns undefined where the actor keeps no such card
 * @refuses codes of decideRehab, DOKUMEN, BARANG_BUKAN_AKTIF, what the books refuse
 */
export function createRehab(deps: Deps) {
  const { kit } = deps
  return (actor: SignedIn, order: RehabOrder): Promise<Result<string> | undefined> =>
    openedOrNothing(deps, { actor, label: order.label }, async (tx, terbuka) => {
      const decided = decideRehab(nilaianOf(terbuka.kartu), order.typed, {
        aturan: terbuka.acuan.aturan,
        today: kit.today(),
      })
      const wrong = [...refuseDokumen(order.dokumen), ...(decided.ok ? [] : decided.refusals)]
      if (wrong.length > 0 || !decided.ok) return refuse(wrong)
      return tambahNilai(deps, tx, {
        actor,
        terbuka,
        rehab: decided.value,
        dokumen: order.dokumen.trim(),
        sp2d: false,
      })
    })
}

/** What a card's value is judged by. */
export function nilaianOf(kartu: Kartu) {
  return { ...kartu, kode: kartu.kode }
}

export type Tambahan = Readonly<{
  actor: SignedIn
  terbuka: Terbuka
  rehab: Rehab
  dokumen: string
  /** Booked by the journal of the SP2D that paid it. */
  sp2d: boolean
}>

/** Add cost and life to a card; goods that pass the threshold by it enter the books with all they cost. */
export async function tambahNilai(deps: Deps, tx: Tx, order: Tambahan): Promise<Result<string>> {
  const { actor, terbuka, rehab, dokumen } = order
  const { kartu, skpd } = terbuka
  const { kit, audit } = deps
  const done = rehab.isMasukNeraca
    ? await enterBooks(deps, tx, order)
    : await addCost(deps, tx, order, kartu.isEkstrakomptabel)
  if (!done.ok) return done
  const at = kit.now()
  await moveKartu(tx, { id: kartu.id, at, versi: kartu.versi + 1 })
  await together([
    tell(deps, tx, [
      {
        kartu: { ...kartu, skpd },
        kejadian: 'kapitalisasi',
        versi: kartu.versi + 1,
        nilai: rehab.jumlah,
        dokumen,
        more: { semester: rehab.semester },
        actor,
        at,
      },
    ]),
    audit.record(tx, actor, {
      action: 'aset.kapitalisasi',
      subject: { kind: 'kartu-aset', id: kartu.id },
      after: rehab.jumlah.toString(),
    }),
  ])
  return ok(kartu.label)
}

async function addCost(
  deps: Deps,
  tx: Tx,
  { actor, terbuka, rehab, dokumen, sp2d }: Tambahan,
  isOutside: boolean,
): Promise<Result<'added'>> {
  const { kartu } = terbuka
  const jurnal =
    isOutside || sp2d
      ? ok(null)
      : await bukukan(deps, tx, {
          peristiwa: 'aset-perolehan',
          tanggal: rehab.tanggal,
          skpdId: kartu.skpdId,
          dokumen: dokumenOf(kartu),
          uraian: `Kapitalisasi ${kartu.nama} (${dokumen})`,
          oleh: actor.accountId,
          bagian: kartu.versi + 1,
          rincian: [{ kode: kartu.kode, jumlah: rehab.jumlah }],
        })
  if (!jurnal.ok) return jurnal
  await insertMutasi(tx, [
    {
      ...barisOf(deps, kartu, { tanggal: rehab.tanggal, dokumen, actor }),
      jenis: 'kapitalisasi',
      nilai: rehab.jumlah,
      semester: rehab.semester,
      pembukuan: isOutside ? 'ekstrakomptabel' : sp2d ? 'sp2d' : 'jurnal',
      jurnalId: jurnal.value,
    },
  ])
  return ok('added')
}

/** What it cost before leaves the list outside the books and comes into them, with its whole life; then the new cost. */
async function enterBooks(deps: Deps, tx: Tx, order: Tambahan): Promise<Result<'added'>> {
  const { actor, terbuka, rehab, dokumen } = order
  const { kartu } = terbuka
  const row = () => barisOf(deps, kartu, { tanggal: rehab.tanggal, dokumen, actor })
  const jurnal = await bukukan(deps, tx, {
    peristiwa: 'aset-perolehan',
    tanggal: rehab.tanggal,
    skpdId: kartu.skpdId,
    dokumen: dokumenOf(kartu),
    uraian: `Masuk neraca ${kartu.nama} (${dokumen})`,
    oleh: actor.accountId,
    rincian: [{ kode: kartu.kode, jumlah: kartu.nilai }],
  })
  if (!jurnal.ok) return jurnal
  const leaving = sen(-kartu.nilai)
  await insertMutasi(tx, [
    { ...row(), jenis: 'koreksi', nilai: leaving, pembukuan: 'ekstrakomptabel' },
  ])
  await moveKartu(tx, { id: kartu.id, at: deps.kit.now(), isEkstrakomptabel: false })
  await insertMutasi(tx, [
    {
      ...row(),
      jenis: 'perolehan',
      nilai: kartu.nilai,
      semester: kartu.masaSemester,
      pembukuan: 'jurnal',
      jurnalId: jurnal.value,
    },
  ])
  return addCost(deps, tx, order, false)
}

export type KoreksiOrder = Readonly<{ label: string; dokumen: string; typed: KoreksiTyped }>

/**
 * Correct value, accumulated depreciation or life of a card by a row that says the difference.
 *
 * @returns undefined where the actor keeps no such card
 * @refuses codes of decideKoreksi, DOKUMEN, BARANG_BUKAN_AKTIF, what the books refuse
 */
export function createKoreksi(deps: Deps) {
  return (actor: SignedIn, order: KoreksiOrder): Promise<Result<string> | undefined> =>
    openedOrNothing(deps, { actor, label: order.label }, async (tx, { kartu, skpd }) => {
      const decided = decideKoreksi(nilaianOf(kartu), order.typed)
      const wrong = [...refuseDokumen(order.dokumen), ...(decided.ok ? [] : decided.refusals)]
      if (wrong.length > 0 || !decided.ok) return refuse(wrong)
      const dokumen = order.dokumen.trim()
      return correct(deps, tx, { actor, kartu, skpd, dokumen, koreksi: decided.value })
    })
}

type Corrected = Readonly<{
  actor: SignedIn
  kartu: Kartu
  skpd: string
  dokumen: string
  koreksi: Koreksi
}>

async function correct(deps: Deps, tx: Tx, order: Corrected): Promise<Result<string>> {
  const { actor, kartu, skpd, dokumen, koreksi } = order
  const { nilai, susut, semester, alasan } = koreksi
  const today = deps.kit.today()
  const jurnal = kartu.isEkstrakomptabel
    ? ok(null)
    : await journalChange(deps, tx, { kartu, nilai, susut, tanggal: today, dokumen, actor })
  if (!jurnal.ok) return jurnal
  await insertMutasi(tx, [
    {
      ...barisOf(deps, kartu, { tanggal: today, dokumen, actor }),
      jenis: 'koreksi',
      nilai,
      susut,
      semester,
      pembukuan: kartu.isEkstrakomptabel
        ? 'ekstrakomptabel'
        : jurnal.value === null
          ? 'tanpa_nilai'
          : 'jurnal',
      jurnalId: jurnal.value,
      uraian: alasan,
    },
  ])
  const at = deps.kit.now()
  const versi = kartu.versi + 1
  await moveKartu(tx, {
    id: kartu.id,
    at,
    versi,
    masaSemester: Math.max(kartu.masaSemester, kartu.sisaSemester + semester),
  })
  await tell(deps, tx, [
    { kartu: { ...kartu, skpd }, kejadian: 'koreksi', versi, nilai, dokumen, actor, at },
  ])
  await deps.audit.record(tx, actor, {
    action: 'aset.koreksi',
    subject: { kind: 'kartu-aset', id: kartu.id },
    reason: alasan,
  })
  return ok(kartu.label)
}

type Change = Readonly<{
  kartu: Kartu
  nilai: Sen
  susut: Sen
  tanggal: Tanggal
  dokumen: string
  actor: SignedIn
}>

/** Value and accumulated depreciation are two accounts, and two happenings. */
async function journalChange(
  deps: Deps,
  tx: Tx,
  { kartu, nilai, susut, tanggal, dokumen, actor }: Change,
): Promise<Result<string | null>> {
  const common = {
    tanggal,
    skpdId: kartu.skpdId,
    dokumen: dokumenOf(kartu),
    uraian: `Koreksi ${kartu.nama} (${dokumen})`,
    oleh: actor.accountId,
    bagian: kartu.versi + 1,
  }
  let id: string | null = null
  if (nilai !== 0n) {
    const done = await bukukan(deps, tx, {
      ...common,
      peristiwa: 'aset-perolehan',
      rincian: [{ kode: kartu.kode, jumlah: nilai }],
    })
    if (!done.ok) return done
    id = done.value
  }
  if (susut !== 0n) {
    const done = await bukukan(deps, tx, {
      ...common,
      peristiwa: 'aset-penyusutan',
      rincian: [{ kode: kartu.kode, jumlah: susut }],
    })
    if (!done.ok) return done
    id ??= done.value
  }
  return ok(id)
}

/** What every movement of a card has in common. */
export function barisOf(
  { kit }: Deps,
  kartu: Pick<Kartu, 'id' | 'skpdId' | 'nama'>,
  { tanggal, dokumen, actor }: Readonly<{ tanggal: Tanggal; dokumen: string; actor: SignedIn }>,
): Omit<Mutasi, 'jenis' | 'pembukuan'> {
  return {
    id: kit.newId(),
    kartuId: kartu.id,
    skpdId: kartu.skpdId,
    tahun: yearOf(tanggal),
    tanggal,
    periode: null,
    nilai: ZERO_SEN,
    susut: ZERO_SEN,
    semester: 0,
    jurnalId: null,
    dokumen,
    uraian: kartu.nama,
    oleh: actor.name,
    waktu: kit.now(),
  }
}

/** Work on a locked card in a transaction that a refusal takes back. */
export async function openedOrNothing<T>(
  deps: Deps,
  { actor, label }: Readonly<{ actor: SignedIn; label: string }>,
  work: (tx: Tx, terbuka: Terbuka) => Promise<Result<T>>,
): Promise<Result<T> | undefined> {
  let isThere = true
  const done = await transactionUnlessRefused(deps.kit.db, async (tx): Promise<Result<T>> => {
    const opened = await bukaKartu(deps, tx, actor, label)
    if (opened === undefined) isThere = false
    if (opened === undefined) return refuse([])
    return opened.ok ? work(tx, opened.value) : opened
  })
  return isThere ? done : undefined
}
