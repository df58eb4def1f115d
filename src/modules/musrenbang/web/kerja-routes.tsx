import { grantsOf, hasRole } from '../../../kernel/actor.ts'
import type { Result } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { rapatName } from '../actions/nama.ts'
import {
  createAturJadwal,
  createAturPagu,
  createBukaPutaran,
  createJadwalkan,
} from '../actions/putaran.ts'
import { tierOf } from '../actions/rapat.ts'
import type { Deps } from '../deps.ts'
import { isPerencana, PEKERJA, PEMBACA } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { listPutaran } from '../store/putaran-store.ts'
import { listRapat } from '../store/rapat-store.ts'
import { NOTHING, type Refused, textsOf, typed } from './asked.ts'
import { takePokir } from './baru-routes.tsx'
import { KerjaPage } from './kerja.page.tsx'
import { deskOf } from './meja.ts'
import { KERJA, RAPAT } from './paths.ts'

/** The desk: what waits, meetings, and for planners the round itself. */
export function kerjaRoutes(deps: Deps): readonly Route[] {
  return [
    {
      kind: 'page',
      method: 'GET',
      url: KERJA,
      access: { roles: PEMBACA },
      handle: (req) => show(deps, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: KERJA,
      access: { roles: PEKERJA },
      handle: (req) => act(deps, req),
    },
  ]
}

const SHOWN = 60

async function show(deps: Deps, req: Req, refused: Refused = NOTHING): Promise<Answer> {
  const { kit, reference, data } = deps
  const actor = signedInOf(req)
  const tahun = (await listPutaran(kit.db))[0]?.tahun
  const grants = grantsOf(actor)
  const wilayah = grants.flatMap(({ wilayahKode }) => wilayahKode ?? [])
  const unit = grants.flatMap(({ unitKode }) => unitKode ?? [])
  const isPlanner = isPerencana(actor)
  const sees = isPlanner || hasRole(actor, 'bupati') || hasRole(actor, 'inspektorat')
  const rapat =
    tahun === undefined
      ? []
      : await listRapat(kit.db, { tahun, limit: SHOWN, ...(sees ? {} : { wilayah, unit }) })
  const { jenjang } = data.aturanAt(kit.today())
  const held = new Set(grants.map(({ role }) => role))
  const view = (
    <KerjaPage
      ctx={req.ctx}
      tahun={tahun}
      today={kit.today()}
      waiting={await deskOf(deps, kit.db, actor)}
      rapat={rapat.map((one) => ({
        ...one,
        nama: rapatName(deps, tierOf(deps, one), { rapat: one, lang: req.ctx.lang }),
      }))}
      tiers={jenjang.filter(({ pengelola }) => pengelola.some((role) => held.has(role)))}
      allTiers={jenjang}
      places={placesFor(deps, wilayah)}
      allPlaces={reference.kecamatan().flatMap((one) => [one, ...reference.desaOf(one.kode)])}
      units={unit.flatMap((kode) => reference.findUnit(kode) ?? [])}
      entri={data.kamusAt(kit.today()).entri}
      isPlanner={isPlanner}
      isCouncil={hasRole(actor, 'dprd')}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

/** Places of the officer, and the villages within. */
function placesFor({ reference }: Deps, own: readonly string[]) {
  return own.flatMap((kode) => {
    const place = reference.findWilayah(kode)
    return place === undefined ? [] : [place]
  })
}

async function act(deps: Deps, req: Req): Promise<Answer> {
  const actor = signedInOf(req)
  const m = messagesIn(req.ctx.lang).kerja
  const at = (name: string) => typed(req, name)
  const acts: Readonly<
    Record<string, () => Promise<Result<Readonly<{ to: string; text: string }>>>>
  > = {
    putaran: async () => {
      const done = await createBukaPutaran(deps)(actor, { tahun: at('tahun'), dasar: at('dasar') })
      return done.ok ? said(KERJA, m.opened(String(done.value))) : done
    },
    jadwal: async () => {
      const done = await createAturJadwal(deps)(actor, {
        tahun: at('tahun'),
        jenjang: at('jenjang'),
        mulai: at('mulai'),
        selesai: at('selesai'),
        dasar: at('dasar'),
      })
      return done.ok ? said(KERJA, m.saved) : done
    },
    pagu: async () => {
      const done = await createAturPagu(deps)(actor, {
        wilayah: at('wilayah'),
        rw: at('rw'),
        jumlah: at('jumlah'),
        dasar: at('dasar'),
      })
      return done.ok ? said(KERJA, m.saved) : done
    },
    pokir: async () => {
      const done = await takePokir(deps, req)
      return done.ok ? said(KERJA, m.pokirSent(done.value)) : done
    },
    rapat: async () => {
      const done = await createJadwalkan(deps)(actor, {
        jenjang: at('jenjang'),
        wilayah: at('wilayah'),
        rw: at('rw'),
        unit: at('unit'),
        tempat: at('tempat'),
        tanggal: at('tanggal'),
        jam: at('jam'),
      })
      return done.ok ? said(`${RAPAT}/${done.value}`, m.called) : done
    },
  }
  const wanted = at('tindakan')
  const isCouncil = wanted !== 'pokir' || hasRole(actor, 'dprd')
  const perform = Object.hasOwn(acts, wanted) && isCouncil ? acts[wanted] : undefined
  if (perform === undefined) return show(deps, req, NOTHING)
  const done = await perform()
  if (!done.ok) return show(deps, req, { refusals: done.refusals, typed: textsOf(req) })
  return redirect(done.value.to, { flash: { kind: 'success', text: done.value.text } })
}

const said = (to: string, text: string) => ({ ok: true, value: { to, text } }) as const
