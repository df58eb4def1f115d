/**
 * Passkeys in the browser. Enhances forms marked `data-passkey`: asks the server for options, lets the
 * browser make or use a passkey, and puts the answer into the form, which is then sent as any other.
 */
type JsonOptions = Record<string, unknown> & {
  challenge: string
  user?: { id: string; name: string; displayName: string }
  excludeCredentials?: { id: string; type: 'public-key' }[]
  allowCredentials?: { id: string; type: 'public-key' }[]
}

const toBytes = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/={1,2}$/, '')

const withBytes = (list: JsonOptions['allowCredentials'] = []) =>
  list.map((item) => ({ ...item, id: toBytes(item.id) }))

async function askOptions(form: HTMLFormElement): Promise<JsonOptions> {
  const csrf = form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
  const answer = await fetch(form.dataset.options ?? '', {
    method: 'POST',
    headers: { 'x-csrf-token': csrf, accept: 'application/json' },
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as JsonOptions
}

async function make(options: JsonOptions): Promise<object> {
  const { user } = options
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...user, id: toBytes(user?.id ?? '') },
    excludeCredentials: withBytes(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  const response = made.response as AuthenticatorAttestationResponse
  return describe(made, {
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
  })
}

async function use(options: JsonOptions): Promise<object> {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: withBytes(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions
  const used = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  const response = used.response as AuthenticatorAssertionResponse
  return describe(used, {
    clientDataJSON: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
  })
}

function describe(credential: PublicKeyCredential, parts: Record<string, ArrayBuffer>): object {
  const response = Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, toText(bytes)]),
  )
  const { id, type } = credential
  return { id, rawId: id, type, clientExtensionResults: {}, response }
}

function enhance(form: HTMLFormElement): void {
  const answer = form.querySelector<HTMLInputElement>('[name=jawaban]')
  const note = form.querySelector<HTMLElement>('[data-note]')
  if (answer === null || note === null) return
  form.hidden = false
  if (!('credentials' in navigator) || !('PublicKeyCredential' in window)) {
    note.textContent = form.dataset.unsupported ?? ''
    form.querySelector('button')?.remove()
    return
  }
  form.addEventListener('submit', async (event) => {
    if (answer.value !== '') return
    event.preventDefault()
    note.textContent = ''
    try {
      const options = await askOptions(form)
      const credential = await (form.dataset.passkey === 'make' ? make(options) : use(options))
      answer.value = JSON.stringify(credential)
      form.submit()
    } catch {
      note.textContent = form.dataset.cancelled ?? ''
    }
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhance(form)
