import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, text } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { MyData } from '../actions/my-data.ts'
import { done } from './account-routes.tsx'
import { again, get, post, queryOf, textOf, viewOf, type Web } from './edge.ts'
import { MyDataPage } from './pages/my-data.tsx'

const HOME = '/akun/data-saya'
const LOOKS_PER_PAGE = 50

/** What the government holds about me and who looked at it; a copy; correction and erasure. */
export function myDataRoutes(web: Web): readonly Route[] {
  const { actions } = web
  return [
    get(HOME, 'signed-in', (req) => showMyData(web, req)),
    get(`${HOME}/unduh`, 'signed-in', async (req) => {
      const data = await actions.myData.collectAll(signedInOf(req))
      if (data === undefined) return notFound
      return text(JSON.stringify(toExport(data), undefined, 2), 'application/json; charset=utf-8', {
        headers: {
          'content-disposition': 'attachment; filename="data-saya.json"',
          'cache-control': 'no-store',
        },
      })
    }),
    post(`${HOME}/permintaan`, 'signed-in', async (req) => {
      const jenis = textOf(req, 'jenis') === 'hapus' ? 'hapus' : 'koreksi'
      const form = { jenis, bidang: textOf(req, 'bidang'), isi: textOf(req, 'isi') } as const
      const result = await actions.myData.request(signedInOf(req), form)
      if (!result.ok) return showMyData(web, req, result.refusals)
      return done(HOME, viewOf(req).m.account.myData.taken)
    }),
  ]
}

async function showMyData(
  { actions }: Web,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const data = await actions.myData.collect(signedInOf(req), readBefore(req))
  if (data === undefined) return notFound
  const last = data.accesses.length === LOOKS_PER_PAGE ? data.accesses.at(-1) : undefined
  const view = (
    <MyDataPage
      {...viewOf(req, refusals)}
      data={data}
      values={{ bidang: textOf(req, 'bidang'), isi: textOf(req, 'isi') }}
      {...(last ? { olderHref: `${HOME}?sebelum=${last.at.toISOString()}` } : {})}
    />
  )
  return refusals.length === 0 ? page(view) : again(view, refusals)
}

function readBefore(req: Req): Date | undefined {
  const ms = Date.parse(queryOf(req, 'sebelum'))
  return Number.isNaN(ms) ? undefined : new Date(ms)
}

/** The download: plain names, no password, no digests; the NIK stays hidden but for four digits. */
function toExport(data: MyData): object {
  const { account } = data
  return {
    akun: {
      id: account.id,
      jenis: account.jenis,
      namaPengguna: account.namaPengguna,
      nama: account.nama,
      nik: data.nik ?? null,
      telepon: account.telepon,
      teleponDibuktikan: account.teleponDiverifikasi,
      surel: account.email,
      surelDibuktikan: account.emailDiverifikasi,
      tingkat: account.tier,
      bahasa: account.bahasa,
      dibuat: account.dibuat,
    },
    tatapMuka: data.seenAtCounter,
    peran: data.roles,
    sesi: data.sessions,
    dilihatOleh: data.accesses,
    permintaan: data.requests,
    lainnya: Object.fromEntries(data.others.map(({ name, data: held }) => [name, held])),
  }
}
