// A document on its way: made small on the phone, sent with its progress told, and the answer of the check
// shown where the file was chosen. Without it the same form is sent as it is.
import { fill } from '../../client/parts/fill.ts'
import { shrink } from '../../client/parts/shrink.ts'

/** Small print of a family card stays legible. */
const DOCUMENT = { edges: [2000, 1600, 1280], maxBytes: 600_000 }
/** Brightness of the brightest tenth, of 255: below it the server warns as well. */
const DARK = 110

const form = document.querySelector<HTMLFormElement>('form[data-berkas]')
const input = form?.querySelector<HTMLInputElement>('input[type=file]')

if (form && input) takeOver(form, input)

function takeOver(box: HTMLFormElement, field: HTMLInputElement): void {
  const said = box.querySelector<HTMLElement>('[data-berkas-kabar]')
  const tell: Tell = (text = '', isProblem = false) => {
    if (said === null) return
    said.hidden = text === ''
    said.className = isProblem ? 'awas' : 'info'
    said.textContent = text
  }
  let photo: Blob | undefined
  let working: Promise<unknown> = Promise.resolve()
  let isSending = false
  const make = async (file: File) => {
    const made = await shrink(file, DOCUMENT)
    // Chosen again meanwhile: the later one counts.
    if (field.files?.[0] !== file) return
    if (made !== undefined && made.size < file.size) photo = made
    tell(await sayReady(box, made, photo ?? file))
  }
  field.addEventListener('change', () => {
    photo = undefined
    const file = field.files?.[0]
    if (file === undefined || !file.type.startsWith('image/')) return tell()
    tell(box.dataset.kecil)
    working = make(file)
  })
  box.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    void working.then(async () => {
      await send(box, field, { photo, tell }).catch(() => tell(box.dataset.putus, true))
      isSending = false
    })
  })
}

/** What was made of the photo, and whether it looks too dark already here. */
async function sayReady(
  { dataset }: HTMLFormElement,
  made: Blob | undefined,
  sent: Blob,
): Promise<string | undefined> {
  if (made === undefined) return dataset.gagal
  const size = fill(dataset.siap, Math.ceil(sent.size / 1024))
  return (await brightness(made)) < DARK ? `${size} ${dataset.gelap}` : size
}

type Tell = (text?: string, isProblem?: boolean) => void
type Sending = Readonly<{ photo: Blob | undefined; tell: Tell }>
type Told = Readonly<{ href?: string; refusals?: readonly { message: string }[] }>

async function send(
  box: HTMLFormElement,
  field: HTMLInputElement,
  { photo, tell }: Sending,
): Promise<void> {
  const data = new FormData(box)
  const name = field.files?.[0]?.name ?? ''
  if (photo !== undefined) data.set(field.name, photo, name)
  const { status, text } = await post(box.action, data, (percent) =>
    tell(percent < 100 ? fill(box.dataset.kirim, 0, percent) : box.dataset.periksa),
  )
  const told = read(text)
  if (told?.href !== undefined) location.assign(told.href)
  else if (told?.refusals !== undefined)
    tell(told.refusals.map(({ message }) => message).join(' '), true)
  // Signed out meanwhile, or something is wrong: the plain form leads on.
  else if (status < 500) box.submit()
  else tell(box.dataset.putus, true)
}

function read(text: string): Told | undefined {
  try {
    return JSON.parse(text) as Told
  } catch {
    return undefined
  }
}

/** The old request, because it alone tells how much has left the phone. */
function post(
  address: string,
  data: FormData,
  progress: (percent: number) => void,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((100 * loaded) / total))
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = request.ontimeout = () => reject(new Error('network'))
    request.send(data)
  })
}

/** How bright the paper is: the brightest tenth of a picture drawn very small. */
async function brightness(photo: Blob): Promise<number> {
  const picture = await createImageBitmap(photo).catch(() => undefined)
  const paper = document.createElement('canvas')
  paper.width = paper.height = 48
  const drawing = paper.getContext('2d')
  if (picture === undefined || drawing === null) return 255
  drawing.drawImage(picture, 0, 0, 48, 48)
  const { data } = drawing.getImageData(0, 0, 48, 48)
  const greys: number[] = []
  for (let at = 0; at < data.length; at += 4)
    greys.push(((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3)
  return greys.sort((a, b) => b - a)[Math.floor(greys.length / 10)] ?? 255
}
