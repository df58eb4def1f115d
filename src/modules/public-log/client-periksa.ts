// The checking tool: the same functions as the server's and the command's, on two files from here or from
// the visitor's disk. Nothing is sent anywhere.
import { COSIGNATURE, ED25519, parseVerifierKey, type VerifierKey } from '../../kernel/tlog/note.ts'
import { BROWSER_TOOLS as tools } from './browser/check-tools.ts'
import {
  type CheckStep,
  changeOneLetter,
  type StepName,
  stepsOf,
  verdictOf,
} from './domain/check-steps.ts'
import { type CheckedRecord, checkRecord } from './domain/verify-record.ts'
import type { LogMessages } from './messages/index.ts'

type Words = LogMessages['check']['run']
type Files = Readonly<{ proof: string; document: Uint8Array | undefined }>

const FILE_BYTES_MAX = 2_000_000
const KEPT = 'kunci-log'

let ownKey = recallKey()
const found = document.querySelector<HTMLElement>('[data-bukti]')
if (found !== null) start(found)

function start(box: HTMLElement): void {
  const words = JSON.parse(box.dataset.kata ?? '{}') as Words
  const { tamper, say, show } = outputOf(box, words)
  let last: Files | undefined
  const check = (files: Files) => {
    last = files
    show(checkFiles(box, files), files)
  }
  const fetchAndCheck = async () => {
    say(words.working)
    try {
      check(await fetchFiles(box.dataset))
    } catch {
      say(words.fetchFailed)
    }
  }
  box.dataset.siap = ''
  box.querySelector('[data-periksa]')?.addEventListener('click', () => void fetchAndCheck())
  const input = box.querySelector<HTMLInputElement>('input[type=file]')
  const readAndCheck = async () => {
    const files = await readFiles([...(input?.files ?? [])])
    if (typeof files === 'string') say(words[files])
    else if (files !== undefined) check(files)
  }
  input?.addEventListener('change', () => void readAndCheck())
  tamper?.addEventListener('click', () => {
    const changed = last?.document && changeOneLetter(last.document)
    if (last === undefined || changed === undefined) return
    const files = { ...last, document: changed.bytes }
    const values = { lama: changed.before, baru: changed.after }
    show(checkFiles(box, files), files, fill(words.tampered, values))
  })
  manageKey(box, words)
  // What was pressed while this was on its way.
  if (box.dataset.tekan === 'periksa') void fetchAndCheck()
  if ((input?.files?.length ?? 0) > 0) void readAndCheck()
}

type Checked = Readonly<{ checked: CheckedRecord; isOwnKey: boolean }>

/** With the visitor's own key when there is one: what this site hands out is not asked then. */
function checkFiles({ dataset }: HTMLElement, { proof, document: bytes }: Files): Checked {
  const own = readKey(ownKey)
  const logKeys = own === undefined ? keysIn(dataset.kunci) : [own]
  const witnessKeys = keysIn(dataset.saksi).filter(({ algorithm }) => algorithm === COSIGNATURE)
  const checked = checkRecord(tools, {
    proof,
    document: bytes ?? new Uint8Array(),
    logKeys,
    witnessKeys,
    quorum: 0,
  })
  return { checked, isOwnKey: own !== undefined }
}

const keysIn = (lines = ''): readonly VerifierKey[] =>
  lines
    .split('\n')
    .map(readKey)
    .filter((key) => key !== undefined)

function readKey(text: string): VerifierKey | undefined {
  return parseVerifierKey(tools.sha, text.trim())
}

async function fetchFiles({ berkas = '', isi }: DOMStringMap): Promise<Files> {
  const read = async (path: string) => {
    const answer = await fetch(path, { cache: 'no-cache' })
    if (!answer.ok) throw new Error(String(answer.status))
    return new Uint8Array(await answer.arrayBuffer())
  }
  const proof = new TextDecoder().decode(await read(berkas))
  return { proof, document: isi === undefined ? undefined : await read(isi) }
}

/** The proof file is the one that says so; the other one is the document. */
async function readFiles(
  files: readonly File[],
): Promise<Files | 'tooLarge' | 'chooseProof' | undefined> {
  if (files.length === 0) return undefined
  if (files.some(({ size }) => size > FILE_BYTES_MAX)) return 'tooLarge'
  let proof: string | undefined
  let bytes: Uint8Array | undefined
  for (const file of files) {
    const content = new Uint8Array(await new Response(file).arrayBuffer())
    const text = new TextDecoder().decode(content)
    if (proof === undefined && text.startsWith('c2sp.org/tlog-proof@')) proof = text
    else bytes = content
  }
  return proof === undefined ? 'chooseProof' : { proof, document: bytes }
}

function outputOf(box: HTMLElement, words: Words) {
  const list = box.querySelector<HTMLElement>('[data-hasil]')
  const button = box.querySelector<HTMLButtonElement>('[data-periksa]')
  const tamper = box.querySelector<HTMLButtonElement>('[data-ubah]')
  const say = (text: string) => list?.replaceChildren(line('p', text))
  const show = ({ checked, isOwnKey }: Checked, files: Files, first?: string) => {
    const steps = stepsOf(checked, files.document !== undefined)
    const verdict = verdictOf(steps)
    const sentence = {
      good: words.allGood,
      bad: words.notGood,
      'without-document': words.allButDocument,
    }
    const steps_ = document.createElement('ol')
    steps_.append(...steps.map((step) => stepLine(words, step)))
    list?.replaceChildren(
      ...(first === undefined ? [] : [line('p', first)]),
      line('p', sentence[verdict], verdict === 'bad' ? 'awas' : 'jadi'),
      ...aboutRecord(words, checked),
      steps_,
      ...(isOwnKey ? [line('p', words.ownKey, 'kecil redup')] : []),
    )
    if (tamper?.parentElement) tamper.parentElement.hidden = files.document === undefined
    if (button) button.textContent = words.again
  }
  return { tamper, say, show }
}

function aboutRecord(words: Words, { leaf }: CheckedRecord): readonly HTMLElement[] {
  if (leaf === undefined) return []
  const values = { jenis: leaf.type, tentang: leaf.object, waktu: readMoment(leaf.time) }
  return [line('p', fill(words.aboutRecord, values), 'kecil')]
}

/** As written in the leaf, to the minute; every reader of the log sees the same. */
const readMoment = (text: string) => `${text.slice(0, 16).replace('T', ' ')} UTC`

const TAGS = { good: 'selesai', bad: 'lewat', open: 'netral' } as const

function stepLine(words: Words, step: CheckStep): HTMLElement {
  const item = document.createElement('li')
  const word = { good: words.good, bad: words.bad, open: words.unknown }[step.state]
  const tag = line('span', word, `tag ${TAGS[step.state]}`)
  const first = document.createElement('span')
  first.append(tag)
  item.append(first, line('span', fill(sentenceOf(words, step), step.values ?? {})))
  return item
}

function sentenceOf(words: Words, { name, state, why }: CheckStep): string {
  if (why === 'salt-erased') return words.documentForgotten
  if (why === 'no-document') return words.documentMissing
  const yes: Readonly<Record<StepName, string>> = {
    file: words.fileYes,
    document: words.documentYes,
    tree: words.treeYes,
    signed: words.signedYes,
    witness: words.witnessYes,
  }
  const no: Readonly<Record<StepName, string>> = {
    file: words.fileNo,
    document: words.documentNo,
    tree: words.treeNo,
    signed: words.signedNo,
    witness: words.witnessNo,
  }
  return (state === 'good' ? yes : no)[name]
}

/** A key from a newspaper is worth more than any that this site shows; it is remembered, and compared. */
function manageKey(box: HTMLElement, words: Words): void {
  const form = box.querySelector<HTMLFormElement>('[data-kunci-sendiri]')
  const field = form?.querySelector('textarea')
  const said = form?.querySelector<HTMLElement>('[data-kabar]')
  if (!form || !field || !said) return
  const say = (text: string) => {
    said.textContent = text
    said.className = text === words.keyOther || text === words.keyUnreadable ? 'awas' : 'kecil'
  }
  const warn = (text: string): string => {
    const isOurs = (box.dataset.kunci ?? '').split('\n').includes(text)
    return isOurs ? words.keySaved : words.keyOther
  }
  if (ownKey !== '') {
    field.value = ownKey
    say(warn(ownKey))
    if (warn(ownKey) === words.keyOther && form.parentElement instanceof HTMLDetailsElement)
      form.parentElement.open = true
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = field.value.trim()
    if (readKey(text)?.algorithm !== ED25519) return say(words.keyUnreadable)
    keepKey(text)
    say(warn(text))
  })
  form.querySelector('[data-lupa]')?.addEventListener('click', () => {
    keepKey('')
    field.value = ''
    say(words.keyForgotten)
  })
}

/** Private windows may refuse storage: the key then holds for this page only. */
function recallKey(): string {
  try {
    return localStorage.getItem(KEPT) ?? ''
  } catch {
    return ''
  }
}

function keepKey(text: string): void {
  ownKey = text
  try {
    if (text === '') localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, text)
  } catch {
    // It is in use all the same.
  }
}

function line(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([a-z]+)\}/g, (_whole, name: string) => values[name] ?? '')
}
