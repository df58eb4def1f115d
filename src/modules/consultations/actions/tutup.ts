import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { nomorMasukan } from '../domain/masukan.ts'
import { perubahanOf } from '../domain/redline.ts'
import { refusal } from '../domain/refusals.ts'
import { type BeritaAcara, refuseTutupKonsultasi } from '../domain/tutup.ts'
import { listJanji, listPertemuan } from '../store/janji-store.ts'
import {
  closeKonsultasi,
  countMasukan,
  type Konsultasi,
  lockKonsultasi,
} from '../store/konsultasi-store.ts'
import {
  listIds,
  listJanjiUbah,
  listMasukan,
  type Masukan,
  nomorMenunggu,
} from '../store/masukan-store.ts'
import { listBagian } from '../store/naskah-store.ts'
import { tell } from './kabar.ts'
import { record } from './records.ts'
import { sidikOf } from './susun.ts'
import { signMinutes } from './tanda-tangan.ts'
import { unitsSendiri } from './wewenang.ts'

/**
 * Close a consultation, all of it or nothing: the digest of every input and answer goes into the public log, the
 * minutes are recorded and signed, and whoever sent an input is told.
 *
 * @returns undefined when there is no such consultation
 * @refuses BUKAN_WEWENANG, KONSULTASI_BELUM_DIBUKA, KONSULTASI_SUDAH_TUTUP, codes of refuseTutupKonsultasi,
 * BERITA_ACARA_TIDAK_TERBIT
 */
export async function tutupKonsultasi(
  deps: Deps,
  actor: SignedIn,
  kode: string,
): Promise<Result<void> | undefined> {
  const { kit, audit } = deps
  let isThere = true
  const done = await transactionUnlessRefused(kit.db, async (tx): Promise<Result<void>> => {
    const konsultasi = await lockKonsultasi(tx, kode)
    isThere = konsultasi !== undefined
    if (konsultasi === undefined || !unitsSendiri(actor).includes(konsultasi.unitKode))
      return refuse(refusal('BUKAN_WEWENANG'))
    if (konsultasi.status !== 'buka')
      return refuse(
        refusal(
          konsultasi.status === 'draf' ? 'KONSULTASI_BELUM_DIBUKA' : 'KONSULTASI_SUDAH_TUTUP',
        ),
      )
    const closing = await gather(tx, konsultasi)
    const refusals = refuseTutupKonsultasi({ ...konsultasi, ...closing, today: kit.today() })
    if (refusals.length > 0) return refuse(refusals)
    const beritaAcara = await close(deps, tx, { actor, konsultasi, closing })
    await audit.record(tx, actor, {
      action: 'konsultasi.tutup',
      subject: { kind: 'konsultasi', id: kode },
      after: beritaAcara,
    })
    return ok(undefined)
  })
  if (!isThere) return undefined
  // Outside: what the letters refuse does not hold up the closing, and the letter can be asked for again.
  return done.ok ? signMinutes(deps, actor, kode) : done
}

type Closing = Readonly<{
  pertemuan: number
  menunggu: readonly number[]
  janjiUbah: readonly Readonly<{ urut: number; jangkar: string; label: string }>[]
  perubahan: ReturnType<typeof perubahanOf>
  sidikNaskah: string
}>

async function gather(tx: Tx, { id, versi, versiBuka }: Konsultasi): Promise<Closing> {
  const asked = await listBagian(tx, id, versiBuka ?? versi)
  const final = await listBagian(tx, id, versi)
  return {
    pertemuan: (await listPertemuan(tx, id)).length,
    menunggu: await nomorMenunggu(tx, id),
    janjiUbah: await listJanjiUbah(tx, id),
    perubahan: perubahanOf(asked, final),
    sidikNaskah: sidikOf(final),
  }
}

async function close(
  deps: Deps,
  tx: Tx,
  {
    actor,
    konsultasi,
    closing,
  }: Readonly<{ actor: SignedIn; konsultasi: Konsultasi; closing: Closing }>,
): Promise<BeritaAcara> {
  const { kit } = deps
  const { id, kode, judul, jenis, versi } = konsultasi
  await closeKonsultasi(tx, id, kit.now())
  const { sidikMasukan, putusan } = await digestMasukan(tx, konsultasi)
  const hitungan = (await countMasukan(tx, { ids: [id], today: kit.today() }))(id)
  const dokumen = { kode, versi, sidikNaskah: closing.sidikNaskah, sidikMasukan }
  await record(deps, tx, { actor, konsultasi, jenis: 'tutup', dokumen })
  const beritaAcara: BeritaAcara = {
    kode,
    judul,
    jenis,
    ...hitungan,
    ...putusan,
    bagianBerubah: closing.perubahan.filter((one) => one.jenis !== 'nomor').length,
    versiAkhir: versi,
    sidikNaskah: closing.sidikNaskah,
    sidikMasukan,
    pertemuan: closing.pertemuan,
    janji: (await listJanji(tx, id)).length,
  }
  await record(deps, tx, { actor, konsultasi, jenis: 'berita-acara', dokumen: beritaAcara })
  await tell(deps, tx, {
    kabar: 'naskah-akhir',
    masukan: await listIds(tx, { konsultasiId: id }),
  })
  return beritaAcara
}

const PER_READ = 500

/** SHA-256 over one line of canonical JSON for every input with its answer, by passage and number. */
async function digestMasukan(tx: Tx, { id, kode }: Konsultasi) {
  const hash = createHash('sha256')
  const putusan = { diterima: 0, sebagian: 0, ditolak: 0, dijelaskan: 0 }
  let after: Readonly<{ bagian: number; urut: number }> | undefined
  for (;;) {
    const some = await listMasukan(tx, {
      konsultasiId: id,
      jangkar: undefined,
      after,
      limit: PER_READ,
    })
    for (const one of some) {
      hash.update(`${canonicalJson(publicOf(kode, one))}\n`)
      if (one.jawaban !== null) putusan[one.jawaban.putusan] += 1
    }
    const last = some.at(-1)
    if (last === undefined || some.length < PER_READ)
      return { sidikMasukan: hash.digest('hex'), putusan }
    after = { bagian: last.bagianUrutan, urut: last.urut }
  }
}

/** An input as everybody may have it: without who sent it, and without words that were taken back. */
export function publicOf(kode: string, { urut, jangkar, label, status, ...rest }: Masukan) {
  const isGone = status === 'ditarik'
  const { jawaban } = rest
  return {
    nomor: nomorMasukan(kode, urut),
    jangkar,
    bagian: label,
    jenis: rest.jenis,
    wakil: rest.wakil,
    organisasi: isGone ? '' : (rest.organisasi ?? ''),
    teks: isGone ? '' : rest.teks,
    usul: isGone ? '' : (rest.usul ?? ''),
    status,
    tenggat: rest.tenggat,
    putusan: jawaban?.putusan ?? '',
    alasan: jawaban?.alasan ?? '',
    bagianBerubah: jawaban?.jangkar ?? '',
    janji: jawaban?.janjiUrut ?? '',
  }
}
