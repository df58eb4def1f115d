// Making a report, made easier: the phone's position, words kept while typing, and similar cases before
// the form is sent. The form works without any of it.
const form = document.querySelector<HTMLFormElement>('form[data-lapor]')

if (form !== null) {
  keepWords(form)
  offerPosition(form)
}

/** What was typed survives a dead network, a closed tab and an empty battery. */
function keepWords(target: HTMLFormElement): void {
  const key = `lapor:${location.pathname}`
  const fields = [
    ...target.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input.isian, textarea'),
  ].filter((field) => field.type !== 'file')
  const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>
  for (const field of fields) {
    const before = kept[field.name]
    if (field.value === '' && before !== undefined) field.value = before
    field.addEventListener('input', () => {
      kept[field.name] = field.value
      localStorage.setItem(key, JSON.stringify(kept))
    })
  }
  target.addEventListener('submit', () => {
    if (navigator.onLine) localStorage.removeItem(key)
  })
}

function offerPosition(target: HTMLFormElement): void {
  const button = target.querySelector<HTMLButtonElement>('[data-gps]')
  const said = target.querySelector<HTMLElement>('[data-titik]')
  if (button === null || said === null || !('geolocation' in navigator)) return
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(target, 'lat', coords.latitude.toFixed(6))
        set(target, 'lon', coords.longitude.toFixed(6))
        set(target, 'sumber', 'gps')
        said.textContent = `${target.dataset.gpsOk ?? ''} (± ${Math.round(coords.accuracy)} m)`
        button.disabled = false
      },
      () => {
        said.textContent = target.dataset.gpsGagal ?? ''
        button.disabled = false
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
}

function set(target: HTMLFormElement, name: string, value: string): void {
  const field = target.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.value = value
}

export {}
