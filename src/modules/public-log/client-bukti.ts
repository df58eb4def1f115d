// Opens the checking tool where scripts run, and fetches its larger part when it is needed: on the first
// touch, or once the page is at rest, so that it works without a network afterwards.
type Connection = Readonly<{ saveData?: boolean; effectiveType?: string }>

const box = document.querySelector<HTMLElement>('[data-bukti]')
const tool = box?.querySelector<HTMLElement>('[data-alat]')

if (box && tool) {
  const words = JSON.parse(box.dataset.kata ?? '{}') as Readonly<Record<string, string>>
  const said = tool.querySelector<HTMLElement>('[data-siap]')
  const result = tool.querySelector<HTMLElement>('[data-hasil]')
  let isAsked = false
  const say = (text: string | undefined) => {
    if (said) said.textContent = text ?? ''
    // Whoever has pressed the button waits there.
    if (result && box.dataset.tekan && box.dataset.siap === undefined)
      result.textContent = text ?? ''
  }
  const load = () => {
    if (isAsked) return
    isAsked = true
    say(words.loading)
    const script = document.createElement('script')
    script.src = box.dataset.skrip ?? ''
    script.addEventListener('load', () => say(words.ready))
    script.addEventListener('error', () => {
      isAsked = false
      script.remove()
      say(words.failedToLoad)
    })
    document.head.append(script)
  }
  tool.hidden = false
  box.querySelector('[data-tanpa]')?.remove()
  // What was touched before the tool was there is done again when it is.
  tool.addEventListener('click', ({ target }) => {
    const isPressed = target instanceof HTMLElement && target.dataset.periksa !== undefined
    if (isPressed && box.dataset.siap === undefined) {
      box.dataset.tekan = 'periksa'
      if (isAsked) say(words.loading)
    }
    load()
  })
  tool.addEventListener('focusin', load)
  tool.addEventListener('change', load)
  tool.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault())
  const { connection } = navigator as Navigator & Readonly<{ connection?: Connection }>
  const isCostly = connection?.saveData === true || /2g/.test(connection?.effectiveType ?? '')
  const whenLoaded = () => setTimeout(load, 300)
  if (!isCostly && document.readyState === 'complete') whenLoaded()
  else if (!isCostly) addEventListener('load', whenLoaded)
}

export {}
