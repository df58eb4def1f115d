// Draws covering boxes on a photo with pointer or finger. Each box is a ticked entry of the list below it;
// without script the tiles over the picture do the same.
type Box = Readonly<{ x: number; y: number; w: number; h: number }>

const stage = document.querySelector<HTMLElement>('[data-samar]')
const list = document.querySelector<HTMLElement>('[data-kotak-daftar]')
const help = document.querySelector<HTMLElement>('[data-samar-kata]')
/** Smaller is a slip of the finger. */
const LEAST = 0.01

if (stage !== null && list !== null) setUp(stage, list)

function setUp(area: HTMLElement, boxes: HTMLElement): void {
  if (help) help.textContent = help.dataset.samarKata ?? ''
  area.querySelector('fieldset')?.remove()
  let from: { x: number; y: number } | undefined
  const rubber = layer(area)

  for (const input of boxes.querySelectorAll('input')) follow(area, input)

  const at = (event: PointerEvent) => {
    const { left, top, width, height } = area.getBoundingClientRect()
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) }
  }
  const drawn = (event: PointerEvent): Box => {
    const to = at(event)
    const start = from ?? to
    return {
      x: Math.min(start.x, to.x),
      y: Math.min(start.y, to.y),
      w: Math.abs(start.x - to.x),
      h: Math.abs(start.y - to.y),
    }
  }

  area.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    area.setPointerCapture(event.pointerId)
    from = at(event)
  })
  area.addEventListener('pointermove', (event) => {
    if (from !== undefined) place(rubber, drawn(event))
  })
  area.addEventListener('pointerup', (event) => {
    if (from === undefined) return
    const box = drawn(event)
    from = undefined
    rubber.hidden = true
    if (box.w >= LEAST && box.h >= LEAST) follow(area, addEntry(boxes, area, box))
  })
  area.addEventListener('pointercancel', () => {
    from = undefined
    rubber.hidden = true
  })
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function layer(area: HTMLElement): HTMLElement {
  const div = document.createElement('div')
  div.className = 'kotak'
  div.hidden = true
  area.append(div)
  return div
}

function place(div: HTMLElement, { x, y, w, h }: Box): void {
  div.hidden = false
  div.style.left = `${x * 100}%`
  div.style.top = `${y * 100}%`
  div.style.width = `${w * 100}%`
  div.style.height = `${h * 100}%`
}

/** An entry of the list like those the server draws. */
function addEntry(boxes: HTMLElement, area: HTMLElement, { x, y, w, h }: Box): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'checkbox'
  input.name = 'kotak'
  input.checked = true
  input.value = [x, y, Math.min(w, 1 - x), Math.min(h, 1 - y)]
    .map((part) => part.toFixed(4))
    .join(',')
  const label = document.createElement('label')
  label.className = 'centang'
  label.append(input, ` ${area.dataset.kotakKata ?? ''} ${boxes.children.length + 1}`)
  const item = document.createElement('li')
  item.append(label)
  boxes.append(item)
  return input
}

/** The black box over the picture shows exactly while its entry is ticked. */
function follow(area: HTMLElement, input: HTMLInputElement): void {
  const [x = 0, y = 0, w = 0, h = 0] = input.value.split(',').map(Number)
  const div = layer(area)
  const show = () => {
    if (input.checked) place(div, { x, y, w, h })
    else div.hidden = true
  }
  input.addEventListener('change', show)
  show()
}

export {}
