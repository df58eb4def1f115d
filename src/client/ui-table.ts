// Keys and counts for the officer's table. Everything works without it; keys can be switched off.
const table = document.querySelector<HTMLTableElement>('[data-antre]')

if (table !== null) {
  const rows = [...(table.tBodies[0]?.rows ?? [])]
  const boxOf = (row: HTMLTableRowElement) =>
    row.querySelector<HTMLInputElement>('input[type=checkbox]')
  const bar = document.querySelector<HTMLElement>('[data-massal]')
  const all = table.querySelector<HTMLInputElement>('[data-semua]')
  let current = Math.max(
    0,
    rows.findIndex((row) => row.classList.contains('kini')),
  )

  const count = () => {
    const chosen = rows.filter((row) => boxOf(row)?.checked)
    for (const row of rows) row.classList.toggle('pilih', boxOf(row)?.checked ?? false)
    const output = bar?.querySelector('output')
    if (bar && output) {
      output.value = `${chosen.length} ${output.dataset.kata ?? ''}`
      bar.hidden = chosen.length === 0
    }
  }

  const go = (step: number) => {
    rows[current]?.classList.remove('kini')
    current = Math.max(0, Math.min(rows.length - 1, current + step))
    const row = rows[current]
    row?.classList.add('kini')
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector('a')?.focus()
  }

  const toggle = () => {
    const row = rows[current]
    const box = row && boxOf(row)
    if (box) box.checked = !box.checked
    count()
  }

  const isOff = () => localStorage.getItem('pintasan') === 'mati'
  const keys: Record<string, () => void> = {
    j: () => go(1),
    k: () => go(-1),
    x: toggle,
    '/': () => document.querySelector<HTMLElement>('[data-cari]')?.focus(),
  }

  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    const isTyping =
      /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target instanceof HTMLInputElement && target.type !== 'checkbox')
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || isOff()) return
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  table.addEventListener('change', count)
  if (all) {
    all.hidden = false
    all.addEventListener('change', () => {
      for (const row of rows) {
        const box = boxOf(row)
        if (box) box.checked = all.checked
      }
      count()
    })
  }

  const hints = document.querySelector<HTMLElement>('[data-pintasan]')
  const button = document.querySelector<HTMLButtonElement>('[data-pintas-mati]')
  const show = () => {
    if (hints) hints.hidden = isOff()
    if (button) {
      button.hidden = false
      button.textContent = (isOff() ? button.dataset.pintasNyala : button.dataset.pintasMati) ?? ''
    }
  }
  button?.addEventListener('click', () => {
    localStorage.setItem('pintasan', isOff() ? 'nyala' : 'mati')
    show()
  })
  show()
  count()
}

export {}
