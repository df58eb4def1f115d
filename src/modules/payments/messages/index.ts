import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { REFUSALS, type RefusalCode } from '../domain/refusals.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'

export type { Messages } from './id.ts'

const CATALOGUE: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return CATALOGUE[lang]
}

const refusalsEn: Readonly<Record<RefusalCode, string>> = {
  TAGIHAN_NOL: 'The bill is zero. A service without a fee needs no payment code.',
  TAGIHAN_RINCIAN: 'Each line needs words and an amount above zero; 40 lines at most.',
  TAGIHAN_JUDUL: 'Enter a title of 3 to 160 letters.',
  TAGIHAN_SAMPAI: 'The time to pay must lie after now.',
  TAGIHAN_PEMBAYAR: 'Enter the name of the payer, 160 letters at most.',
  TAGIHAN_MASIH_ADA:
    'There is another unpaid bill for this matter. Cancel it first when the amount has changed.',
  TAGIHAN_SUDAH_LUNAS: 'This bill is paid already. Nothing has to be paid.',
  TAGIHAN_BATAL: 'This bill was cancelled. Ask the service for a new payment code.',
  TAGIHAN_KEDALUWARSA: 'The time to pay has passed. Ask the service for a new payment code.',
  ALASAN_BATAL: 'Write why the bill is cancelled, 3 to 500 letters.',
  CARA_PENYELESAIAN: 'Choose a solution: accept it or give it back.',
  ALASAN_PENYELESAIAN: 'Write the reason for the solution, 10 to 500 letters.',
  TIDAK_DAPAT_DITERIMA:
    'Only a late payment of a bill that is not paid can be accepted. Give the money back.',
  SUDAH_DISELESAIKAN: 'This matter is solved already. Load the page again to see how.',
  KABAR_TIDAK_BERTANDA: 'The signature or its time is not valid.',
  KABAR_TIDAK_TERBACA: 'The message cannot be read.',
  KABAR_MASA_DEPAN: 'The time of payment lies in the future.',
  KABAR_BERTENTANGAN: 'This transaction was told before with other contents.',
  UANG_BELUM_DITERIMA: 'Tick that you have received and counted the money.',
}

/** What this module refuses with, in both languages. */
export const paymentsSentences: Sentences = { id: REFUSALS, en: refusalsEn }
