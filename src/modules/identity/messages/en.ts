import type { CodePurpose } from '../store/code-store.ts'
import { account } from './account-en.ts'
import { entrance } from './entrance-en.ts'
import type { Messages } from './id.ts'
import { office } from './office-en.ts'

/** Texts of this module in English. */
export const en: Messages = {
  sent: {
    subject: (region) => `Pendopo ${region}`,
    code: (code, purpose, region) =>
      `${code} is your code to ${PURPOSES[purpose]} at Pendopo ${region}. Valid for 15 minutes. ` +
      'No officer ever asks for this code.',
    alreadyRegistered: (baseUrl) =>
      'This number or address already has a Pendopo account. Sign in or reset the password at ' +
      `${baseUrl}/masuk. Ignore this if you did not register.`,
    passwordChanged:
      'The password of your Pendopo account was just changed. If it was not you, reset it right now.',
    contactChanged:
      'The number or address of your Pendopo account was just changed. If it was not you, contact us right now.',
    secondFactorChanged:
      'The second step of your Pendopo account was just changed. If it was not you, change your password right now.',
  },
  entrance,
  account,
  office,
}

const PURPOSES: Readonly<Record<CodePurpose, string>> = {
  daftar: 'register',
  sandi: 'set a new password',
  kontak: 'change your number or address',
}
