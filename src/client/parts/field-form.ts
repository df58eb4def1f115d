// A form of field work as an entry of the queue, and an entry back in its form.
import { type Entry, enqueue } from './queue.ts'
import { shrink } from './shrink.ts'
import { newKey } from './store.ts'

/** A photo of an inspection: enough to read a sign, small enough for a day's queue. */
const INSPECTION = { edges: [1600, 1280, 1024], maxBytes: 300_000 }

export type Kept = Readonly<{ label: string }> | Readonly<{ missing: readonly string[] }>

/** The form goes into the queue under its own key; the form gets a fresh one. */
export async function keepForm(
  form: HTMLFormElement,
  { akun, token }: Readonly<{ akun: string; token: string }>,
): Promise<Kept> {
  const missing = missingIn(form)
  if (missing.length > 0) return { missing }
  const label = form.dataset.kirimLapangan ?? ''
  set(form, 'diisi', new Date().toISOString())
  const data = [...new FormData(form)]
  const fields = data.flatMap(([name, value]) =>
    typeof value === 'string' && name !== '_csrf' ? [[name, value] as const] : [],
  )
  const files: { name: string; blob: Blob }[] = []
  for (const [name, value] of data)
    if (value instanceof File && value.size > 0)
      files.push({ name, blob: await small(form, value) })
  await enqueue({
    kunci: fields.find(([name]) => name === 'kunci')?.[1] ?? '',
    akun,
    token,
    url: new URL(form.action).pathname,
    label,
    fields,
    files,
    shown: wordsOf(form),
  })
  renew(form)
  return { label }
}

/** reset() puts back what the attribute says, so the attribute is what changes. */
function renew(form: HTMLFormElement): void {
  const key = form.elements.namedItem('kunci')
  if (key instanceof HTMLInputElement) key.setAttribute('value', newKey())
}

/** A proof photo carries a number in its file and stays as it is; others are made small where the form says so. */
async function small(form: HTMLFormElement, file: File): Promise<Blob> {
  if (form.dataset.kecilkan === undefined) return file
  return (await shrink(file, INSPECTION)) ?? file
}

function fieldsOf(form: HTMLFormElement): readonly (HTMLInputElement | HTMLTextAreaElement)[] {
  return [
    ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea, select'),
  ].filter((field) => field.type !== 'hidden' && !field.matches(':disabled'))
}

/** Labels of what must be filled in and is not: hours later nobody stands at the place any more. */
function missingIn(form: HTMLFormElement): readonly string[] {
  const needed = (form.dataset.wajib ?? '').split(' ').filter((name) => name !== '')
  const data = new FormData(form)
  return needed.flatMap((name) => {
    const field = fieldsOf(form).find((one) => one.name === name)
    if (field === undefined) return []
    const isThere = data
      .getAll(name)
      .some((value) => (value instanceof File ? value.size > 0 : value.trim() !== ''))
    return isThere ? [] : [labelOf(field)]
  })
}

function labelOf(field: HTMLElement): string {
  const around = field.closest('fieldset')?.querySelector('legend')
  const own = document.querySelector(`label[for="${CSS.escape(field.id)}"]`)
  return (own ?? around)?.textContent?.trim() ?? ''
}

function wordsOf(form: HTMLFormElement): readonly (readonly [string, string])[] {
  return fieldsOf(form).flatMap((field) => {
    if (field.type === 'checkbox' || field.type === 'radio') {
      const { checked } = field as HTMLInputElement
      return checked ? [[labelOf(field), field.value] as const] : []
    }
    return field.type === 'file' || field.value === ''
      ? []
      : [[labelOf(field), field.value] as const]
  })
}

/** @returns whether its form stands on this page; what was filled in is in it again */
export function putBack(root: HTMLElement, entry: Entry): boolean {
  const action = valueIn(entry, 'tindakan')
  const form = [...root.querySelectorAll<HTMLFormElement>('[data-kirim-lapangan]')].find(
    (one) =>
      new URL(one.action).pathname === entry.url &&
      one.querySelector<HTMLInputElement>('input[name=tindakan]')?.value === action,
  )
  if (form === undefined || action === undefined) return false
  for (const field of fieldsOf(form)) refill(field, entry)
  set(form, 'kunci', entry.kunci)
  for (let part = form.closest('details'); part !== null; part = outer(part)) part.open = true
  form.dispatchEvent(new Event('change', { bubbles: true }))
  form.scrollIntoView()
  return true
}

function outer(part: HTMLDetailsElement): HTMLDetailsElement | null {
  return part.parentElement?.closest('details') ?? null
}

function refill(
  field: HTMLInputElement | HTMLTextAreaElement,
  { fields, files = [] }: Entry,
): void {
  if (field.type === 'file') {
    const blob = files.find((one) => one.name === field.name)?.blob
    if (blob === undefined) return
    const data = new DataTransfer()
    data.items.add(new File([blob], 'foto.jpg', { type: 'image/jpeg' }))
    ;(field as HTMLInputElement).files = data.files
    return
  }
  const values = fields.filter(([name]) => name === field.name).map(([, value]) => value)
  if (field.type === 'checkbox' || field.type === 'radio')
    (field as HTMLInputElement).checked = values.includes(field.value)
  else field.value = values[0] ?? ''
}

function valueIn({ fields }: Entry, wanted: string): string | undefined {
  return fields.find(([name]) => name === wanted)?.[1]
}

function set(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.value = value
}
