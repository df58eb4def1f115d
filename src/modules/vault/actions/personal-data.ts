import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { PersonalDataSource } from '../../identity/index.ts'
import { listOfOwner, markAllRemoved } from '../store/berkas-store.ts'
import { listPembacaan, listOfOwner as listUses } from '../store/penggunaan-store.ts'
import { actForOwner } from '../store/row-policy.ts'

const MOST = 500

/** What the vault holds about an account; an erasure removes every document, and the clean-up its bytes. */
export function vaultData(now: () => Date): PersonalDataSource {
  return {
    name: 'Berkas',
    collect: (db: Tx, accountId: string) =>
      transaction(db, async (tx) => {
        await actForOwner(tx, accountId)
        const files = await listOfOwner(tx, accountId, { limit: MOST })
        const uses = await listUses(tx, accountId, { limit: MOST })
        const looks = await listPembacaan(
          tx,
          uses.map(({ id }) => id),
        )
        return {
          berkas: files.map((row) => ({
            jenis: row.jenisKode,
            nama: row.nama,
            ukuran: row.ukuran,
            halaman: row.halaman,
            tanggal: row.tanggalDokumen,
            berlakuSampai: row.berlakuSampai,
            disimpan: row.dibuatAt,
            dihapus: row.dihapusAt,
          })),
          penggunaan: uses.map((use) => ({
            jenis: use.jenisKode,
            nomor: use.subjekNomor,
            unit: use.unitKode,
            tujuan: use.tujuan,
            mulai: use.mulaiAt,
            berakhir: use.berakhirAt,
          })),
          dibaca: looks.map(({ waktu, olehNama, peran, tujuan }) => ({
            waktu,
            olehNama,
            peran,
            tujuan,
          })),
        }
      }),
    erase: (db: Tx, accountId: string) =>
      transaction(db, async (tx) => {
        await actForOwner(tx, accountId)
        await markAllRemoved(tx, accountId, now())
      }),
    keptBecause: {
      id: 'Berkas yang sedang dipakai sebuah permohonan tetap ada sampai permohonan itu selesai dan masa simpannya lewat; setelah itu isinya dihapus. Bahwa berkas pernah dipakai dan dilihat tetap tercatat (UU 27/2022; pasal dan masa simpannya belum diverifikasi).',
      en: 'A document that an application uses stays until the application has ended and its time of keeping has passed; then its contents are removed. That it was used and looked at stays on record (UU 27/2022; article and time of keeping not yet verified).',
    },
  }
}
