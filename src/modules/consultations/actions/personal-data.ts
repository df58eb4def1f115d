import { rows, run, sql } from '../../../platform/db/database.ts'
import type { PersonalDataSource } from '../../identity/index.ts'

/** What this module holds about an account: the inputs it sent. */
export const KONSULTASI_DATA: PersonalDataSource = {
  name: 'Masukan konsultasi',
  collect: async (tx, accountId) => ({
    masukan: await rows(
      tx,
      sql`select k.kode, k.judul, m.urut, m.jenis, m.teks, m.usul, m.organisasi, m.status, m.dikirim_at as "dikirimAt"
      from consultations.masukan m join consultations.konsultasi k on k.id = m.konsultasi_id
      where m.akun_id = ${accountId}::uuid order by m.dikirim_at, m.id`,
    ),
  }),
  erase: async (tx, accountId) => {
    await run(
      tx,
      sql`update consultations.masukan set akun_id = null where akun_id = ${accountId}::uuid`,
    )
  },
  keptBecause: {
    id: 'Masukan tetap ada tanpa nama pengirimnya, karena menjadi dasar naskah dan berita acara (UU 12/2011 jo. UU 13/2022; pasalnya belum diverifikasi).',
    en: 'The input stays without who sent it, because text and minutes rest on it (UU 12/2011 with UU 13/2022; article not yet verified).',
  },
}
