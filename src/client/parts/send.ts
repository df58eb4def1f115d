// Sends what waits: reports by their key, photos piece by piece from where the server says it stands. Runs
// in a page and in the service worker alike.
import { all, drop, put, type WaitingPhoto, type WaitingReport } from './store.ts'

/** Seconds of 2G: what is lost when the signal goes is one of these. */
const PIECE = 16 * 1024
const WEEK_MS = 7 * 86_400_000

export type Progress = (left: number, percent: number) => void

/** A fresh token: the page or the worker may have waited for days. */
async function token(): Promise<string> {
  const answer = await fetch('/lapor/luring/token', { credentials: 'same-origin' })
  return /value="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
}

/** @returns false when the network or the server asks to wait */
export async function sendReports(): Promise<boolean> {
  for (const report of await all('laporan')) {
    if (report.nomor === undefined && report.galat === undefined) {
      const sent = await sendReport(report).catch(() => undefined)
      if (sent === undefined) return false
      await put('laporan', sent)
      await fileUnder(sent.kunci, sent)
    } else if (Date.now() - report.at > WEEK_MS) await drop('laporan', report.kunci)
  }
  return true
}

/** @returns the report with its number or its refusal; undefined to try again later */
async function sendReport(report: WaitingReport): Promise<WaitingReport | undefined> {
  const answer = await fetch('/lapor/luring', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-csrf-token': await token(),
      accept: 'application/json',
    },
    body: new URLSearchParams({ ...report.fields, kunci: report.kunci }).toString(),
    credentials: 'same-origin',
  })
  const told = (await answer.json()) as { nomor?: string; kodeLacak?: string; detail?: string }
  if (told.nomor !== undefined)
    return { ...report, nomor: told.nomor, kode: told.kodeLacak ?? '', at: Date.now() }
  return answer.status === 422 ? { ...report, galat: told.detail ?? '' } : undefined
}

/** Photos of this key belong to that number from now on. */
export async function fileUnder(
  kunci: string,
  to: Readonly<{ nomor?: string; kode?: string }>,
): Promise<void> {
  if (to.nomor === undefined || to.kode === undefined) return
  for (const photo of await all('foto')) {
    if (photo.kunci === kunci && photo.nomor === undefined)
      await put('foto', { ...photo, nomor: to.nomor, kode: to.kode })
  }
}

export type Sent = Readonly<{ done: number; left: number; refused: readonly string[] }>

/** Send every photo whose report has a number. Whoever calls twice at once only asks twice. */
export async function sendPhotos(progress: Progress = () => undefined): Promise<Sent> {
  const waiting = (await all('foto')).filter((photo) => photo.nomor !== undefined)
  const refused: string[] = []
  let done = 0
  for (const photo of waiting) {
    const told = await sendPhoto(photo, (percent) =>
      progress(waiting.length - done, percent),
    ).catch(() => undefined)
    if (told === undefined) return { done, left: waiting.length - done - refused.length, refused }
    await drop('foto', photo.id)
    if (told === '') done += 1
    else refused.push(told)
  }
  return { done, left: 0, refused }
}

/** @returns '' when kept, a sentence when refused for good, undefined to try again later */
async function sendPhoto(
  photo: WaitingPhoto,
  progress: (percent: number) => void,
): Promise<string | undefined> {
  const address = `/laporan/${photo.nomor}/foto/${photo.id}`
  const headers = { 'x-kode-lacak': photo.kode ?? '', accept: 'application/json' }
  const size = photo.photo.size
  const asked = await fetch(address, { headers, credentials: 'same-origin' })
  let state = await stateOf(asked)
  const csrf = await token()
  while (typeof state === 'object' && !state.selesai) {
    const from = state.diterima
    progress(Math.floor((100 * from) / size))
    const answer = await fetch(`${address}?dari=${from}&ukuran=${size}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/octet-stream', 'x-csrf-token': csrf },
      body: photo.photo.slice(from, from + PIECE),
      credentials: 'same-origin',
    })
    state = await stateOf(answer)
    // Nothing was added and it is not the end: another sender is at it, or something is wrong.
    if (typeof state === 'object' && !state.selesai && state.diterima <= from) return undefined
  }
  return typeof state === 'object' ? '' : state
}

type State = Readonly<{ diterima: number; selesai: boolean }>

async function stateOf(answer: Response): Promise<State | string | undefined> {
  if (answer.ok) return (await answer.json()) as State
  if (answer.status !== 422 && answer.status !== 404) return undefined
  const told = (await answer.json()) as { detail?: string }
  return told.detail || ' '
}
