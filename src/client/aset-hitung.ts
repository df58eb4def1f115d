// Counting goods with a telephone: scan the label where the browser can, tap a line of the list otherwise, and fill in
// the position. Without this script the code is typed.
type Detector = Readonly<{
  detect: (source: HTMLVideoElement) => Promise<readonly Readonly<{ rawValue: string }>[]>
}>
type DetectorMaker = new (options: { formats: readonly string[] }) => Detector

const LOOK_MS = 300
const POSITION_MS = 10_000
const form = document.querySelector<HTMLFormElement>('form[data-kirim-lapangan]')
if (form !== null) setUp(form)

function setUp(root: HTMLFormElement): void {
  const code = root.elements.namedItem('kode')
  if (!(code instanceof HTMLInputElement)) return
  const said = root.querySelector<HTMLElement>('[data-barang]')
  const tell = () => {
    if (said === null) return
    const label = labelIn(code.value)
    const line = label === '' ? null : document.querySelector(`[data-label="${label}"]`)
    const name = line?.querySelector('span')?.textContent ?? ''
    said.textContent = label === '' ? '' : name || (said.dataset.takAda ?? '')
  }
  const take = (text: string) => {
    code.value = labelIn(text) || text
    tell()
  }
  code.addEventListener('input', tell)
  root.addEventListener('reset', () => setTimeout(tell))
  for (const line of document.querySelectorAll<HTMLElement>('[data-daftar-barang] [data-label]'))
    makeChoosable(line, () => {
      take(line.dataset.label ?? '')
      code.focus()
    })
  const box = root.querySelector<HTMLElement>('[data-pindai]')
  if (box === null) return
  offerScan(box, take)
  offerPosition(box, root)
}

/** The label in what was read: the code alone, or the address around it. */
function labelIn(text: string): string {
  const found = /BMD[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z])(?![0-9A-Z])/i.exec(text)
  return found === null ? '' : `BMD-${found[1]}-${found[2]}-${found[3]}`.toUpperCase()
}

/** The name of the goods becomes what is tapped; what reads the list still finds it there. */
function makeChoosable(line: HTMLElement, choose: () => void): void {
  const name = line.querySelector('span')
  if (name === null) return
  const made = button(name.textContent ?? '', choose)
  made.className = 'tautan'
  name.replaceChildren(made)
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'tombol dua mini'
  made.textContent = text
  made.addEventListener('click', act)
  return made
}

function offerScan(box: HTMLElement, take: (text: string) => void): void {
  const maker = (window as unknown as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
  if (maker === undefined || navigator.mediaDevices === undefined) return
  let stream: MediaStream | undefined
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.hidden = true
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    video.hidden = true
    start.textContent = box.dataset.pindai ?? ''
  }
  const look = async (detector: Detector) => {
    while (stream !== undefined) {
      const [seen] = await detector.detect(video).catch(() => [])
      if (seen !== undefined) {
        take(seen.rawValue)
        stop()
        return
      }
      await new Promise((done) => setTimeout(done, LOOK_MS))
    }
  }
  const begin = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    video.srcObject = stream
    video.hidden = false
    start.textContent = box.dataset.pindaiHenti ?? ''
    await video.play()
    await look(new maker({ formats: ['qr_code'] }))
  }
  const start = button(box.dataset.pindai ?? '', () => {
    if (stream === undefined) begin().catch(stop)
    else stop()
  })
  box.append(start, video)
}

function offerPosition(box: HTMLElement, root: HTMLFormElement): void {
  if (navigator.geolocation === undefined) return
  const set = (name: string, value: number) => {
    const field = root.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value.toFixed(6)
  }
  box.append(
    button(box.dataset.titikKata ?? '', () =>
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          set('lat', coords.latitude)
          set('lon', coords.longitude)
        },
        () => undefined,
        { enableHighAccuracy: true, timeout: POSITION_MS },
      ),
    ),
  )
}
