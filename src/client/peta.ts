// The map to tap on, without a page for each tap: sets the point, moves the pin and the map closer.
const frame = document.querySelector<HTMLElement>('[data-peta]')
const svg = frame?.querySelector<SVGSVGElement>('svg')
const form = frame?.closest('form')

type Bounds = Readonly<{ minLat: number; minLon: number; maxLat: number; maxLon: number }>

const WIDTH = 376
const MARGIN = 10
const FACTOR = 2.5
const ZOOM_MAX = 4
const SMALL_WIDTH = 288
const FINGER_PX = 10
const COARSE_M = 60
const METRES_PER_DEGREE = 111_320

if (frame && svg && form) start(frame, svg, form)

function start(box: HTMLElement, map: SVGSVGElement, target: HTMLFormElement): void {
  const bounds = JSON.parse(box.dataset.peta ?? '{}') as Bounds
  const k = Math.cos((((bounds.maxLat + bounds.minLat) / 2) * Math.PI) / 180)
  const scale = (WIDTH - 2 * MARGIN) / ((bounds.maxLon - bounds.minLon) * k || 1)
  const said = document.querySelector<HTMLElement>('[data-titik]')
  const field = (name: string) => target.elements.namedItem(name) as HTMLInputElement
  const view = () => map.viewBox.baseVal
  const whole = view().width * FACTOR ** Number(box.dataset.z)
  let zoom = Number(box.dataset.z)

  const look = (x: number, y: number) => {
    const width = whole / FACTOR ** zoom
    const height = (width / view().width) * view().height
    map.setAttribute('viewBox', `${x - width / 2} ${y - height / 2} ${width} ${height}`)
    for (const mark of map.querySelectorAll('[data-skala]')) rescale(mark, width / SMALL_WIDTH)
    field('peta_z').value = String(zoom)
    field('peta_p').value = `${(x - width / 2).toFixed(2)},${(y - height / 2).toFixed(2)}`
  }
  const pin = (x: number, y: number) => {
    const mark = map.querySelector('[data-pin]')
    mark?.setAttribute('transform', `translate(${x} ${y}) scale(${view().width / SMALL_WIDTH})`)
    mark?.classList.remove('tiada')
  }

  for (const button of box.querySelectorAll<HTMLInputElement>('input[type=image]'))
    button.addEventListener('click', (event) => {
      // Pressed by keyboard it has no place.
      if (event.detail === 0) return
      event.preventDefault()
      const edge = map.getBoundingClientRect()
      const x = view().x + ((event.clientX - edge.left) / edge.width) * view().width
      const y = view().y + ((event.clientY - edge.top) / edge.height) * view().height
      const metres = Math.round(
        ((view().width / edge.width) * FINGER_PX * METRES_PER_DEGREE) / scale,
      )
      field('lat').value = (bounds.maxLat - (y - MARGIN) / scale).toFixed(6)
      field('lon').value = (bounds.minLon + (x - MARGIN) / (k * scale)).toFixed(6)
      field('sumber').value = 'peta'
      field('akurasi').value = String(metres)
      if (said)
        said.textContent = `${box.dataset.titikPeta ?? ''} ${
          metres > COARSE_M ? (box.dataset.ketelitian ?? '').replace('{m}', String(metres)) : ''
        }`
      zoom = Math.min(ZOOM_MAX, zoom + 1)
      look(x, y)
      pin(x, y)
      target.dispatchEvent(new Event('titik'))
    })
  /** Ask where the point lies: its village in words, and the names around it on the map. */
  const name = async () => {
    const asked = new URLSearchParams(
      ['lat', 'lon', 'akurasi'].map((one) => [one, field(one).value] as [string, string]),
    ).toString()
    try {
      const answer = await fetch(`/lapor/titik?${asked}`)
      if (!answer.ok) return
      const told = (await answer.json()) as { kata: string; desa: readonly Village[] }
      if (said) said.textContent = told.kata
      drawVillages(map, told.desa, view().width / SMALL_WIDTH)
    } catch {
      // Without network the point stands, only its name is missing.
    }
  }
  target.addEventListener('titik', () => {
    void name()
    const lat = Number(field('lat').value)
    const lon = Number(field('lon').value)
    const x = MARGIN + (lon - bounds.minLon) * k * scale
    const y = MARGIN + (bounds.maxLat - lat) * scale
    if (field('sumber').value !== 'gps' || !Number.isFinite(x + y)) return
    zoom = Math.max(zoom, 1)
    look(x, y)
    pin(x, y)
  })
}

type Village = Readonly<{ x: number; y: number; nama: string }>

function drawVillages(map: SVGSVGElement, villages: readonly Village[], unit: number): void {
  const make = (tag: string, attributes: Record<string, string>) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  map.querySelector('[data-desa]')?.replaceChildren(
    ...villages.map(({ x, y, nama }) => {
      const mark = make('g', { transform: `translate(${x} ${y}) scale(${unit})`, 'data-skala': '' })
      const text = make('text', { class: 'desa', y: '12' })
      text.textContent = nama
      mark.append(make('circle', { class: 'desa', r: '2.5' }), text)
      return mark
    }),
  )
}

function rescale(mark: Element, unit: number): void {
  const before = mark.getAttribute('transform') ?? ''
  mark.setAttribute('transform', before.replace(/scale\([^()]{0,40}\)/, `scale(${unit})`))
}

export {}
