// Takes a proof photo on the page itself: live picture, shutter, the number of the page written into the
// file, position and time beside it. Without it the file field and the camera's own data do the same.
type Fix = Readonly<{ lat: number; lon: number; akurasi: number }>

/** Longest edge that is sent: what the server keeps. */
const EDGE = 1280

for (const box of document.querySelectorAll<HTMLElement>('[data-kamera]')) {
  if (navigator.mediaDevices?.getUserMedia !== undefined) setUp(box)
}

function setUp(box: HTMLElement): void {
  const form = box.closest('form')
  const video = box.querySelector('video')
  const shot = box.querySelector('img')
  const said = box.querySelector<HTMLElement>('[data-kata]')
  const input = form?.querySelector<HTMLInputElement>('input[type=file]')
  if (!form || !video || !shot || !said || !input) return
  const button = (name: string) => box.querySelector<HTMLButtonElement>(`[data-${name}]`)
  const fallback = form.querySelector<HTMLElement>('[data-berkas]')
  let fix: Fix | undefined
  let stream: MediaStream | undefined

  const show = (name: string) => {
    for (const one of ['mulai', 'jepret', 'ulang'])
      button(one)?.toggleAttribute('hidden', one !== name)
    video.hidden = name !== 'jepret'
    shot.hidden = name !== 'ulang'
  }
  const say = (text: string) => {
    said.textContent = text
  }
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
  }

  const start = async () => {
    follow(box, (found) => {
      fix = found
    })
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
      })
      video.srcObject = stream
      await video.play()
      show('jepret')
      button('jepret')?.focus()
      say(box.dataset.siap ?? '')
    } catch {
      // No camera or not allowed: the file field stays the way.
      say(box.dataset.gagal ?? '')
      fallback?.removeAttribute('hidden')
    }
  }

  const shoot = async () => {
    const blob = await grab(video)
    if (blob === undefined) return
    const bytes = withNumber(new Uint8Array(await blob.arrayBuffer()), textOf(form, 'nonce'))
    const files = new DataTransfer()
    files.items.add(new File([bytes], 'bukti.jpg', { type: 'image/jpeg' }))
    input.files = files.files
    set(form, 'cara', 'kamera')
    set(form, 'diambil', new Date().toISOString())
    set(form, 'lat', fix?.lat.toFixed(6) ?? '')
    set(form, 'lon', fix?.lon.toFixed(6) ?? '')
    set(form, 'akurasi', fix === undefined ? '' : String(Math.ceil(fix.akurasi)))
    URL.revokeObjectURL(shot.src)
    shot.src = URL.createObjectURL(blob)
    stop()
    show('ulang')
    say(fix === undefined ? (box.dataset.tanpaGps ?? '') : (box.dataset.diambil ?? ''))
  }

  const again = () => {
    input.value = ''
    set(form, 'cara', 'berkas')
    void start()
  }

  box.hidden = false
  fallback?.setAttribute('hidden', '')
  show('mulai')
  button('mulai')?.addEventListener('click', () => void start())
  button('jepret')?.addEventListener('click', () => void shoot())
  button('ulang')?.addEventListener('click', again)
  button('berkas-saja')?.addEventListener('click', () => fallback?.toggleAttribute('hidden'))
  // A file chosen by hand is no photo of this page.
  input.addEventListener('change', () => set(form, 'cara', 'berkas'))
  addEventListener('pagehide', stop)
}

/** Follows the position while the camera is open; the nearest guess is the most exact, not the newest. */
function follow(box: HTMLElement, found: (fix: Fix) => void): void {
  const place = box.querySelector<HTMLElement>('[data-gps]')
  if (place === null || !('geolocation' in navigator)) return
  place.textContent = place.dataset.tunggu ?? ''
  navigator.geolocation.watchPosition(
    ({ coords }) => {
      found({ lat: coords.latitude, lon: coords.longitude, akurasi: coords.accuracy })
      place.textContent = `${place.dataset.ada ?? ''} ± ${Math.ceil(coords.accuracy)} m`
    },
    () => {
      place.textContent = place.dataset.gagal ?? ''
    },
    { enableHighAccuracy: true, maximumAge: 5_000 },
  )
}

function grab(video: HTMLVideoElement): Promise<Blob | undefined> {
  const { videoWidth: width, videoHeight: height } = video
  const scale = Math.min(1, EDGE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', 0.82)
  })
}

/** A JPEG comment right behind the start: FF FE, length, text. */
function withNumber(jpeg: Uint8Array, nonce: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`pendopo-bukti:${nonce}`)
  const length = text.length + 2
  const out = new Uint8Array(jpeg.length + text.length + 4)
  out.set(jpeg.subarray(0, 2))
  out.set([0xff, 0xfe, length >> 8, length & 255], 2)
  out.set(text, 6)
  out.set(jpeg.subarray(2), 6 + text.length)
  return out
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | undefined {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field : undefined
}

function textOf(form: HTMLFormElement, name: string): string {
  return fieldOf(form, name)?.value ?? ''
}

function set(form: HTMLFormElement, name: string, value: string): void {
  const field = fieldOf(form, name)
  if (field) field.value = value
}

export {}
