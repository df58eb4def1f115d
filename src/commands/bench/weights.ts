import { brotliCompressSync, constants } from 'node:zlib'
import { atMost, type Figure } from './line.ts'
import type { OwnHouse } from './own-house.ts'
import { signIn } from './visitor.ts'

export type WeighingHouse = Pick<OwnHouse, 'app'> & Readonly<{ size: number }>

/** govuk-frontend 6.6.0, CSS and JS, Brotli: a respected system's assets without any page. */
const GOVUK_BYTES = 23_303

export type Weighed = Readonly<{ name: string; url: string; bar: number; username?: string }>

/** P14: everything a first visit to a page fetches in text, compressed as we send it. */
export async function weighPages(
  house: WeighingHouse,
  pages: readonly Weighed[],
): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const page of pages) {
    figures.push({
      name: `P14 ${page.name}`,
      about: 'HTML, CSS and JS of a first visit, Brotli / govuk-frontend CSS and JS, Brotli',
      size: house.size,
      unit: 'bytes',
      ours: await weigh(house, page.url, await cookieOf(house, page)),
      yardstick: GOVUK_BYTES,
      bar: atMost(page.bar),
    })
  }
  return figures
}

async function cookieOf({ app }: WeighingHouse, { username }: Weighed): Promise<string> {
  return username === undefined ? '' : (await signIn(app, username)).cookie('gaya')
}

/** @returns bytes of a first visit to a page, by whoever holds the cookie */
export async function weigh(
  house: Pick<OwnHouse, 'app'>,
  url: string,
  cookie: string,
): Promise<number> {
  const { server } = house.app
  const fetchOne = (path: string) =>
    server.inject({
      url: path,
      headers: { accept: 'text/html', 'accept-encoding': 'br', cookie },
    })
  const html = await fetchOne(url)
  if (html.statusCode !== 200) throw new Error(`${url} answered ${html.statusCode}`)
  const text = await plainOf(house, url, cookie)
  const linked = new Set(
    [...text.matchAll(/(?:src|href)="(\/aset\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path),
  )
  let bytes = html.rawPayload.length
  for (const path of linked) {
    const asset = await fetchOne(path)
    bytes +=
      asset.headers['content-encoding'] === 'br'
        ? asset.rawPayload.length
        : packed(asset.rawPayload)
  }
  return bytes
}

async function plainOf(house: Pick<OwnHouse, 'app'>, url: string, cookie: string): Promise<string> {
  return (await house.app.server.inject({ url, headers: { accept: 'text/html', cookie } })).body
}

function packed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
