import { readAnchors } from '../../../platform/pki/anchors.ts'
import type { LocalAuthority } from '../../../platform/pki/local-authority.ts'
import type { DocumentsNeeds } from '../deps.ts'
import { readWaiting } from '../store/surat-store.ts'
import { bsreSigner } from './bsre.ts'
import { localSigner, proofSealer } from './local.ts'
import type { Signers } from './signers.ts'

export type SignersNeeds = Readonly<{
  authority: LocalAuthority
  regionName: () => string
}> &
  Pick<DocumentsNeeds, 'outside' | 'env'>

const BSRE = 'bsre'
const WAITING_MAX = 1_000

/** Officials sign at BSrE where it has an address; seals and proofs are always the house's own. */
export function openSigners(needs: SignersNeeds): Signers {
  const { authority, outside, env } = needs
  const local = localSigner(needs)
  const foreign = env.BSRE_CERT === undefined ? [] : readAnchors(env.BSRE_CERT)
  const official = env.BSRE_URL === undefined ? local : bsreSigner(openBsre(needs, env.BSRE_URL))
  return {
    of: (level) => (level === 'tte' ? official : local),
    sealProof: proofSealer(needs),
    anchors: () => [authority.root(), ...foreign],
    state: async (tx) => {
      if (env.BSRE_URL === undefined) return undefined
      const found = (await outside.states(tx)).find(({ kode }) => kode === BSRE)
      const since = found?.since
      return {
        isAway: found?.keadaan === 'terganggu',
        ...(since === undefined ? {} : { since }),
      }
    },
  }
}

function openBsre({ outside, env }: SignersNeeds, address: string) {
  const { BSRE_USER: user = '', BSRE_KEY: key = '' } = env
  const word = Buffer.from(`${user}:${key}`).toString('base64')
  return outside.open({
    kode: BSRE,
    nama: { id: 'BSrE (tanda tangan elektronik)', en: 'BSrE (electronic signatures)' },
    address,
    headers: { authorization: `Basic ${word}` },
    waiting: async (tx) => (await readWaiting(tx, WAITING_MAX)).jumlah,
  })
}
