import { signPdf } from '../../../platform/pdf/sign-pdf.ts'
import type { LocalAuthority } from '../../../platform/pki/local-authority.ts'
import { OID } from '../../../platform/pki/oids.ts'
import { type SigningKey, signData } from '../../../platform/pki/sign-data.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { Penanda } from '../types.ts'
import type { Signer, Signers, SignFacts } from './signers.ts'

type LocalNeeds = Readonly<{
  authority: LocalAuthority
  /** Full name of the region, as certificates carry it. */
  regionName: () => string
}>

/** Signs with certificates of the installation's own authority: for the demo, for seals, and offline. */
export function localSigner(needs: LocalNeeds): Signer {
  return {
    penyelenggara: 'setempat',
    needsSecret: false,
    sign: async (pdf, facts) => {
      const order = {
        name: facts.tanda.nama,
        reason: facts.reason,
        location: needs.regionName(),
        at: facts.at,
      }
      const key = keyFor(needs, facts)
      return { kind: 'signed', pdf: await signPdf(pdf, order, signatureBy(needs, key)) }
    },
  }
}

/** An official's own key by his account, name and post: a new post has a certificate of its own. */
function keyFor({ authority, regionName }: LocalNeeds, { tanda, unit }: SignFacts): SigningKey {
  const organization = regionName()
  if (tanda.level === 'segel')
    return authority.keyOf({
      id: unit.kode,
      kind: 'segel',
      subject: { name: `Segel ${unit.nama}`, unit: unit.nama, organization },
    })
  const subject = { name: tanda.nama, title: titleOf(tanda), unit: unit.nama, organization }
  const told = Buffer.from(sha256(Buffer.from(JSON.stringify(subject)))).toString('hex')
  return authority.keyOf({
    id: `${tanda.accountId ?? 'tanpa-akun'}-${told.slice(0, 12)}`,
    kind: 'pejabat',
    subject,
  })
}

/** "Plt. Lurah Kauman Jati" */
export function titleOf({ jabatan, as }: Pick<Penanda, 'jabatan' | 'as'>): string {
  if (as === 'plt') return `Plt. ${jabatan}`
  if (as === 'plh') return `Plh. ${jabatan}`
  return jabatan
}

function signatureBy({ authority }: LocalNeeds, key: SigningKey) {
  return (digest: Uint8Array) =>
    signData(key, {
      contentType: OID.data,
      digest,
      stamp: (signature) => authority.stamp(sha256(signature)),
    })
}

/** The region's seal over a file that carries its proof. */
export function proofSealer(needs: LocalNeeds): Signers['sealProof'] {
  return (pdf, { at, reason, files }) => {
    const organization = needs.regionName()
    const name = `Segel ${organization}`
    const key = needs.authority.keyOf({
      id: 'daerah',
      kind: 'segel',
      subject: { name, organization },
    })
    return signPdf(
      pdf,
      { name, reason, location: organization, at, files },
      signatureBy(needs, key),
    )
  }
}
