// A button that prints, with the page's address as a picture that is fetched only then.
const button = document.querySelector<HTMLButtonElement>('[data-cetak]')
const picture = document.querySelector<HTMLImageElement>('img[data-qr]')

if (button !== null) {
  button.hidden = false
  button.addEventListener('click', () => {
    void fetchPicture().finally(() => window.print())
  })
}

/** Without a network the page is printed with its address in letters alone. */
async function fetchPicture(): Promise<void> {
  if (picture === null || !picture.hidden) return
  picture.src = picture.dataset.qr ?? ''
  await picture.decode().then(
    () => {
      picture.hidden = false
    },
    () => undefined,
  )
}

export {}
