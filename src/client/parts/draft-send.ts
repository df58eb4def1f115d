// Sends what was filled in on this phone: answers into the draft, documents into the vault, and, where its owner
// ticked so, the application itself. Runs in a page and in the service worker alike.
import {
  type Arrived,
  dropDraft,
  dropFile,
  type KeptDraft,
  type KeptFile,
  listDrafts,
  listFiles,
  putArrived,
  putDraft,
  putFile,
} from './draft-store.ts'

const ROOT = '/permohonan/luring'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** @returns whether to come back: the network or the server asked to wait */
export async function sendDrafts(akun?: string): Promise<boolean> {
  let isLeft = false
  for (const draft of await listDrafts()) {
    const isMine = akun === undefined || draft.akun === akun
    if (!draft.isSiap || draft.konflik !== undefined || !isMine) continue
    const isDone = await sendDraft(draft).catch(() => false)
    isLeft ||= !isDone
  }
  return isLeft
}

type Told = Readonly<{
  revisi?: number
  versi?: number
  tolak?: KeptDraft['tolak']
  beda?: readonly string[]
  berubah?: readonly string[]
  periksa?: string
  href?: string
  detail?: string
}>

/** @returns false to try again later */
async function sendDraft(draft: KeptDraft): Promise<boolean> {
  const answer = await post(`${ROOT}/${draft.draf}?${aboutOf(draft)}`, {
    headers: FORM,
    body: new URLSearchParams(draft.fields.map(([name, value]) => [name, value])).toString(),
  })
  if (answer === undefined) return false
  const { status, told } = answer
  if (status === 410 && told.href !== undefined) {
    await arrived(draft, { href: told.href, isDiajukan: true, berubah: [] })
    return true
  }
  if (status === 409) {
    await putDraft({
      ...draft,
      isSiap: false,
      konflik: { revisi: told.revisi ?? 0, beda: told.beda ?? [] },
    })
    return true
  }
  if (status !== 200) {
    await putDraft({ ...draft, isSiap: false, galat: told.detail ?? '' })
    return true
  }
  return sendRest(draft, told)
}

/** The answers are there: documents next, then what is left to do. */
async function sendRest(draft: KeptDraft, told: Told): Promise<boolean> {
  let dasar = told.revisi ?? draft.dasar
  const { galat: _, ...clean } = draft
  let now: KeptDraft = { ...clean, dasar }
  await putDraft(now)
  let isRefused = false
  for (const file of await listFiles(draft.draf)) {
    const sent = await sendFile(now, file)
    if (sent === undefined) return false
    if (sent === 'refused') isRefused = true
    else dasar = sent
    now = { ...now, dasar }
    await putDraft(now)
  }
  const tolak = told.tolak ?? []
  if (isRefused || tolak.length > 0) {
    await putDraft({ ...now, isSiap: false, tolak })
    return true
  }
  const { periksa = '', berubah = [] } = told
  const isDirect = draft.isLangsung && berubah.length === 0
  const filed = isDirect ? await handIn(periksa) : ''
  if (filed === undefined) return false
  await arrived(draft, {
    href: filed === '' ? periksa : filed,
    isDiajukan: filed !== '',
    berubah,
  })
  return true
}

/**
 * Handing in is asked for under the draft's own id: however often it is sent, one application is filed.
 *
 * @returns where it is followed; '' where something is missing, undefined to try again later
 */
async function handIn(periksa: string): Promise<string | undefined> {
  const answer = await post(periksa, { headers: FORM, body: '' })
  return answer === undefined ? undefined : (answer.told.href ?? '')
}

/** Its answers leave this phone; that it arrived stays to be read. */
async function arrived(
  { draf, akun, nama }: KeptDraft,
  what: Pick<Arrived, 'href' | 'isDiajukan' | 'berubah'>,
): Promise<void> {
  await putArrived({ draf, akun, nama, ...what })
  await dropDraft(draf)
}

/** @returns the draft's new revision; undefined to try again later */
async function sendFile(draft: KeptDraft, file: KeptFile): Promise<number | 'refused' | undefined> {
  const body = new FormData()
  body.append('berkas', file.blob, file.nama)
  const about = new URLSearchParams({
    kunci: file.kunci,
    akun: draft.akun,
    dasar: String(draft.dasar),
    tanggal: file.tanggal,
  })
  const answer = await post(`${ROOT}/${file.draf}/berkas/${file.dok}?${about}`, {
    headers: {},
    body,
  })
  if (answer === undefined) return undefined
  if (answer.status === 200) {
    await dropFile(file)
    return answer.told.revisi ?? draft.dasar
  }
  await putFile({ ...file, galat: answer.told.detail ?? '' })
  return 'refused'
}

function aboutOf(draft: KeptDraft): URLSearchParams {
  const { kiriman, akun, kode, versi, dasar, cara, untuk } = draft
  return new URLSearchParams({
    kunci: kiriman,
    akun,
    kode,
    versi: String(versi),
    dasar: String(dasar),
    cara,
    untuk,
  })
}

type Sending = Readonly<{ headers: Record<string, string>; body: string | FormData }>
type Answered = Readonly<{ status: number; told: Told }>

/** @returns undefined where there is no network, nobody is signed in, or the server asks to wait */
async function post(url: string, { headers, body }: Sending): Promise<Answered | undefined> {
  // A page kept for days has an old token; the server gives a fresh one.
  const token = await fetch(`${ROOT}/token`, { credentials: 'same-origin' })
  if (!token.ok || token.redirected) return undefined
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json', 'x-csrf-token': await token.text() },
    body,
    credentials: 'same-origin',
  })
  if (answer.redirected || answer.status >= 500 || [401, 403, 429].includes(answer.status))
    return undefined
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, told: isJson ? ((await answer.json()) as Told) : {} }
}
