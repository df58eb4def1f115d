import { present } from '../../../kernel/assert.ts'
import { tanggal as civil, yearOf } from '../../../kernel/date.ts'
import { ok, type Refusal, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { mirrorLines } from '../domain/jurnal.ts'
import { refusal } from '../domain/refusals.ts'
import { findJurnal, type JurnalHead, listBaris } from '../store/jurnal-store.ts'
import type { Accounting, Reversal } from '../types.ts'
import type { Posting } from './post.ts'

const ALASAN = { min: 3, max: 480 }
const JURNAL_ID = /^\d{1,18}$/

/** The only way to take a journal back: another that mirrors it, once. */
export function createReverse({ kit, fiscal }: Deps, posting: Posting): Accounting['reverse'] {
  return (tx, reversal) =>
    transaction(tx, async (inner) => {
      const { jurnalId, tanggal, alasan, oleh } = reversal
      const asal = JURNAL_ID.test(jurnalId) ? await findJurnal(inner, jurnalId) : undefined
      if (asal === undefined) return refuse(refusal('JURNAL_TIDAK_ADA'))
      const refusals = [
        ...refuseReversal(asal, reversal),
        ...(await posting.requireOpen(inner, [asal.tahun])),
      ]
      if (refusals.length > 0) return refuse(refusals)
      const kodefikasi = await fiscal.kodefikasi(inner, asal.tahun)
      const posted = await posting.store(inner, [
        {
          tahun: asal.tahun,
          tanggal,
          jenis: 'pembalik',
          kelas: asal.kelas,
          skpdId: asal.skpdId,
          uraian: `${alasan.trim()} (membalik ${asal.nomor})`.slice(0, 500),
          dokumenJenis: asal.dokumenJenis,
          dokumenId: asal.dokumenId,
          dokumenNomor: asal.dokumenNomor,
          peristiwa: null,
          bagian: 1,
          membalikId: asal.id,
          jumlah: asal.jumlah,
          oleh,
          at: kit.now(),
          baris: mirrorLines(await listBaris(inner, asal.id)),
          rincianNomor: 'JUR-BALIK',
          skpdKode: kodefikasi.skpd.byId.get(asal.skpdId)?.kode ?? '',
        },
      ])
      return ok(present(posted[0], 'one journal was posted'))
    })
}

function* refuseReversal(asal: JurnalHead, reversal: Reversal): Generator<Refusal> {
  const { nomor } = asal
  if (asal.membalikId !== null) yield refusal('JURNAL_PEMBALIK', { nomor })
  if (asal.dibalikId !== null) yield refusal('JURNAL_SUDAH_DIBALIK', { nomor })
  const words = reversal.alasan.trim().length
  if (words < ALASAN.min || words > ALASAN.max) yield refusal('ALASAN_KOSONG', {}, 'alasan')
  if (reversal.tanggal < civil(asal.tanggal))
    yield refusal('TANGGAL_SEBELUM_JURNAL', { tanggal: asal.tanggal }, 'tanggal')
  if (yearOf(reversal.tanggal) !== asal.tahun)
    yield refusal('JURNAL_TAHUN', { tahun: asal.tahun }, 'tanggal')
}
