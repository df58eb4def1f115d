import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

const FILE_BYTES_MAX = 262_144

/** Certificates the operator trusts: of the authority itself, or of who has issued its certificate. */
export function readAnchors(path: string): readonly X509Certificate[] {
  if (statSync(path).size > FILE_BYTES_MAX) throw new Error(`Sertifikat di ${path} terlalu besar.`)
  const blocks = readFileSync(path, 'utf8').match(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
  )
  if (blocks === null) throw new Error(`Sertifikat di ${path} tidak berisi sertifikat PEM.`)
  return blocks.map((pem) => new X509Certificate(pem))
}
