import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { signPdf } from '../platform/pdf/sign-pdf.ts'
import { openLocalAuthority } from '../platform/pki/local-authority.ts'
import { OID } from '../platform/pki/oids.ts'
import { signData } from '../platform/pki/sign-data.ts'
import { freshRandom } from '../platform/random.ts'
import { sha256 } from '../platform/sha256.ts'
import { notFound, readObject, type StandIn, type StandInAnswer } from './stand-in.ts'

const Order = z.object({
  nik: z.string().regex(/^\d{16}$/),
  passphrase: z.string().min(1),
  signatureProperties: z.array(z.object({ reason: z.string().optional() })).min(1),
  file: z.array(z.base64()).min(1).max(10),
})

/** The one passphrase every holder of a certificate has here. */
export const BSRE_PASSPHRASE = 'Frasa-Contoh-1'
/** Nobody of this NIK is registered; that one's certificate has run out. */
const UNKNOWN_NIK = '9901010101700000'
const EXPIRED_NIK = '9901010101709999'

export type BsreStandIn = StandIn & Readonly<{ root: () => string }>

/**
 * BSrE as regions ask it to sign a file: by NIK and passphrase, files in base64 there and back, refusals as a
 * number with a sentence. Its certificates vouch for nobody but who trusts this very process.
 */
export async function openBsre(
  dataDir: string = mkdtempSync(join(tmpdir(), 'pendopo-tiruan-bsre-')),
): Promise<BsreStandIn> {
  const authority = openLocalAuthority({
    dataDir,
    organization: () => 'Tiruan BSrE',
    now: () => new Date(),
    randomBytes: freshRandom,
  })
  const signOne = async (nik: string, file: string, reason: string): Promise<string> => {
    const name = `Pejabat ${nik.slice(-4)}`
    const subject = { name, organization: 'Tiruan BSrE' }
    const key = authority.keyOf({ id: nik, kind: 'pejabat', subject })
    const order = { name, reason, location: 'Indonesia', at: new Date() }
    const signed = await signPdf(Buffer.from(file, 'base64'), order, (digest) =>
      signData(key, {
        contentType: OID.data,
        digest,
        stamp: (signature) => authority.stamp(sha256(signature)),
      }),
    )
    return signed.toString('base64')
  }
  const signAll = async ({ nik, file, signatureProperties }: z.infer<typeof Order>) => {
    const reason = signatureProperties[0]?.reason ?? ''
    const signed: string[] = []
    for (const one of file) {
      const made = await signOne(nik, one, reason).catch(() => undefined)
      if (made === undefined) return no(400, 'Berkas bukan PDF')
      signed.push(made)
    }
    return { status: 200, body: { time: 0, file: signed } }
  }
  return {
    name: 'bsre',
    root: () => authority.root().toString(),
    answer: async ({ method, path, headers, body }): Promise<StandInAnswer> => {
      if (!/^Basic \S+$/.test(headers.authorization ?? ''))
        return { status: 401, body: { error: 'Unauthorized' } }
      if (method !== 'POST' || path !== '/api/v2/sign/pdf') return notFound
      const order = Order.safeParse(readObject(body))
      if (!order.success) return no(400, 'Parameter tidak lengkap')
      const refused = refuse(order.data)
      if (refused !== undefined) return refused
      return signAll(order.data)
    },
  }
}

function refuse({ nik, passphrase }: z.infer<typeof Order>): StandInAnswer | undefined {
  if (nik === UNKNOWN_NIK) return no(1011, 'NIK tidak terdaftar')
  if (nik === EXPIRED_NIK) return no(2021, 'Sertifikat telah kedaluwarsa')
  return passphrase === BSRE_PASSPHRASE ? undefined : no(2031, 'Passphrase anda salah')
}

/** Refusals come with the status of a bad request and a number of its own. */
function no(statusCode: number, error: string): StandInAnswer {
  return { status: 400, body: { status_code: statusCode, error } }
}
