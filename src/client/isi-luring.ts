// An application filled in without a network: what is typed is kept on this phone as it is typed, and goes to the
// server when its owner says so and the network is there.
import { takeDocuments } from './parts/draft-documents.ts'
import { fillForm, offerRows, readForm, showRefused } from './parts/draft-form.ts'
import { sendDrafts } from './parts/draft-send.ts'
import {
  type Arrived,
  dropArrived,
  dropDraft,
  findDraft,
  type KeptDraft,
  listArrived,
  listDrafts,
  listFiles,
  putDraft,
} from './parts/draft-store.ts'
import { button } from './parts/elements.ts'
import { keepSending } from './parts/keep-sending.ts'
import { newKey } from './parts/store.ts'

const ROOT = '/permohonan/luring'
const RETRY_MS = 10_000
const PAUSE_MS = 400

const form = document.querySelector<HTMLFormElement>('form[data-isi-luring]')
const list = document.querySelector<HTMLElement>('[data-isian-ponsel]')
if (form !== null && 'indexedDB' in window) void openForm(form)
if (list !== null && 'indexedDB' in window) openList(list)
navigator.serviceWorker?.register(`${ROOT}/sw.js`, { scope: ROOT }).catch(() => undefined)

type Words = Readonly<Record<string, string>>

function wordsOf(element: HTMLElement): Words {
  return JSON.parse(element.dataset.kata ?? '{}') as Words
}

/** Send what is ready, here and whenever the network comes back; `after` is told each time. */
function startSending(akun: string, after: () => Promise<void>): () => Promise<void> {
  const send = keepSending(async () => {
    // Without a network all of it is left: one that comes back during this run asks nobody else to send.
    const isLeft = navigator.onLine ? await sendDrafts(akun) : true
    await after()
    return navigator.onLine && isLeft
  }, RETRY_MS)
  addEventListener('online', () => void send())
  navigator.serviceWorker?.addEventListener('message', () => void after())
  return send
}

async function openForm(target: HTMLFormElement): Promise<void> {
  const words = wordsOf(target)
  const draf = target.dataset.isiLuring ?? ''
  const akun = target.dataset.akun ?? ''
  const direct = target.querySelector<HTMLElement>('[data-luring-langsung]')
  if (direct !== null) direct.hidden = false
  offerRows(target)
  const before = await mine(draf, akun)
  if (before !== undefined) restore(target, before)

  let waiting: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      void save(target).then(() => say(target, words.formSaved))
    }, PAUSE_MS)
  }
  const showFiles = takeDocuments(target, {
    draf,
    words: words as Parameters<typeof takeDocuments>[1]['words'],
    changed: () => void save(target),
  })
  const after = async () => {
    await showFiles()
    await showState(target, { draf, akun, send: () => void send() })
  }
  const send = startSending(akun, after)
  target.addEventListener('input', keep)
  target.addEventListener('change', keep)
  target.addEventListener('submit', (event) => {
    event.preventDefault()
    clearTimeout(waiting)
    void save(target, true).then(async () => {
      say(target, navigator.onLine ? words.sendingNow : words.waitNetwork)
      await askWorker()
      await send()
    })
  })
  await after()
  await send()
}

async function mine(draf: string, akun: string): Promise<KeptDraft | undefined> {
  const found = await findDraft(draf)
  return found?.akun === akun ? found : undefined
}

function restore(target: HTMLFormElement, { fields, isLangsung }: KeptDraft): void {
  fillForm(target, fields)
  const tick = directOf(target)
  if (tick !== null) tick.checked = isLangsung
}

function directOf(target: HTMLFormElement): HTMLInputElement | null {
  return target.querySelector<HTMLInputElement>('input[name="aksi.langsung"]')
}

/** The service worker sends when the network is back, even with this page closed. */
async function askWorker(): Promise<void> {
  const worker = (await navigator.serviceWorker?.getRegistration(ROOT)) as
    | (ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } })
    | undefined
  await worker?.sync?.register('kirim-layanan').catch(() => undefined)
  // A phone that runs full must not throw away what somebody filled in.
  await navigator.storage?.persist?.().catch(() => false)
}

/** What stands in the form, under a fresh id when it is not what was kept before. */
async function save(target: HTMLFormElement, isReady?: boolean): Promise<void> {
  const { isiLuring = '', akun = '', kode = '', nama = '', cara = '', untuk = '' } = target.dataset
  const before = await mine(isiLuring, akun)
  const fields = readForm(target)
  const isSame = before !== undefined && JSON.stringify(before.fields) === JSON.stringify(fields)
  await putDraft({
    draf: isiLuring,
    akun,
    kode,
    versi: Number(target.dataset.versi),
    nama,
    dasar: before?.dasar ?? Number(target.dataset.dasar),
    fields,
    at: Date.now(),
    isSiap: isReady ?? (isSame && before.isSiap),
    isLangsung: directOf(target)?.checked ?? false,
    kiriman: isSame ? before.kiriman : newKey(),
    cara,
    untuk,
    ...(before?.konflik === undefined ? {} : { konflik: before.konflik }),
  })
}

function say(target: HTMLFormElement, text = ''): void {
  const said = target.querySelector<HTMLElement>('[data-luring-kabar]')
  if (said !== null) said.textContent = text
}

type Showing = Readonly<{ draf: string; akun: string; send: () => void }>

/** What became of it: arrived, to be chosen between, or to be mended. */
async function showState(target: HTMLFormElement, showing: Showing): Promise<void> {
  const words = wordsOf(target)
  const kept = await mine(showing.draf, showing.akun)
  const arrived = (await listArrived()).find((one) => one.draf === showing.draf)
  if (kept === undefined && arrived !== undefined) return showArrived(words, arrived)
  if (kept === undefined) return
  if (kept.konflik !== undefined) return showConflict(words, kept, showing)
  const refused = showRefused(target, kept.tolak ?? [])
  const files = (await listFiles(kept.draf)).filter(({ galat }) => galat !== undefined)
  const lines = [
    ...refused.map(([id, text]) =>
      id === '' ? linkOr('', text) : linkOr(`#${id}`, `${labelFor(id)}: ${text}`),
    ),
    ...files.map(({ dok, galat }) =>
      linkOr(`#f-dok-${dok}`, `${labelFor(`f-dok-${dok}`)}: ${galat ?? ''}`),
    ),
    ...(kept.galat === undefined ? [] : [linkOr('', kept.galat)]),
  ]
  if (lines.length > 0 && !kept.isSiap) {
    say(target)
    showBox('awas', words.unread ?? '', lines)
  } else if (kept.isSiap) say(target, words.waitNetwork)
}

async function showArrived(words: Words, arrived: Arrived): Promise<void> {
  await dropArrived(arrived.draf)
  if (arrived.berubah.length === 0) {
    location.href = arrived.href
    return
  }
  showBox('awas', words.versionChanged ?? '', [
    ...arrived.berubah.map((label) => linkOr('', label)),
    linkOr(arrived.href, arrived.nama),
  ])
}

function showConflict(words: Words, kept: KeptDraft, { send }: Showing): void {
  const { konflik, ...rest } = kept
  const useMine = async () => {
    await putDraft({
      ...rest,
      dasar: konflik?.revisi ?? kept.dasar,
      isSiap: true,
      kiriman: newKey(),
    })
    boxOf()?.setAttribute('hidden', '')
    send()
  }
  const useServer = async () => {
    await dropDraft(kept.draf)
    location.reload()
  }
  showBox(
    'awas',
    words.conflict ?? '',
    (konflik?.beda ?? []).map((label) => linkOr('', label)),
    [
      button(words.useMine ?? '', () => void useMine()),
      button(words.useServer ?? '', () => void useServer()),
    ],
  )
}

/** The question a field answers, without what stands beside it. */
function labelFor(id: string): string {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)
  const legend = document.getElementById(id)?.closest('fieldset')?.querySelector('legend')
  return (label ?? legend)?.firstChild?.textContent?.trim() ?? ''
}

function boxOf(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-luring-kotak]')
}

function showBox(
  kind: string,
  text: string,
  lines: readonly Node[],
  buttons: readonly HTMLElement[] = [],
): void {
  const box = boxOf()
  if (box === null) return
  const said = document.createElement('p')
  said.textContent = text
  const items = document.createElement('ul')
  items.className = 'butir'
  for (const line of lines) {
    const item = document.createElement('li')
    item.append(line)
    items.append(item)
  }
  const row = document.createElement('p')
  row.className = 'tombol-baris'
  row.append(...buttons)
  box.className = kind
  box.setAttribute('role', 'alert')
  box.replaceChildren(said, items, row)
  box.hidden = false
  box.focus()
}

function linkOr(href: string, text: string): Node {
  if (href === '') return document.createTextNode(text)
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  return link
}

/** Everything of this account that is kept on this phone, with what it waits for. */
function openList(target: HTMLElement): void {
  const akun = target.dataset.isianPonsel ?? ''
  const words = wordsOf(target)
  const show = async () => {
    const drafts = (await listDrafts()).filter((one) => one.akun === akun)
    const arrived = (await listArrived()).filter((one) => one.akun === akun)
    target.replaceChildren(
      ...arrived.map((one) => arrivedItem(words, one)),
      ...drafts.map((one) => draftItem(words, one, () => void dropDraft(one.draf).then(show))),
    )
    target.hidden = drafts.length + arrived.length === 0
    const empty = document.querySelector<HTMLElement>('[data-isian-kosong]')
    if (empty !== null) empty.hidden = !target.hidden
  }
  const send = startSending(akun, show)
  void show().then(send)
}

function draftItem(words: Words, draft: KeptDraft, remove: () => void): HTMLElement {
  const item = document.createElement('li')
  const { konflik, tolak = [], galat, isSiap } = draft
  const [kind, text] =
    konflik !== undefined
      ? (['lewat', words.keptConflict] as const)
      : tolak.length > 0 || galat !== undefined
        ? (['lewat', words.keptProblem] as const)
        : isSiap
          ? (['proses', words.keptWaiting] as const)
          : (['tunggu', words.keptDraft] as const)
  const tag = document.createElement('span')
  tag.className = `tag ${kind}`
  tag.textContent = text ?? ''
  item.append(
    linkOr(`${ROOT}/${draft.draf}`, draft.nama),
    tag,
    button(words.keptRemove ?? '', remove),
  )
  return item
}

function arrivedItem(words: Words, arrived: Arrived): HTMLElement {
  const item = document.createElement('li')
  const said = arrived.isDiajukan ? words.keptFiled : words.keptArrived
  const link = document.createElement('a')
  link.href = arrived.href
  link.textContent = `${said ?? ''}: ${arrived.nama}`
  link.addEventListener('click', () => void dropArrived(arrived.draf))
  item.append(link)
  return item
}
