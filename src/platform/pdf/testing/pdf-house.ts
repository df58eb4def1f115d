import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalAuthority } from '../../pki/local-authority.ts'
import { OID } from '../../pki/oids.ts'
import { type SigningKey, signData } from '../../pki/sign-data.ts'
import { freshRandom } from '../../random.ts'
import { sha256 } from '../../sha256.ts'
import { renderPdf } from '../render-pdf.ts'
import { type SignOrder, signPdf } from '../sign-pdf.ts'

export const AT = new Date('2026-11-26T03:00:00Z')

export const hasPdfsig = spawnSync('pdfsig', ['-v'], { stdio: 'ignore' }).error === undefined
export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).error === undefined
if (!hasPdfsig || !hasOpenssl)
  process.stderr.write(
    'SKIPPED: signed documents need pdfsig and openssl (.ci/install-servers: poppler-utils, openssl)\n',
  )

/** An authority in a folder of its own, and letters to sign. */
export function openPdfHouse(now: () => Date = () => new Date()) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-pdf-'))
  const authority = openLocalAuthority({
    dataDir,
    organization: () => 'Kabupaten Jatiraya',
    now,
    randomBytes: freshRandom,
  })
  const keyOf = (id: string, kind: 'segel' | 'pejabat' = 'segel') =>
    authority.keyOf({
      id,
      kind,
      subject: { name: `Nama ${id}`, organization: 'Kabupaten Jatiraya' },
    })
  const order: SignOrder = { name: 'Segel', reason: 'Surat', location: 'Jatiraya', at: AT }
  const signatureBy = (key: SigningKey) => (digest: Uint8Array) =>
    signData(key, {
      contentType: OID.data,
      digest,
      stamp: (signature) => authority.stamp(sha256(signature)),
    })
  const path = (name: string) => join(dataDir, name)
  return {
    dataDir,
    authority,
    keyOf,
    signatureBy,
    path,
    plain: async (isi = 'Menerangkan bahwa pemohon tinggal di kelurahan ini.') => {
      const template = '#show: naskah.with(judul: "Surat")\n= Surat\n#d.isi'
      const made = await renderPdf({ template, data: { isi }, at: AT })
      if (!made.ok) throw new Error(made.characters)
      return made.pdf
    },
    sign: (pdf: Buffer, key: SigningKey, more: Partial<SignOrder> = {}) =>
      signPdf(pdf, { ...order, ...more }, signatureBy(key)),
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

/** What poppler says of each signature: whether it holds, and whether it is over the whole file. */
export function askPdfsig(path: string): readonly string[] {
  const said = spawnSync('pdfsig', [path], { encoding: 'utf8' }).stdout
  return said
    .split('Signature #')
    .slice(1)
    .map((one) => {
      const state = /Signature is Valid/.test(one)
        ? 'valid'
        : /Digest Mismatch/.test(one)
          ? 'changed'
          : 'unreadable'
      return `${state} ${/Total document signed/.test(one) ? 'total' : 'part'}`
    })
}

/** Take signature and signed bytes out of a file the plain way, and have openssl judge them as CAdES. */
export function askOpenssl(
  pdf: Buffer,
  { folder, root, index = 0 }: Readonly<{ folder: string; root: string; index?: number }>,
): string {
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange \[0 +(\d+) +(\d+) +(\d+)\]/g)]
  const [from = 0, to = 0, length = 0] = (ranges[index] ?? []).slice(1).map(Number)
  const padded = Buffer.from(pdf.toString('latin1', from + 1, to - 1), 'hex')
  const size = 4 + padded.readUInt16BE(2)
  writeFileSync(join(folder, 'cms.der'), padded.subarray(0, size))
  const content = Buffer.concat([pdf.subarray(0, from), pdf.subarray(to, to + length)])
  writeFileSync(join(folder, 'isi.bin'), content)
  writeFileSync(join(folder, 'akar.pem'), root)
  const given = ['-in', 'cms.der', '-content', 'isi.bin', '-CAfile', 'akar.pem', '-out', 'keluar']
  const asked = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...given]
  const said = spawnSync('openssl', asked, { cwd: folder, encoding: 'utf8' })
  return said.status === 0 ? 'verified' : said.stderr
}
