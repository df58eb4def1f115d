import { chromium } from 'playwright-core'
const base='http://127.0.0.1:4317'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
for (const [n,size,cs] of [['hp',{width:360,height:740},'light'],['meja',{width:1280,height:800},'dark']] as const) {
  const c = await b.newContext({ viewport: size, locale:'id-ID', colorScheme: cs, isMobile: size.width<600 })
  const p = await c.newPage()
  p.on('console', m => console.log('console', m.type(), m.text()))
  p.on('pageerror', e => console.log('err', e.message))
  await p.goto(base+'/bukti/5', { waitUntil: 'networkidle' })
  await p.getByRole('button',{name:'Periksa di peramban ini'}).click()
  await p.getByText('Semua cocok').waitFor()
  for (const s of await p.locator('summary').all()) await s.click()
  await p.screenshot({ path: `/tmp/s1/cek-${n}.png`, fullPage: true })
  await p.getByRole('button',{name:'Ubah satu huruf'}).click()
  console.log(await p.locator('[data-hasil]').innerText())
  await p.screenshot({ path: `/tmp/s1/ubah-${n}.png`, fullPage: true })
  await c.close()
}
await b.close()
