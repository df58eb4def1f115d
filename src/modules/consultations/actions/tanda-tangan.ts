import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Block, NewLetter } from '../../documents/index.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { BeritaAcara } from '../domain/tutup.ts'
import { listJanji, listPertemuan } from '../store/janji-store.ts'
import { type Konsultasi, lockKonsultasi, saveSurat } from '../store/konsultasi-store.ts'
import { findRekaman } from '../store/naskah-store.ts'
import { unitsSendiri } from './wewenang.ts'

/** Rows a letter takes of one list; the rest is on the public page, whose digest the letter carries. */
const BARIS_MAKS = 50

/**
 * Issue the minutes of a closed consultation as a letter with the seal of the office; once, however often it is asked.
 *
 * @refuses BUKAN_WEWENANG, BERITA_ACARA_TIDAK_TERBIT
 */
export async function signMinutes(
  { kit, reference, issueLetter }: Deps,
  actor: SignedIn,
  kode: string,
): Promise<Result<void>> {
  return transactionUnlessRefused(kit.db, async (tx) => {
    const konsultasi = await lockKonsultasi(tx, kode)
    const isMine = unitsSendiri(actor).includes(konsultasi?.unitKode ?? '')
    if (konsultasi === undefined || konsultasi.status !== 'tutup' || !isMine)
      return refuse(refusal('BUKAN_WEWENANG'))
    if (konsultasi.suratId !== null) return ok(undefined)
    const nama = reference.findUnit(konsultasi.unitKode)?.nama ?? konsultasi.unitKode
    const issued = await issueLetter(tx, actor, await letterOf(tx, { konsultasi, nama }))
    if (!issued.ok)
      return refuse(
        refusal('BERITA_ACARA_TIDAK_TERBIT', {
          sebab: issued.refusals.map(({ message }) => message).join(' '),
        }),
      )
    const { value } = issued
    await saveSurat(tx, {
      id: konsultasi.id,
      suratId: value.suratId,
      suratKode: 'kode' in value ? value.kode : null,
    })
    return ok(undefined)
  })
}

async function letterOf(
  tx: Tx,
  { konsultasi, nama }: Readonly<{ konsultasi: Konsultasi; nama: string }>,
): Promise<NewLetter> {
  const { id, kode, judul, unitKode, jenis } = konsultasi
  const isi = (await findRekaman(tx, id, 'berita-acara')) as BeritaAcara
  const isForum = jenis === 'fkp'
  return {
    jenis: 'konsultasi-berita-acara',
    judul: isForum ? 'Berita Acara Forum Konsultasi Publik' : 'Berita Acara Konsultasi Rancangan',
    unitKode,
    nomorPola: '{seq:4}/BA-KONSULTASI/{unit}/{bulanRomawi}/{tahun}',
    isi: [
      {
        kind: 'paragraf',
        text: `${judul} telah dikonsultasikan kepada masyarakat dan setiap masukan telah dijawab.`,
      },
      { kind: 'tabel', rows: rowsOf(isi) },
      ...(await meetingsOf(tx, id)),
      ...(await promisesOf(tx, id)),
    ],
    penutup: `Masukan dan jawaban lengkap ada pada halaman konsultasi ${kode}; sidiknya tercatat di log publik.`,
    tanda: { level: 'segel', nama, jabatan: `Segel elektronik ${nama}` },
    qrShow: [
      ['Konsultasi', judul.slice(0, 120)],
      ['Masukan dijawab', String(isi.dijawab)],
    ],
    subject: { kind: 'konsultasi', id, nomor: `BA-${kode}` },
  }
}

function rowsOf(isi: BeritaAcara): readonly (readonly [string, string])[] {
  return [
    ['Masukan', String(isi.masuk)],
    ['Diterima', String(isi.diterima)],
    ['Diterima sebagian', String(isi.sebagian)],
    ['Tidak diterima', String(isi.ditolak)],
    ['Dijelaskan', String(isi.dijelaskan)],
    ['Dijawab melewati tenggat', String(isi.lewat)],
    ['Bagian naskah yang berubah', String(isi.bagianBerubah)],
    ['Sidik naskah akhir', isi.sidikNaskah],
    ['Sidik masukan dan jawaban', isi.sidikMasukan],
  ]
}

async function meetingsOf(tx: Tx, konsultasiId: string): Promise<readonly Block[]> {
  const meetings = (await listPertemuan(tx, konsultasiId)).slice(0, 10)
  return meetings.flatMap(({ pada, tempat, acara, hadir, temuan }) => [
    {
      kind: 'tabel' as const,
      rows: [
        ['Pertemuan', `${pada}, ${tempat}`] as const,
        ['Acara', acara] as const,
        ['Yang hadir', `${hadir.reduce((sum, { jumlah }) => sum + jumlah, 0)} orang`] as const,
      ],
    },
    { kind: 'daftar' as const, items: temuan.slice(0, BARIS_MAKS) },
  ])
}

async function promisesOf(tx: Tx, konsultasiId: string): Promise<readonly Block[]> {
  const promises = (await listJanji(tx, konsultasiId)).slice(0, BARIS_MAKS)
  if (promises.length === 0) return []
  return [
    { kind: 'paragraf', text: 'Tindak lanjut yang disepakati:' },
    {
      kind: 'daftar',
      items: promises.map(
        ({ urut, teks, unitKode, tenggat }) => `${urut}. ${teks} (${unitKode}, ${tenggat})`,
      ),
    },
  ]
}
