// Small things that several scripts put on a page.

export function button(label: string, act: () => void): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'tombol dua mini'
  made.textContent = label
  made.addEventListener('click', act)
  return made
}
