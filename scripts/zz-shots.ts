import { chromium } from 'playwright-core'
const base = process.env.BASE ?? 'http://127.0.0.1:4317'
const [,, out, ...paths] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
for (const [sizeName, size] of [['hp',{width:360,height:740}],['meja',{width:1280,height:800}]] as const)
  for (const scheme of (process.env.DARK ? ['light','dark'] : ['light']) as ('light'|'dark')[]) {
    const c = await b.newContext({ viewport: size, isMobile: size.width<600, hasTouch: size.width<600, colorScheme: scheme, locale:'id-ID', deviceScaleFactor: 1 })
    if (process.env.LANGEN) await c.addCookies([{name:'bahasa',value:'en',url:base}])
    const p = await c.newPage()
    p.on('console', m => { if (m.type()==='error') console.log('console', m.text()) })
    for (const path of paths) {
      await p.goto(base+path, { waitUntil: 'networkidle' })
      const wide = await p.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const name = `${out}/${path.replace(/[^a-z0-9]+/gi,'_')}-${sizeName}-${scheme}.png`
      await p.screenshot({ path: name, fullPage: true })
      console.log(name, wide > 0 ? `WIDE ${wide}` : '')
    }
    await c.close()
  }
await b.close()
