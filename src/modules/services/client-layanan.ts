import { compile } from './domain/expr/compile.ts'
import type { Expr, Facts } from './domain/expr/types.ts'

/**
 * Questions that open as one answers. The conditions are those of the definition and the evaluator is the server's own; the
 * server asks them again whatever this does.
 */
type Told = Readonly<{
  today: string
  rules: Readonly<Record<string, Expr>>
  types: Readonly<Record<string, string>>
  known: Readonly<Record<string, unknown>>
}>

const form = document.querySelector<HTMLFormElement>('form[data-aturan]')
const told = form?.dataset.aturan
if (form !== null && told !== undefined && told !== '') watch(form, JSON.parse(told) as Told)
if (form !== null) offerPosition(form)

function watch(target: HTMLFormElement, { today, rules, types, known }: Told): void {
  const ready = Object.entries(rules).map(([id, rule]) => [id, compile(rule)] as const)
  const facts: Facts = {
    today,
    get: (name) =>
      Object.hasOwn(types, name)
        ? answerOf(target, name, types[name] ?? '')
        : (known[name] ?? null),
    param: () => null,
    lookup: () => null,
    workdays: () => null,
    has: () => false,
  }
  const show = () => {
    for (const [id, rule] of ready) {
      const part = target.querySelector<HTMLFieldSetElement>(`[data-bila="${CSS.escape(id)}"]`)
      if (part === null) continue
      const isShown = rule(facts) === true
      part.hidden = !isShown
      part.disabled = !isShown
    }
  }
  target.addEventListener('input', show)
  target.addEventListener('change', show)
  show()
}

/** The answer as it stands, in the type the condition expects; one that is not asked has none. */
function answerOf(target: HTMLFormElement, name: string, type: string): unknown {
  const data = new FormData(target)
  const texts = data
    .getAll(name)
    .map(String)
    .filter((text) => text.trim() !== '')
  if (type === 'centang' || type === 'pernyataan') return texts.length > 0
  if (type === 'banyak') return texts
  const [text] = texts
  if (text === undefined) return null
  return type === 'angka' || type === 'rupiah' ? numberOf(text) : text
}

/** 1.250,5 as people write it. */
function numberOf(text: string): number | null {
  const compact = text.slice(0, 40).replace(/[^\d,.-]/g, '')
  const isIndonesian = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact) || compact.includes(',')
  const value = Number(isIndonesian ? compact.replaceAll('.', '').replace(',', '.') : compact)
  return Number.isFinite(value) ? value : null
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
