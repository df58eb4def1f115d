import { rows, run, sql } from '../../../platform/db/database.ts'
import type { PersonalDataSource } from '../../identity/index.ts'

/** What this module holds about an account: proposals it sent, and those it supports. */
export const MUSRENBANG_DATA: PersonalDataSource = {
  name: 'Usulan musrenbang',
  collect: async (tx, accountId) => ({
    usulan: await rows(
      tx,
      sql`select u.nomor, u.judul, u.tahun from musrenbang.usulan u where u.pengusul_akun = ${accountId}::uuid order by u.nomor`,
    ),
    dukungan: await rows(
      tx,
      sql`select u.nomor, d.didukung_at as "didukungAt" from musrenbang.dukungan d join musrenbang.usulan u on u.id = d.usulan_id
      where d.akun_id = ${accountId}::uuid order by u.nomor`,
    ),
  }),
  erase: async (tx, accountId) => {
    await run(
      tx,
      sql`update musrenbang.usulan set pengusul_akun = null where pengusul_akun = ${accountId}::uuid`,
    )
    await run(
      tx,
      sql`with hapus as (delete from musrenbang.dukungan d where d.akun_id = ${accountId}::uuid returning d.usulan_id)
      update musrenbang.usulan u set pendukung = u.pendukung - 1 from hapus h where u.id = h.usulan_id`,
    )
  },
  keptBecause: {
    id: 'Usulan tetap ada tanpa nama pengusulnya, karena menjadi dasar rencana dan anggaran daerah (Permendagri 86/2017; pasalnya belum diverifikasi).',
    en: 'The proposal stays without who sent it, because plan and budget rest on it (Permendagri 86/2017; article not yet verified).',
  },
}
