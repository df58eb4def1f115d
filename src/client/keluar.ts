// Signing out removes what the field worker kept on this phone, so that the next person finds nothing.
// Entries waiting to be sent stay: they belong to their officer and are sent after the next sign-in.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.action.endsWith('/keluar')) return
  if (!('caches' in window) || form.dataset.bersih !== undefined) return
  event.preventDefault()
  const kept = caches.delete('lapangan-1').catch(() => false)
  void kept.then(() => {
    form.dataset.bersih = ''
    form.submit()
  })
})

export {}
