// A button that prints; without script the page says which keys do.
const button = document.querySelector<HTMLButtonElement>('[data-cetak]')
if (button !== null) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

export {}
