import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OutsideClient } from '../../../platform/outside/index.ts'
import { checkSignatures } from '../../../platform/pdf/check-signatures.ts'
import { openPdf, type Pdf } from '../../../platform/pdf/open-pdf.ts'
import type { PdfValue } from '../../../platform/pdf/values.ts'
import { REFUSALS } from '../domain/refusals.ts'
import type { Secret } from '../types.ts'
import type { Signed, Signer } from './signers.ts'

/** A series of numbers waits this long for BSrE; below what a transaction may idle. */
const TIMEOUT_MS = 8_000
const ANSWER_BYTES_MAX = 16 * 1024 * 1024

/** As its public description has them; unverified against a real account. */
const SignedFiles = z.object({ file: z.array(z.base64()).length(1) })
const Fault = z.object({
  status_code: z.coerce.number().optional(),
  error: z.string().max(1_000).optional(),
  message: z.string().max(1_000).optional(),
})
const Answer = z.union([
  SignedFiles.transform(({ file }) => ({ kind: 'file', file: file[0] ?? '' }) as const),
  Fault.transform((fault) => ({ kind: 'fault', ...fault }) as const),
])

/** Signs at BSrE in the official's name. NIK and passphrase go there and nowhere else. */
export function bsreSigner(client: OutsideClient): Signer {
  return {
    penyelenggara: 'bsre',
    needsSecret: true,
    sign: async (pdf, { reason }, secret) => {
      const missing = refuseSecret(secret)
      if (missing !== undefined || secret === undefined)
        return missing ?? { kind: 'away', why: 'no secret' }
      const answer = await client.call({
        name: 'sign',
        method: 'POST',
        path: '/api/v2/sign/pdf',
        body: {
          nik: secret.nik,
          passphrase: secret.passphrase,
          signatureProperties: [{ tampilan: 'INVISIBLE', reason }],
          file: [pdf.toString('base64')],
        },
        // Sent twice it would be signed twice.
        isRepeatable: false,
        timeoutMs: TIMEOUT_MS,
        maxBytes: ANSWER_BYTES_MAX,
        answers: { 200: Answer, 400: Answer },
      })
      if (answer.kind === 'unreachable') return { kind: 'away', why: answer.why }
      if (answer.value.kind === 'fault') return refusalOf(answer.value)
      return judge(pdf, Buffer.from(answer.value.file, 'base64'))
    },
  }
}

function refuseSecret(secret: Secret | undefined): Signed | undefined {
  const isWhole =
    secret !== undefined && secret.passphrase !== '' && /^\d{16}$/.test(secret.nik ?? '')
  if (isWhole) return undefined
  const code = 'FRASA_SANDI_KOSONG'
  return { kind: 'refused', refusal: { code, message: REFUSALS[code], field: 'nik' } }
}

/** Its numbers are not published; what it says of the passphrase names it. */
function refusalOf({ error = '', message = '' }: z.infer<typeof Fault>): Signed {
  const isSecret = /passphrase|frasa|nik/i.test(`${error} ${message}`)
  const code = isSecret ? 'FRASA_SANDI_SALAH' : 'SERTIFIKAT_TIDAK_AKTIF'
  const field = isSecret ? { field: 'passphrase' } : {}
  return { kind: 'refused', refusal: { code, message: REFUSALS[code], ...field } }
}

/** What comes back is ours, signed: the same pages, under a signature over all of it. */
function judge(sent: Buffer, signed: Buffer): Signed {
  const checked = checkSignatures(signed, [])
  const last = checked.ok ? checked.signatures.at(-1) : undefined
  if (!checked.ok || last?.state !== 'valid' || !last.isTotal)
    return { kind: 'away', why: 'its answer is not signed' }
  const isOurs = signed.subarray(0, sent.length).equals(sent) || isSamePages(sent, checked.pdf)
  return isOurs
    ? { kind: 'signed', pdf: signed }
    : { kind: 'away', why: 'its answer is another document' }
}

/** One that writes the file anew instead of adding to it still may not change a page. */
function isSamePages(sent: Buffer, signed: Pdf): boolean {
  try {
    const ours = pageDigests(openPdf(sent))
    return ours.length > 0 && ours.join() === pageDigests(signed).join()
  } catch {
    // What cannot be compared is not taken for ours.
    return false
  }
}

const PAGES_MAX = 500

function pageDigests(pdf: Pdf): readonly string[] {
  const digests: string[] = []
  const waiting = [pdf.dictOf(pdf.trailer.get('Root')).entries.get('Pages')]
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen > PAGES_MAX) throw new Error('too many pages')
    const { entries } = pdf.dictOf(waiting.shift())
    const kids = pdf.get(entries.get('Kids'))
    if (kids.kind === 'list') waiting.unshift(...kids.items)
    else digests.push(contentDigest(pdf, entries.get('Contents')))
  }
  return digests
}

function contentDigest(pdf: Pdf, contents: PdfValue | undefined): string {
  const held = pdf.get(contents)
  const parts = held.kind === 'list' ? held.items.map(pdf.get) : [held]
  const hash = createHash('sha256')
  for (const part of parts) if (part.kind === 'stream') hash.update(pdf.contentOf(part))
  return hash.digest('hex')
}
