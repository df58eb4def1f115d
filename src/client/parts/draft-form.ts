// The form of an application as what is kept of it, and back: answers by name, rows added as they are needed, and
// what the server could not read at its field.
export type Fields = readonly (readonly [name: string, value: string])[]

/** Everything that is answered; parts that are switched off send nothing. */
export function readForm(form: HTMLFormElement): Fields {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value !== 'string' || name === '_csrf' || name.startsWith('aksi')
      ? []
      : [[name, value] as const],
  )
}

/** Put answers back. Parts are opened first, so that what they hold can be filled; the conditions close them again. */
export function fillForm(form: HTMLFormElement, fields: Fields): void {
  for (const part of form.querySelectorAll<HTMLFieldSetElement>('[data-bila]'))
    part.disabled = false
  for (const group of form.querySelectorAll<HTMLElement>('[data-baris]')) growFor(group, fields)
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const field of form.querySelectorAll<HTMLInputElement>('input, textarea, select'))
    if (isAnswer(field)) put(field, values.get(field.name) ?? [])
  tell(form)
}

function isAnswer({ name, type }: HTMLInputElement): boolean {
  return name !== '' && !name.startsWith('aksi') && !['hidden', 'file', 'submit'].includes(type)
}

function put(field: HTMLInputElement, kept: readonly string[]): void {
  if (field.type === 'checkbox' || field.type === 'radio')
    field.checked = kept.includes(field.value)
  else field.value = kept[0] ?? ''
}

function tell(form: HTMLFormElement): void {
  form.dispatchEvent(new Event('change', { bubbles: true }))
}

const rowsOf = (group: HTMLElement) => [...group.querySelectorAll<HTMLElement>('.baris-ulang')]

/** Buttons that ask the server for a row make it here. */
export function offerRows(form: HTMLFormElement): void {
  for (const group of form.querySelectorAll<HTMLElement>('[data-baris]'))
    group.querySelector('button[name=aksi]')?.addEventListener('click', (event) => {
      event.preventDefault()
      addRow(group)?.querySelector<HTMLElement>('input, select, textarea')?.focus()
      tell(form)
    })
}

function growFor(group: HTMLElement, fields: Fields): void {
  const prefix = `${group.dataset.baris ?? ''}.`
  const numbers = fields
    .filter(([name]) => name.startsWith(prefix))
    .map(([name]) => Number.parseInt(name.slice(prefix.length), 10))
  const most = Math.max(-1, ...numbers.filter((one) => Number.isInteger(one)))
  while (rowsOf(group).length <= most) if (addRow(group) === undefined) return
}

function addRow(group: HTMLElement): HTMLElement | undefined {
  const rows = rowsOf(group)
  const last = rows.at(-1)
  if (last === undefined || rows.length >= Number(group.dataset.barisMaks)) return undefined
  const made = last.cloneNode(true) as HTMLElement
  renumber(made, { group: group.dataset.baris ?? '', from: rows.length - 1, to: rows.length })
  for (const field of made.querySelectorAll<HTMLInputElement>('input, select, textarea'))
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = false
    else field.value = ''
  last.after(made)
  return made
}

/** `orang.1.nama` becomes `orang.2.nama`, its id and its label with it, and row 2 is row 3. */
function renumber(
  row: HTMLElement,
  { group, from, to }: Readonly<{ group: string; from: number; to: number }>,
): void {
  const asId = (text: string) => text.replace(/[^a-zA-Z0-9_-]/g, '-')
  const changes = [
    [`${group}.${from}.`, `${group}.${to}.`],
    [asId(`f-${group}.${from}.`), asId(`f-${group}.${to}.`)],
  ] as const
  for (const element of row.querySelectorAll('*'))
    for (const name of ['name', 'id', 'for', 'aria-describedby', 'data-hitung']) {
      const value = element.getAttribute(name)
      if (value === null) continue
      element.setAttribute(
        name,
        changes.reduce((text, [old, now]) => text.split(old).join(now), value),
      )
    }
  const number = (text: string) => text.replace(String(from + 1), String(to + 1))
  row.setAttribute('aria-label', number(row.getAttribute('aria-label') ?? ''))
  const title = row.querySelector('p')
  if (title !== null) title.textContent = number(title.textContent ?? '')
}

export type Refused = readonly Readonly<{ field?: string; message: string }>[]

/** What could not be read, at its field. @returns ids of the fields with their sentences, for a list above */
export function showRefused(
  form: HTMLFormElement,
  refused: Refused,
): readonly (readonly [id: string, message: string])[] {
  for (const old of form.querySelectorAll('[data-tolak]')) old.remove()
  for (const old of form.querySelectorAll('[data-tolak-isian]')) {
    old.removeAttribute('aria-invalid')
    old.removeAttribute('data-tolak-isian')
  }
  return refused.map(({ field, message }) => {
    const target = field === undefined ? null : form.elements.namedItem(field)
    const input = target instanceof RadioNodeList ? target[0] : target
    if (!(input instanceof HTMLElement)) return ['', message] as const
    const said = document.createElement('p')
    said.className = 'pesan-salah'
    said.dataset.tolak = ''
    said.textContent = message
    input.before(said)
    input.setAttribute('aria-invalid', 'true')
    input.dataset.tolakIsian = ''
    return [input.id, message] as const
  })
}
