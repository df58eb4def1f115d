import type { LocalAuthority } from '../../../platform/pki/local-authority.ts'
import { localSigner, proofSealer } from './local.ts'
import type { Signers } from './signers.ts'

export type SignersNeeds = Readonly<{
  authority: LocalAuthority
  regionName: () => string
}>

export function openSigners(needs: SignersNeeds): Signers {
  const local = localSigner(needs)
  return {
    of: () => local,
    sealProof: proofSealer(needs),
    anchors: () => [needs.authority.root()],
    state: async () => undefined,
  }
}
