import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Berkas, IsiFormulir } from './formulir.ts'
import type { Penutupan } from './penutupan.ts'

/**
 * The minutes as a letter with the seal of the office that led the meeting, and a QR to check it by. A meeting led by a
 * citizen who heads an RT has no office: its minutes are signed on paper, and their digests are in the public log. What
 * the letters refuse does not hold up the meeting.
 */
export async function signMinutes(
  { reference, issueLetter }: Deps,
  tx: Tx,
  {
    closing,
    isi,
    files,
  }: Readonly<{ closing: Penutupan; isi: IsiFormulir; files: readonly Berkas[] }>,
): Promise<void> {
  const { actor, rapat, tier } = closing
  if (actor.kind !== 'officer') return
  const grant = actor.grants.find(({ role }) => tier.pengelola.includes(role))
  const unit = reference.findUnit(grant?.unitKode ?? '')
  if (unit === undefined) return
  const issued = await issueLetter(tx, actor, {
    jenis: 'musrenbang-berita-acara',
    judul: 'Berita Acara Musyawarah Perencanaan Pembangunan',
    unitKode: unit.kode,
    nomorPola: '{seq:4}/BA-MUSRENBANG/{unit}/{bulanRomawi}/{tahun}',
    isi: [
      {
        kind: 'paragraf',
        text: `${isi.rapat} telah dilaksanakan dan menghasilkan kesepakatan berikut.`,
      },
      {
        kind: 'tabel',
        rows: [
          ['Waktu', isi.waktu],
          ['Tempat', isi.tempat],
          ['Yang hadir', `${isi.hadir[0]?.[1] ?? '0'} orang`],
          ['Disepakati', `${isi.hitung.sepakat} usulan`],
          ['Belum disepakati', `${isi.hitung.belum} usulan`],
          ['Digabungkan', `${isi.hitung.gabung} usulan`],
        ],
      },
      {
        kind: 'daftar',
        items: files.map(({ formulir, sha256 }) => `Formulir ${formulir}, sidik SHA-256 ${sha256}`),
      },
    ],
    tanda: { level: 'segel', nama: unit.nama, jabatan: `Segel elektronik ${unit.nama}` },
    qrShow: [
      ['Musyawarah', isi.rapat],
      ['Disepakati', `${isi.hitung.sepakat} usulan`],
    ],
    subject: { kind: 'musyawarah', id: rapat.id, nomor: `BA-${rapat.id}` },
  })
  if (!issued.ok) return
  await run(
    tx,
    sql`update musrenbang.musyawarah set surat_id = ${issued.value.suratId}::uuid where id = ${rapat.id}::uuid`,
  )
}
