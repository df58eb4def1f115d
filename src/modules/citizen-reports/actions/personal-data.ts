import { NIL_UUID } from '../../../kernel/id.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { PersonalDataSource } from '../../identity/index.ts'
import { deleteAllOf, listOwnLangganan } from '../store/langganan-store.ts'
import {
  anonymiseDukungan,
  anonymiseKomentar,
  anonymiseReporter,
  deleteDraftsOf,
  listDraftsOf,
  listOwnData,
  listOwnKomentar,
} from '../store/own-store.ts'

const ERASED_NAME = 'Akun dihapus'
const ERASED_WORDS = 'Dihapus bersama akun penulisnya.'

/** What this module holds about an account, and what an erasure leaves of it. */
export const REPORT_DATA: PersonalDataSource = {
  name: 'Laporan',
  collect: async (tx: Tx, accountId: string) => ({
    laporan: await listOwnData(tx, accountId),
    draf: await listDraftsOf(tx, accountId),
    komentar: await listOwnKomentar(tx, accountId),
    langganan: (await listOwnLangganan(tx, accountId)).map((row) => ({
      nomor: row.nomor,
      kecamatan: row.kecamatanKode,
      kategori: row.kategoriKode,
      unit: row.unitKode,
      sejak: row.dibuatAt,
    })),
  }),
  erase: async (tx: Tx, accountId: string) => {
    await anonymiseReporter(tx, accountId)
    await anonymiseKomentar(tx, accountId, {
      // Nobody's account.
      akunId: NIL_UUID,
      nama: ERASED_NAME,
      isi: ERASED_WORDS,
    })
    await anonymiseDukungan(tx, accountId)
    await deleteDraftsOf(tx, accountId)
    await deleteAllOf(tx, accountId)
  },
  keptBecause: {
    id: 'Isi laporan, komentar yang tampil, jumlah dukungan, dan riwayat penanganannya tetap ada tanpa nama dan kontak Anda, sebagai catatan pengaduan pelayanan publik (UU 25/2009; pasalnya belum diverifikasi).',
    en: 'The text of reports, shown comments, counted support and how reports were handled stay, without your name and contact, as records of complaints about public services (UU 25/2009; article not yet verified).',
  },
}
