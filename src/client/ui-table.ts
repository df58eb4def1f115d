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

  const panel = document.querySelector<HTMLElement>('[data-panel]')
  let wanted = ''

  /** The panel follows the row: the same part of the page, asked for once the keys rest. */
  const preview = (row: HTMLTableRowElement) => {
    const nomor = row.dataset.baris ?? ''
    const antrean = document.querySelector<HTMLInputElement>('input[name=antrean]')?.value ?? ''
    if (!panel || wanted === nomor) return
    wanted = nomor
    setTimeout(async () => {
      if (wanted !== nomor) return
      const address = `/kerja/laporan/${nomor}/pratinjau?antrean=${encodeURIComponent(antrean)}`
      const answer = await fetch(address).catch(() => undefined)
      if (!answer?.ok || wanted !== nomor) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      panel.replaceChildren(...page.body.childNodes)
      panel.scrollTop = 0
    }, 120)
  }

  const select = (index: number) => {
    rows[current]?.classList.remove('kini')
    current = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[current]
    if (!row) return
    row.classList.add('kini')
    row.scrollIntoView({ block: 'nearest' })
    preview(row)
  }
  const linkOf = (row: HTMLTableRowElement | undefined) =>
    row?.querySelector<HTMLElement>('[data-buka]') ?? row?.querySelector<HTMLElement>('a')
  const go = (step: number) => {
    select(current + step)
    linkOf(rows[current])?.focus({ preventScroll: true })
  }

  /** A verb for many: without a choice the row under the mark is the choice. */
  const pressVerb = (key: string): boolean => {
    const verb = document.querySelector<HTMLElement>(`[data-massal-tombol="${CSS.escape(key)}"]`)
    if (!verb) return false
    const row = rows[current]
    const box = row && boxOf(row)
    if (box && !rows.some((one) => boxOf(one)?.checked)) box.checked = true
    verb.click()
    return true
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
    // Enter on a link or button is the browser's own; anywhere else it opens the row under the mark.
    if (event.key === 'Enter' && (target === document.body || target === table.parentElement))
      return linkOf(rows[current])?.click()
    const act = keys[event.key]
    if (act === undefined) {
      if (pressVerb(event.key)) event.preventDefault()
      return
    }
    event.preventDefault()
    act()
  })
  // A click on the number shows the case beside the table instead of loading the page anew.
  table.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest('a.pratinjau')
    const row = link?.closest('tr')
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (!row || !panel || !isPlain || panel.offsetParent === null) return
    if (matchMedia('(max-width: 71.99em)').matches) return
    event.preventDefault()
    select(rows.indexOf(row))
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
