import { isUuid } from '../../../kernel/id.ts'
import { type Answer, bytes, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldList, type Req, type Route } from '../../../platform/http/route.ts'
import { rapatName } from '../actions/nama.ts'
import { createHadirQr, tierOf, usulanDi } from '../actions/rapat.ts'
import type { Deps } from '../deps.ts'
import { STATUS } from '../domain/kedudukan.ts'
import { messagesIn } from '../messages/index.ts'
import { findPagu, listJadwal, listPutaran } from '../store/putaran-store.ts'
import {
  findRapat,
  findRapatByKode,
  listBerkas,
  listRapat,
  sumHadir,
} from '../store/rapat-store.ts'
import { countUsulan, listUsulan, type UsulanFilter } from '../store/usulan-store.ts'
import { asked, param, withQuery } from './asked.ts'
import { DAFTAR, PUBLIK } from './paths.ts'
import { DaftarPage, HadirPage, MusrenbangPage } from './publik.page.tsx'
import { RapatPublikPage } from './rapat-publik.page.tsx'

const SHOWN = 30

/** What everybody may read of the rounds: calendar, meetings with their forms, proposals with filters. */
export function publikRoutes(deps: Deps): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: (deps: Deps, req: Req) => Promise<Answer>,
  ): Route => ({
    kind: 'page',
    method,
    url,
    access: 'public',
    handle: (req) => handle(deps, req),
  })
  return [
    route('GET', PUBLIK, showHome),
    route('GET', DAFTAR, showList),
    route('GET', `${PUBLIK}/rapat/:id`, showRapat),
    route('GET', `${PUBLIK}/rapat/:id/formulir/:nomor`, showFormulir),
    route('GET', `${PUBLIK}/hadir/:kode`, showHadir),
    route('POST', `${PUBLIK}/hadir/:kode`, takeHadir),
  ]
}

async function yearsOf(deps: Deps, req: Req) {
  const years = (await listPutaran(deps.kit.db)).map(({ tahun }) => tahun)
  const wanted = Number(asked(req, 'tahun'))
  return { years, tahun: years.find((one) => one === wanted) ?? years[0] }
}

async function showHome(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference, data } = deps
  const { years, tahun } = await yearsOf(deps, req)
  const wilayah = reference.findWilayah(asked(req, 'wilayah'))?.kode ?? ''
  const after = readKey(asked(req, 'sesudah'))
  const places = wilayah === '' ? {} : { wilayah: [wilayah, reference.kecamatanKodeOf(wilayah)] }
  const rapat =
    tahun === undefined
      ? []
      : await listRapat(kit.db, { tahun, ...places, ...(after ? { after } : {}), limit: SHOWN + 1 })
  const last = rapat.length > SHOWN ? rapat[SHOWN - 1] : undefined
  const today = kit.today()
  const aturan = data.aturanAt(today)
  return page(
    <MusrenbangPage
      ctx={req.ctx}
      years={years}
      tahun={tahun}
      wilayah={wilayah}
      jadwal={tahun === undefined ? [] : await listJadwal(kit.db, tahun)}
      tierName={(kode) =>
        aturan.jenjang.find((one) => one.kode === kode)?.nama[req.ctx.lang] ?? kode
      }
      rapat={rapat.slice(0, SHOWN).map((one) => ({
        ...one,
        nama: rapatName(deps, tierOf(deps, one), { rapat: one, lang: req.ctx.lang }),
      }))}
      nextHref={
        last &&
        withQuery(PUBLIK, {
          tahun: String(tahun ?? ''),
          wilayah,
          sesudah: `${last.mulaiAt.toISOString()}_${last.id}`,
        })
      }
      counts={tahun === undefined ? [] : await countUsulan(kit.db, tahun, today)}
      kecamatan={reference.kecamatan()}
      groups={reference
        .kecamatan()
        .map((one) => ({ kecamatan: one, desa: reference.desaOf(one.kode) }))}
    />,
  )
}

function readKey(text: string): Readonly<{ at: Date; id: string }> | undefined {
  const [at = '', id = ''] = text.split('_')
  const date = new Date(at)
  return isUuid(id) && !Number.isNaN(date.getTime()) ? { at: date, id } : undefined
}

/** What is asked for in the address, as far as it is known. */
function filterOf({ reference, data, kit }: Deps, req: Req) {
  const { jenjang: tiers } = data.aturanAt(kit.today())
  return {
    tempat: reference.findWilayah(asked(req, 'tempat'))?.kode ?? '',
    jenjang: tiers.find(({ kode }) => kode === asked(req, 'jenjang'))?.kode ?? '',
    keadaan: STATUS.find((one) => one === asked(req, 'keadaan')) ?? '',
    asal: (['musrenbang', 'pokir'] as const).find((one) => one === asked(req, 'asal')) ?? '',
    lewat: asked(req, 'lewat') === 'ya' ? 'ya' : '',
    kata: asked(req, 'kata').slice(0, 80),
  } as const
}

type Filter = ReturnType<typeof filterOf>

function questionOf({ reference, kit }: Deps, filter: Filter): Partial<UsulanFilter> {
  const { tempat, jenjang, keadaan, asal, lewat, kata } = filter
  const isDistrict = reference.findWilayah(tempat)?.tingkat === 'kecamatan'
  return {
    ...(tempat !== '' && (isDistrict ? { kecamatan: tempat } : { wilayah: tempat })),
    ...(jenjang !== '' && { jenjang }),
    ...(keadaan !== '' && { status: keadaan }),
    ...(asal !== '' && { sumber: asal }),
    ...(lewat !== '' && { lewatPada: kit.today() }),
    ...(kata !== '' && { kata }),
  }
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference, data } = deps
  const { years, tahun } = await yearsOf(deps, req)
  const filter = filterOf(deps, req)
  const after = asked(req, 'sesudah')
  const question = { ...questionOf(deps, filter), after, limit: SHOWN + 1 }
  const found = tahun === undefined ? [] : await listUsulan(kit.db, { ...question, tahun })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const here = { ...filter, tahun: String(tahun ?? '') }
  const { jenjang } = data.aturanAt(kit.today())
  return page(
    <DaftarPage
      ctx={req.ctx}
      years={years}
      tahun={tahun}
      filter={filter}
      rows={rows}
      today={kit.today()}
      tiers={jenjang.map(({ kode, nama }) => ({ value: kode, label: nama[req.ctx.lang] }))}
      places={reference.kecamatan().flatMap((one) => [one, ...reference.desaOf(one.kode)])}
      placeName={(kode) => reference.findWilayah(kode)?.nama ?? kode}
      nextHref={last && withQuery(DAFTAR, { ...here, sesudah: last.nomor })}
      firstHref={after === '' ? undefined : withQuery(DAFTAR, here)}
    />,
  )
}

async function showRapat(deps: Deps, req: Req): Promise<Answer> {
  const { kit } = deps
  const id = param(req, 'id')
  const rapat = isUuid(id) ? await findRapat(kit.db, id) : undefined
  if (rapat === undefined) return notFound
  const tier = tierOf(deps, rapat)
  const before =
    tier === undefined || rapat.status === 'ditutup' ? [] : await usulanDi(kit.db, tier, rapat)
  return page(
    <RapatPublikPage
      ctx={req.ctx}
      rapat={rapat}
      nama={rapatName(deps, tier, { rapat, lang: req.ctx.lang })}
      hadir={await sumHadir(kit.db, id)}
      formulir={[...(await listBerkas(kit.db, id)).keys()]}
      usulan={before.slice(0, SHOWN)}
      jumlahUsulan={before.length}
      pagu={await findPagu(kit.db, rapat)}
    />,
  )
}

async function showFormulir({ kit }: Deps, req: Req): Promise<Answer> {
  const id = param(req, 'id')
  if (!isUuid(id)) return notFound
  const sha256 = (await listBerkas(kit.db, id)).get(Number(param(req, 'nomor')))
  const pdf = sha256 === undefined ? undefined : await kit.files.get(sha256)
  if (pdf === undefined) return notFound
  return bytes(pdf, 'application/pdf', {
    'content-disposition': `inline; filename="formulir-${param(req, 'nomor')}.pdf"`,
  })
}

async function showHadir(deps: Deps, req: Req): Promise<Answer> {
  const rapat = await findRapatByKode(deps.kit.db, param(req, 'kode'))
  if (rapat === undefined) return notFound
  const nama = rapatName(deps, tierOf(deps, rapat), { rapat, lang: req.ctx.lang })
  return page(<HadirPage ctx={req.ctx} nama={nama} kode={rapat.kode} refusals={[]} flags={[]} />)
}

async function takeHadir(deps: Deps, req: Req): Promise<Answer> {
  const kode = param(req, 'kode')
  const flags = fieldList(req.form, 'termasuk').slice(0, 8)
  const done = await createHadirQr(deps)(req.deviceId, { kode, flags: new Set(flags) })
  if (done === undefined) return notFound
  if (done.ok) {
    const text = messagesIn(req.ctx.lang).qr.thanks
    return redirect(PUBLIK, { flash: { kind: 'success', text } })
  }
  const rapat = await findRapatByKode(deps.kit.db, kode)
  if (rapat === undefined) return notFound
  const nama = rapatName(deps, tierOf(deps, rapat), { rapat, lang: req.ctx.lang })
  const view = (
    <HadirPage ctx={req.ctx} nama={nama} kode={kode} refusals={done.refusals} flags={flags} />
  )
  return page(view, { status: 422 })
}
