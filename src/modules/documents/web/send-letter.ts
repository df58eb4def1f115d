import type { Answer } from '../../../platform/http/answer.ts'
import type { LetterFile } from '../actions/read-letter.ts'
import { filenameOf } from './words.ts'

/** The file itself. Whether its proof is in it already stands in a header, and on the page that led here. */
export function sendLetter({ pdf, surat, hasProof }: LetterFile, copy?: number): Answer {
  return {
    kind: 'bytes',
    body: pdf,
    contentType: 'application/pdf',
    headers: {
      'content-disposition': `attachment; filename="${filenameOf(surat, copy)}"`,
      'cache-control': 'private, no-store',
      'x-bukti-log': hasProof ? 'ada' : 'belum',
      ...(copy === undefined ? {} : { 'x-salinan': String(copy) }),
    },
  }
}
