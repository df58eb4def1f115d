// The screen in the hall: asks for the calls every three seconds and, when somebody has switched sound on,
// reads new ones aloud in Indonesian.
type Call = Readonly<{ nomor: string; loket: string; tanda: string; ucapan: string }>
type State = Readonly<{
  sekarang: readonly Call[]
  sebelumnya: readonly Call[]
  berikutnya: readonly string[]
}>

const root = document.querySelector<HTMLElement>('[data-layar]')
const sound = document.querySelector<HTMLButtonElement>('[data-suara]')
const lost = document.querySelector<HTMLElement>('[data-putus]')
const EVERY_MS = 3_000
let isLoud = false
let known = new Set(
  [...document.querySelectorAll<HTMLElement>('[data-tanda]')].map((one) => one.dataset.tanda ?? ''),
)

const element = (tag: string, text = '', className = '') => {
  const made = document.createElement(tag)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}

const chime = () => {
  const context = new AudioContext()
  for (const [index, hertz] of [784, 587].entries()) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const from = context.currentTime + index * 0.35
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.25, from)
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.8)
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(from + 0.8)
  }
}

const speak = (words: string) => {
  chime()
  const saying = new SpeechSynthesisUtterance(words)
  saying.lang = 'id-ID'
  saying.rate = 0.85
  setTimeout(() => speechSynthesis.speak(saying), 900)
}

const draw = (state: State) => {
  const now = root?.querySelector('[data-kini]')
  const isSame =
    state.sekarang.map(({ tanda }) => tanda).join() ===
    [...(now?.querySelectorAll<HTMLElement>('[data-tanda]') ?? [])]
      .map((one) => one.dataset.tanda)
      .join()
  if (now && !isSame)
    now.replaceChildren(
      ...(state.sekarang.length === 0
        ? [element('p', root?.dataset.kosong, 'layar-sepi')]
        : state.sekarang.map(({ nomor, loket, tanda }) => {
            const box = element(
              'div',
              '',
              known.has(tanda) ? 'layar-panggil' : 'layar-panggil baru',
            )
            box.dataset.tanda = tanda
            const counter = element('span', `${root?.dataset.loket} `)
            counter.append(element('i', loket))
            box.append(element('b', nomor), counter)
            return box
          })),
    )
  const row = (nomor: string, loket?: string) => {
    const item = element('li')
    item.append(element('b', nomor))
    if (loket !== undefined) item.append(' ', element('span', `${root?.dataset.loket} ${loket}`))
    return item
  }
  root
    ?.querySelector('[data-dulu]')
    ?.replaceChildren(...state.sebelumnya.map(({ nomor, loket }) => row(nomor, loket)))
  root
    ?.querySelector('[data-lanjut]')
    ?.replaceChildren(...state.berikutnya.map((nomor) => row(nomor)))
  if (isLoud)
    for (const call of [...state.sekarang].reverse()) if (!known.has(call.tanda)) speak(call.ucapan)
  known = new Set(state.sekarang.map(({ tanda }) => tanda))
}

const ask = async () => {
  try {
    const answer = await fetch(root?.dataset.layar ?? '', { cache: 'no-cache' })
    if (!answer.ok) throw new Error(String(answer.status))
    draw(await answer.json())
    if (lost) lost.hidden = true
  } catch {
    if (lost) lost.hidden = false
  }
  setTimeout(ask, EVERY_MS)
}

if (root !== null) setTimeout(ask, EVERY_MS)
if (sound !== null && 'speechSynthesis' in window) {
  sound.hidden = false
  sound.addEventListener('click', () => {
    isLoud = !isLoud
    sound.textContent = (isLoud ? sound.dataset.suaraMati : sound.dataset.suara) ?? ''
  })
}

export {}
