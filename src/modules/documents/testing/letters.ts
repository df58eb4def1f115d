import type { Actor } from '../../../kernel/actor.ts'
import { demoAccountId } from '../../identity/index.ts'
import type { NewLetter } from '../types.ts'

/** The head of a kelurahan of the demo region. */
export const LURAH: Actor = {
  kind: 'officer',
  accountId: demoAccountId('lurah'),
  name: 'Endah Kusumawati',
  grants: [{ role: 'lurah', unitKode: 'kel-kauman-jati' }],
}

/** A statement of residence, as the service portal orders one. */
export function letterOf(more: Partial<NewLetter> = {}): NewLetter {
  return {
    jenis: 'domisili:skd',
    judul: 'Surat Keterangan Domisili',
    unitKode: 'kel-kauman-jati',
    klasifikasi: '470',
    nomorPola: '{klasifikasi}/{seq:4}/{unit}/{bulanRomawi}/{tahun}',
    isi: [
      {
        kind: 'paragraf',
        text: 'Yang bertanda tangan di bawah ini, Lurah Kauman Jati, menerangkan bahwa:',
      },
      {
        kind: 'tabel',
        rows: [
          ['Nama', 'Wahyuni Larasati'],
          ['NIK', '9901064507900001'],
          ['Tempat, tanggal lahir', 'Jatiraya, 5 Juli 1990'],
          ['Alamat', 'Jalan Kenanga 12, RT 003/RW 005, Kelurahan Kauman Jati'],
        ],
      },
      {
        kind: 'paragraf',
        text: 'adalah benar warga yang bertempat tinggal di wilayah Kelurahan Kauman Jati sejak tahun 2015, berdasarkan surat pengantar ketua rukun tetangga dan pemeriksaan petugas kelurahan.',
      },
    ],
    penutup: 'Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.',
    tanda: {
      level: 'tte',
      accountId: demoAccountId('lurah'),
      nama: 'Endah Kusumawati, S.Sos.',
      jabatan: 'Lurah Kauman Jati',
    },
    qrShow: [['Nama', 'W****** L*******']],
    pemilikAkunId: demoAccountId('warga'),
    subject: { kind: 'permohonan', id: 'uji-1', nomor: 'PMH-2026-000001-A' },
    ...more,
  }
}
