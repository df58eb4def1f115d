import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** Passkeys (WebAuthn level 2). The library is loaded at first use: it is heavy and rarely needed. */
const load = () => import('@simplewebauthn/server')

export type Site = Readonly<{ name: string; origin: string }>
export type KnownCredential = Readonly<{
  id: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
}>
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON

const rpIdOf = (site: Site) => new URL(site.origin).hostname

export type CreationPlan = Readonly<{
  site: Site
  challenge: Uint8Array
  user: Readonly<{ id: string; username: string; name: string }>
  known: readonly KnownCredential[]
}>

export async function creationOptions(plan: CreationPlan): Promise<CreationOptions> {
  const { generateRegistrationOptions } = await load()
  return generateRegistrationOptions({
    rpName: plan.site.name,
    rpID: rpIdOf(plan.site),
    userID: Uint8Array.from(Buffer.from(plan.user.id)),
    userName: plan.user.username,
    userDisplayName: plan.user.name,
    challenge: Uint8Array.from(plan.challenge),
    attestationType: 'none',
    excludeCredentials: plan.known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
}

export type RequestPlan = Readonly<{
  site: Site
  challenge: Uint8Array
  known: readonly KnownCredential[]
}>

export async function requestOptions(plan: RequestPlan): Promise<RequestOptions> {
  const { generateAuthenticationOptions } = await load()
  return generateAuthenticationOptions({
    rpID: rpIdOf(plan.site),
    challenge: Uint8Array.from(plan.challenge),
    allowCredentials: plan.known.map(({ id }) => ({ id })),
    userVerification: 'preferred',
  })
}

export type PasskeyAnswer = Readonly<{ site: Site; challenge: string; response: unknown }>
export type NewCredential = Readonly<{
  id: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
}>

/** @returns the credential, or undefined when the answer does not hold */
export async function checkCreation(answer: PasskeyAnswer): Promise<NewCredential | undefined> {
  const { verifyRegistrationResponse } = await load()
  const verified = await withoutThrow(() =>
    verifyRegistrationResponse({
      response: answer.response as RegistrationResponseJSON,
      expectedChallenge: answer.challenge,
      expectedOrigin: answer.site.origin,
      expectedRPID: rpIdOf(answer.site),
      requireUserVerification: false,
    }),
  )
  if (verified?.verified !== true) return undefined
  const { id, publicKey, counter, transports } = verified.registrationInfo.credential
  return { id, publicKey, counter, transports: transports ?? [] }
}

export type PasskeyUse = Readonly<{ credentialId: string; counter: number }>

/** @returns which credential signed and its new counter, or undefined when the answer does not hold */
export async function checkUse(
  answer: PasskeyAnswer,
  known: readonly KnownCredential[],
): Promise<PasskeyUse | undefined> {
  const response = answer.response as AuthenticationResponseJSON
  const credential = known.find(({ id }) => id === response.id)
  if (credential === undefined) return undefined
  const { verifyAuthenticationResponse } = await load()
  const verified = await withoutThrow(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: answer.challenge,
      expectedOrigin: answer.site.origin,
      expectedRPID: rpIdOf(answer.site),
      requireUserVerification: false,
      credential: {
        id: credential.id,
        publicKey: Uint8Array.from(credential.publicKey),
        counter: credential.counter,
      },
    }),
  )
  if (verified?.verified !== true) return undefined
  return { credentialId: credential.id, counter: verified.authenticationInfo.newCounter }
}

/** The library throws for every answer that does not hold: to us that is a refusal, not a failure. */
async function withoutThrow<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check()
  } catch {
    return undefined
  }
}
