// Letters for the verbs of a case, templates that fill the message. All of it works without script, too.
const isOff = () => localStorage.getItem('pintasan') === 'mati'

/** Text a person wrote is never overwritten: only an empty message, or the last template as it was. */
const fillTemplates = (root: ParentNode) => {
  for (const select of root.querySelectorAll<HTMLSelectElement>('[data-templat]')) {
    const form = select.form
    const message = form?.querySelector<HTMLTextAreaElement>('textarea[name=pesan]')
    const button = form?.querySelector<HTMLElement>('[data-isi-templat]')
    if (!message) continue
    if (button) button.hidden = true
    let last = ''
    select.addEventListener('change', () => {
      const text = select.selectedOptions[0]?.dataset.teks ?? ''
      if (message.value.trim() !== '' && message.value !== last) {
        if (button) button.hidden = text === ''
        return
      }
      message.value = text
      last = text
      message.dispatchEvent(new Event('input', { bubbles: true }))
      const blank = text.indexOf('{{')
      if (blank >= 0) {
        message.focus()
        message.setSelectionRange(blank, text.indexOf('}}', blank) + 2)
      }
    })
  }
}

const press = (target: HTMLElement) => {
  if (target instanceof HTMLDetailsElement) {
    target.open = true
    target.scrollIntoView({ block: 'nearest' })
    target
      .querySelector<HTMLElement>('form select, form input:not([type=hidden]), form textarea')
      ?.focus()
    return
  }
  target.click()
}

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement
  const isTyping =
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio)$/.test(target.type))
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping || isOff()) return
  const verb = document.querySelector<HTMLElement>(`[data-pintas="${CSS.escape(event.key)}"]`)
  if (!verb) return
  event.preventDefault()
  press(verb)
})

/** A link to a form of the page opens it. */
const openTarget = () => {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  if (target instanceof HTMLDetailsElement) press(target)
}

fillTemplates(document)
openTarget()
addEventListener('hashchange', openTarget)
if (!isOff())
  for (const key of document.querySelectorAll<HTMLElement>('details > summary > kbd'))
    key.hidden = false

export {}
