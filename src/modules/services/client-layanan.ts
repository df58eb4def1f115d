import { type Standing, shownParts, type Told } from './domain/form-facts.ts'

/**
 * Questions that open as one answers. The conditions are those of the definition and the evaluator is the server's own; the
 * server asks them again whatever this does.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-aturan]')) {
  const told = form.dataset.aturan
  if (told !== undefined && told !== '') watch(form, JSON.parse(told) as Told)
  offerPosition(form)
}

/** What opens or closes may open or close further parts: a few rounds, until nothing changes. */
const ROUNDS_MAX = 6

function watch(form: HTMLFormElement, told: Told): void {
  const parts = [...form.querySelectorAll<HTMLFieldSetElement>('[data-bila]')]
  const show = () => {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const shown = shownParts(told, standingOf(form))
      let isChanged = false
      for (const part of parts) {
        const name = part.dataset.bila ?? ''
        if (!Object.hasOwn(told.rules, name) || part.disabled === !shown.has(name)) continue
        isChanged = true
        part.hidden = !shown.has(name)
        part.disabled = part.hidden
      }
      if (!isChanged) return
    }
  }
  form.addEventListener('input', show)
  form.addEventListener('change', show)
  show()
}

/** Fields that are switched off send nothing, so they count for nothing. */
function standingOf(form: HTMLFormElement): Standing {
  const standing = new Map<string, string[]>()
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string') continue
    const before = standing.get(name)
    if (before === undefined) standing.set(name, [value])
    else before.push(value)
  }
  return standing
}

/** A point can be taken from the phone instead of typed. */
function offerPosition(target: HTMLFormElement): void {
  for (const field of target.querySelectorAll<HTMLInputElement>('input[data-titik]')) {
    const label = field.dataset.titik
    if (label === undefined || !('geolocation' in navigator)) continue
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'tombol dua mini'
    button.textContent = label
    button.addEventListener('click', () =>
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        field.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }),
    )
    field.after(button)
  }
}
