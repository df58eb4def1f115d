import { describe, expect, it } from 'vitest'
import { bringToField, sendCase, signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'

const running = await useRunningApp()
const { app } = running
const logins = await app.identity.demoLogins(app.kit.db)

const CITIZENS = ['warga', 'warga2', 'rt']

const linksOf = (html: string): readonly string[] => [
  ...new Set(
    [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map((match) =>
      (match[1] ?? '').replaceAll('&amp;', '&'),
    ),
  ),
]
const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

describe('the first day of everyone in the demo region', () => {
  it('has an account for each kind of work', () => {
    expect(logins.length).toBeGreaterThan(20)
  })

  it.each(logins.map((one) => one.username))(
    '%s lands where something can be done, and every door opens',
    async (username) => {
      const visitor = await signIn(app, username)
      const landing = CITIZENS.includes(username) ? '/akun' : '/kerja'
      const page = await visitor.get(landing)
      expect(page.status).toBe(200)
      const links = linksOf(page.body).filter((href) => !href.startsWith('/keluar'))
      expect(linksOf(mainOf(page.body)).length).toBeGreaterThan(0)
      const shut: string[] = []
      for (const href of links) {
        const { status } = await visitor.get(href)
        // Other languages and the like come back to where one was.
        if (status !== 200 && status !== 303) shut.push(`${href} ${status}`)
      }
      expect(shut).toEqual([])
    },
  )

  it('says so where the modules of a role are still to come, instead of an empty queue', async () => {
    const visitor = await signIn(app, 'ppid')
    const { body } = await visitor.get('/kerja')
    expect(body).toContain('belum ada di rilis ini')
    expect(body).not.toContain('Semua sudah dikerjakan')
    const member = await (await signIn(app, 'dprd')).get('/kerja')
    expect(member.body).toContain('Tidak ada antrean untuk Anda')
  })
})

/** Officers' rooms: more tools than a citizen's page, still nothing for a slow line to choke on. */
const TARGET_BYTES = 20_000

describe('a room of officers', async () => {
  const waiting = await sendCase(app, { kategoriKode: 'jalan.lubang' })
  const inField = await sendCase(app, { kategoriKode: 'jalan.lubang' })
  await bringToField(app, inField.nomor)

  /** Page, style sheets and scripts as they cross the wire. */
  async function weightOf(username: string, url: string): Promise<number> {
    const visitor = await signIn(app, username)
    const page = await visitor.get(url)
    expect([url, page.status]).toEqual([url, 200])
    const parts = [
      ...page.body.matchAll(/<(?:script defer|link rel="stylesheet") (?:src|href)="([^"]+)"/g),
    ]
    expect(parts.length).toBeGreaterThan(0)
    const sent = [url, ...parts.map((part) => part[1] ?? '')]
    const sizes = []
    for (const one of sent)
      sizes.push((await visitor.get(one, { 'accept-encoding': 'br' })).bytes.length)
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  it.each([
    ['operator-aduan', '/kerja'],
    ['operator-aduan', '/kerja/laporan?tampilan=semua'],
    ['operator-aduan', `/kerja/laporan/${waiting.nomor}?antrean=tampilan%3Dverifikasi`],
    ['operator-aduan', `/kerja/laporan/${waiting.nomor}/foto`],
    ['operator-aduan', '/kerja/komentar'],
    ['operator-aduan', '/kerja/periksa-ulang'],
    ['kadis-pupr', `/kerja/laporan/${inField.nomor}`],
    ['petugas-pupr', `/kerja/laporan/${inField.nomor}/bukti`],
    ['petugas-pupr', '/kerja/lapangan'],
    ['loket', '/kerja/loket'],
    ['admin', '/kerja/katalog'],
    ['admin', '/kerja/pengaturan'],
    ['admin', '/kerja/pengaturan/pengguna'],
    ['admin', '/kerja/pengaturan/kanal'],
  ])('%s: %s weighs at most 20 kB with style and script', async (username, url) => {
    const bytes = await weightOf(username, url)
    process.stdout.write(`${url.replace(/[A-Z]{3}-[^/?]+/, ':nomor')}: ${bytes} bytes\n`)
    expect(bytes).toBeLessThanOrEqual(TARGET_BYTES)
  })
})
