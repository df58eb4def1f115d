import type { SignedIn } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { parseNik } from '../../../kernel/nik.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { Deps } from '../deps.ts'
import { makeReceipt, receiptDigest } from '../domain/pohon.ts'
import { keadaanOf, type Pungutan } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import { readSuara, type Suara, type SuaraForm } from '../domain/suara.ts'
import {
  countUp,
  findPemilih,
  insertDigests,
  insertPemilih,
  insertSuara,
  type Kotak,
  lockKotak,
} from '../store/kotak-store.ts'
import { findLembar, type LembarKey, saveFirst, saveSecond } from '../store/lembar-store.ts'
import { counted, type Loaded, moneyText } from './beri-suara.ts'
import { keepsRollOf } from './wewenang.ts'

/**
 * Mark somebody as having taken a paper ballot. The officer has seen their papers and where they live; from now on
 * they cannot vote online, nor take a second sheet.
 *
 * @refuses BUKAN_WILAYAH_ANDA, NIK_TIDAK_SAH, BELUM_DIBUKA, SUDAH_DITUTUP, SUDAH_MEMILIH
 */
export async function markPresent(
  deps: Deps,
  actor: SignedIn,
  { pungutan, nik }: Readonly<{ pungutan: Pungutan; nik: string }>,
): Promise<Result<void>> {
  const { kit, audit } = deps
  const work = async (): Promise<Result<void>> => {
    if (!keepsRollOf(actor, pungutan)) return refuse(refusal('BUKAN_WILAYAH_ANDA'))
    const read = parseNik(nik, { today: kit.today(), allowDemo: kit.isDemo() })
    if (!read.ok) return refuse(refusal('NIK_TIDAK_SAH', {}, 'nik'))
    const kunci = deps.personKey(pungutan.id, read.value.nik)
    return transactionUnlessRefused(kit.db, async (tx) => {
      const kotak = await lockKotak(tx, pungutan.id)
      const keadaan = kotak && keadaanOf(kotak as Pungutan & Kotak, kit.now())
      if (keadaan !== 'buka')
        return refuse(refusal(keadaan === 'akan' ? 'BELUM_DIBUKA' : 'SUDAH_DITUTUP'))
      if ((await findPemilih(tx, pungutan.id, kunci)) !== undefined)
        return refuse(refusal('SUDAH_MEMILIH', {}, 'nik'))
      await together([
        insertPemilih(tx, pungutan.id, [{ kunci, cara: 'kertas', titipan: null }]),
        countUp(tx, pungutan.id, { pemilihKertas: 1 }),
        // Says that a sheet was handed out, and not to whom.
        audit.record(tx, actor, {
          action: 'suara.hadir',
          subject: { kind: 'suara.pungutan', id: pungutan.id },
        }),
      ])
      return ok(undefined)
    })
  }
  return counted(deps, pungutan.id, await work())
}

export type LembarForm = Readonly<{ bundel: string; lembar: string; isi: SuaraForm }>
export type Masuk = Readonly<{ keadaan: 'menunggu' | 'cocok'; bundel: string; lembar: number }>
/** What the two readers typed, where they do not agree. */
export type Beda = Readonly<{ pertama: Suara; kedua: Suara }>

const BUNDEL = /^[\p{L}\p{N}][\p{L}\p{N} ./-]{1,39}$/u

/**
 * Type a paper ballot in, as its first or its second reader. It is counted when both say the same.
 *
 * @refuses BUKAN_WILAYAH_ANDA, BUNDEL_KOSONG, LEMBAR_KOSONG, those of the ballot, ORANG_YANG_SAMA, LEMBAR_SUDAH_COCOK,
 * LEMBAR_BERBEDA, LEMBAR_MELEBIHI_PEMILIH, SUDAH_DITUTUP
 */
export async function enterLembar(
  deps: Deps,
  actor: SignedIn,
  { pungutan, daftar, form }: Loaded & Readonly<{ form: LembarForm }>,
): Promise<Result<Masuk>> {
  if (!keepsRollOf(actor, pungutan)) return refuse(refusal('BUKAN_WILAYAH_ANDA'))
  const bundel = form.bundel.trim()
  const isi = readSuara(form.isi, { pungutan, daftar }, moneyText)
  const refusals: readonly Refusal[] = [
    ...(BUNDEL.test(bundel) ? [] : [refusal('BUNDEL_KOSONG', {}, 'bundel')]),
    ...(/^[1-9]\d{0,3}$/.test(form.lembar.trim()) ? [] : [refusal('LEMBAR_KOSONG', {}, 'lembar')]),
    ...(isi.ok ? [] : isi.refusals),
  ]
  if (refusals.length > 0 || !isi.ok) return refuse(refusals)
  const key = { pungutanId: pungutan.id, bundel, lembar: Number(form.lembar) }
  // A second reading that differs is kept, so this is no transaction that a refusal takes back.
  let beda = false
  const done = await transactionUnlessRefused(deps.kit.db, async (tx): Promise<Result<Masuk>> => {
    const kotak = await lockKotak(tx, pungutan.id)
    const isOpen = kotak?.status === 'tetap' || kotak?.status === 'buka'
    if (kotak === undefined || !isOpen) return refuse(refusal('SUDAH_DITUTUP'))
    const taken = await takeReading(deps, tx, { actor, key, isi: isi.value, kotak, pungutan })
    if (taken.ok && taken.value === 'beda') beda = true
    if (!taken.ok) return taken
    return ok({
      keadaan: taken.value === 'cocok' ? 'cocok' : 'menunggu',
      bundel,
      lembar: key.lembar,
    })
  })
  return beda && done.ok ? refuse(refusal('LEMBAR_BERBEDA', {}, 'lembar')) : done
}

type Reading = Readonly<{
  actor: SignedIn
  key: LembarKey
  isi: Suara
  kotak: Kotak
  pungutan: Pungutan
}>

async function takeReading(
  deps: Deps,
  tx: Tx,
  { actor, key, isi, kotak, pungutan }: Reading,
): Promise<Result<'menunggu' | 'beda' | 'cocok'>> {
  const known = await findLembar(tx, key)
  const mine = { isi, oleh: actor.accountId }
  const isMatched = known?.kedua && isSame(known.kedua, known.pertama)
  if (isMatched) return refuse(refusal('LEMBAR_SUDAH_COCOK', {}, 'lembar'))
  const isFirst = known === undefined || known.olehPertama === actor.accountId
  if (isFirst && known !== undefined && known.kedua === null)
    return refuse(refusal('ORANG_YANG_SAMA', {}, 'lembar'))
  await (isFirst ? saveFirst(tx, key, mine) : saveSecond(tx, key, mine))
  await deps.audit.record(tx, actor, {
    action: 'suara.lembar',
    subject: { kind: 'suara.lembar', id: `${pungutan.nomor}/${key.bundel}/${key.lembar}` },
  })
  const other = isFirst ? known?.kedua : known?.pertama
  if (other === null || other === undefined) return ok('menunggu')
  if (!isSame(other, isi)) return ok('beda')
  if (kotak.suaraKertas >= kotak.pemilihKertas)
    return refuse(refusal('LEMBAR_MELEBIHI_PEMILIH', {}, 'lembar'))
  // A sheet has a leaf of its own, so that leaves and ballots stay as many; nobody holds its receipt.
  const receipt = makeReceipt(deps.kit.randomBytes(26))
  const sidik = receiptDigest(sha256, pungutan.nomor, receipt)
  await together([
    insertSuara(tx, key.pungutanId, [isi]),
    insertDigests(tx, 'tanda_terima', { pungutanId: key.pungutanId, sidik: [sidik] }),
    countUp(tx, key.pungutanId, { suaraKertas: 1 }),
  ])
  return ok('cocok')
}

function isSame(a: Suara, b: Suara): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
