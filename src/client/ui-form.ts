// Saves steps on any form: the error summary takes the focus, long fields count their letters.
const summary = document.querySelector<HTMLElement>('[data-galat]')
summary?.focus()

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-hitung]')) {
  const note = document.createElement('p')
  note.className = 'hitung angka'
  note.setAttribute('aria-live', 'polite')
  area.after(note)
  const show = () => {
    const left = area.maxLength - area.value.length
    note.textContent = left < 200 ? String(left) : ''
  }
  area.addEventListener('input', show)
  show()
}

export {}
