import { chromium } from 'playwright-core'
const [,, out, url, size='desk', theme='light', lang='id'] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking'] })
const c = await b.newContext({ viewport: size==='desk'?{width:1280,height:800}:size==='mini'?{width:320,height:700}:{width:360,height:740}, colorScheme: theme, isMobile: size!=='desk', javaScriptEnabled: process.env.NOJS!=='1' })
if (lang==='en') await c.addCookies([{name:'bahasa',value:'en',url:'http://localhost:3104'}])
const p = await c.newPage()
p.on('console', m => m.type()==='error' && console.log('console', m.text()))
await p.goto('http://localhost:3104'+url)
const w = await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
console.log(out, w.join('/'))
await p.screenshot({ path: `/tmp/pub/${out}.png`, fullPage: process.env.FULL==='1' })
await b.close()
