import type { CodePurpose } from '../store/code-store.ts'
import { account } from './account-id.ts'
import { entrance } from './entrance-id.ts'
import { office } from './office-id.ts'

/** Texts of this module in Indonesian; this file gives the shape (messages/en.ts must satisfy it). */
export const id = {
  sent: {
    subject: (region: string) => `Pendopo ${region}`,
    code: (code: string, purpose: CodePurpose, region: string) =>
      `${code} adalah kode Anda untuk ${PURPOSES[purpose]} di Pendopo ${region}. Berlaku 15 menit. ` +
      'Petugas tidak pernah meminta kode ini.',
    alreadyRegistered: (baseUrl: string) =>
      'Nomor atau surel ini sudah punya akun Pendopo. Masuk atau pulihkan kata sandi di ' +
      `${baseUrl}/masuk. Abaikan bila bukan Anda yang mendaftar.`,
    passwordChanged:
      'Kata sandi akun Pendopo Anda baru saja diganti. Bila bukan Anda, pakai Lupa kata sandi sekarang juga.',
    contactChanged:
      'Nomor atau surel akun Pendopo Anda baru saja diganti. Bila bukan Anda, hubungi kami sekarang juga.',
    secondFactorChanged:
      'Langkah kedua akun Pendopo Anda baru saja diubah. Bila bukan Anda, ganti kata sandi sekarang juga.',
  },
  entrance,
  account,
  office,
}

const PURPOSES: Readonly<Record<CodePurpose, string>> = {
  daftar: 'mendaftar',
  sandi: 'membuat kata sandi baru',
  kontak: 'mengganti nomor atau surel',
}

export type Messages = typeof id
