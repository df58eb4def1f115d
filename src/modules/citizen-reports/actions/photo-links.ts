import { createHmac, timingSafeEqual } from 'node:crypto'
import type { UkuranFoto } from '../domain/photo.ts'
import type { Foto } from '../store/foto-store.ts'

/**
 * Addresses of photos. A published one is the same for everyone and may be cached for ever, since it
 * carries the start of the picture's hash. Any other is opened by a session, or by a signature that
 * ends after minutes: neither a tracking code nor a right that lasts stands in an address.
 */
const SIGNED_MS = 15 * 60_000
/** The picture below the boxes is opened for one look. */
const ORIGINAL_MS = 2 * 60_000
/** Signatures end at whole steps, so that a page drawn twice gives the browser the same address. */
const STEP_MS = 5 * 60_000

export type Signer = Readonly<{ secretKey: string; now: Date }>
type Shown = Pick<Foto, 'id' | 'keputusan' | 'sha256'>

export function photoHref(signer: Signer, foto: Shown, ukuran: UkuranFoto): string {
  if (foto.keputusan === 'terbit') return publishedHref(foto, ukuran)
  const until = Math.ceil((signer.now.getTime() + SIGNED_MS) / STEP_MS) * STEP_MS
  return signedHref(signer.secretKey, { id: foto.id, ukuran, until })
}

export function publishedHref(foto: Pick<Foto, 'id' | 'sha256'>, ukuran: UkuranFoto): string {
  return `/foto/${foto.id}/${ukuran}?v=${versionOf(foto)}`
}

/** For an officer whose look at the uncovered picture has just been recorded. */
export function originalHref({ secretKey, now }: Signer, foto: Pick<Foto, 'id'>): string {
  return signedHref(secretKey, { id: foto.id, ukuran: 'asli', until: now.getTime() + ORIGINAL_MS })
}

export function versionOf(foto: Pick<Foto, 'sha256'>): string {
  return foto.sha256.slice(0, 12)
}

type Signed = Readonly<{ id: string; ukuran: UkuranFoto | 'asli'; until: number }>

function signedHref(secretKey: string, signed: Signed): string {
  const until = signed.until.toString(36)
  return `/foto/${signed.id}/${signed.ukuran}?s=${until}.${sealOf(secretKey, signed)}`
}

function sealOf(secretKey: string, { id, ukuran, until }: Signed): string {
  return createHmac('sha256', secretKey)
    .update(`foto ${id} ${ukuran} ${until}`)
    .digest('base64url')
    .slice(0, 27)
}

/** Was this address given out by us, and is it still open? */
export function isSignedHref(
  { secretKey, now }: Signer,
  asked: Readonly<{ id: string; ukuran: UkuranFoto | 'asli'; signature: string }>,
): boolean {
  const [untilText = '', seal = ''] = asked.signature.split('.')
  if (!/^[0-9a-z]{6,10}$/.test(untilText)) return false
  const until = Number.parseInt(untilText, 36)
  const expected = Buffer.from(sealOf(secretKey, { ...asked, until }))
  const given = Buffer.from(seal)
  const isOurs = expected.length === given.length && timingSafeEqual(expected, given)
  return isOurs && until > now.getTime()
}
