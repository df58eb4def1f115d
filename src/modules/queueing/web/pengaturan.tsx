import type { SignedIn } from '../../../kernel/actor.ts'
import { hasRole } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, forbidden, notFound, redirect } from '../../../platform/http/answer.ts'
import { fieldList, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { SETTINGS_HOME } from '../../../ui/index.ts'
import { momentOf } from '../actions/place-state.ts'
import {
  addTempat,
  type Change,
  changeTempat,
  mayKeep,
  SETTINGS_ROLES,
} from '../actions/settings.ts'
import type { Deps } from '../deps.ts'
import type { LayananIsian, LoketIsian, TempatIsian } from '../domain/settings.ts'
import { konsolMessages } from '../messages/index.ts'
import { findDesk, listTempat } from '../store/place-store.ts'
import type { Desk, Layanan, Loket } from '../types.ts'
import { refusedTo, show, text } from './edge.ts'
import { PlaceSettingsPage } from './pengaturan.page.tsx'
import { LayananFormPage, LoketFormPage, PlacesSettingsPage } from './pengaturan-forms.page.tsx'

export const ATUR = `${SETTINGS_HOME}/antrean`
const KEEPERS = { roles: SETTINGS_ROLES } as const

type Handle = Route['handle']

const route =
  (method: 'GET' | 'POST') =>
  (path: string, handle: Handle): Route => ({
    method,
    url: `${ATUR}${path}`,
    access: KEEPERS,
    kind: 'page',
    handle,
  })
const get = route('GET')
const post = route('POST')

/** Places, lines, counters, hours and rules: for the administrator and for heads of units. */
export function pengaturanRoutes(deps: Deps): readonly Route[] {
  return [
    get('', (req) => showPlaces(deps, req)),
    post('', (req) => takePlace(deps, req)),
    get('/:tempat', (req) => withDesk(deps, req, (desk) => showPlace(deps, req, desk))),
    post('/:tempat', (req) =>
      change(deps, req, { kind: 'tempat', isian: readTempat(req) }, showPlaceWith),
    ),
    get('/:tempat/layanan/:id', (req) =>
      withDesk(deps, req, (desk) => showLayanan(deps, req, desk)),
    ),
    post('/:tempat/layanan/:id', (req) =>
      change(deps, req, { kind: 'layanan', id: idIn(req), isian: readLayanan(req) }, showLayanan),
    ),
    get('/:tempat/loket/:id', (req) => withDesk(deps, req, (desk) => showLoket(deps, req, desk))),
    post('/:tempat/loket/:id', (req) =>
      change(deps, req, { kind: 'loket', id: idIn(req), isian: readLoket(req) }, showLoket),
    ),
    post('/:tempat/jam', (req) => change(deps, req, readJam(req), showPlaceWith)),
    post('/:tempat/khusus', (req) => change(deps, req, readKhusus(req), showPlaceWith)),
    post('/:tempat/aturan', (req) => change(deps, req, readAturan(req), showPlaceWith)),
  ]
}

const idIn = (req: Req) => (req.params.id === 'baru' ? undefined : (req.params.id ?? ''))
const ticked = (req: Req, name: string) => text(req, name) === 'ya'

const readTempat = (req: Req): TempatIsian => ({
  kode: text(req, 'kode'),
  jenis: text(req, 'jenis'),
  nama: text(req, 'nama'),
  alamat: text(req, 'alamat'),
  unitKode: text(req, 'unit'),
  isDaring: ticked(req, 'daring'),
  isAktif: ticked(req, 'aktif'),
})

const readLayanan = (req: Req): LayananIsian => ({
  huruf: text(req, 'huruf').toUpperCase(),
  nama: text(req, 'nama'),
  namaEn: text(req, 'nama_en'),
  unitKode: text(req, 'unit'),
  layananKode: text(req, 'layanan_kode'),
  menit: text(req, 'menit'),
  isJanji: ticked(req, 'janji'),
  menitSlot: text(req, 'menit_slot'),
  bagianLangsung: text(req, 'bagian'),
  isAktif: ticked(req, 'aktif'),
})

const readLoket = (req: Req): LoketIsian => ({
  kode: text(req, 'kode').toUpperCase(),
  nama: text(req, 'nama'),
  unitKode: text(req, 'unit'),
  isAktif: ticked(req, 'aktif'),
  layananIds: fieldList(req.form, 'layanan').slice(0, 100),
})

const readJam = (req: Req): Change => {
  const hapus = text(req, 'hapus')
  if (hapus !== '') return { kind: 'jam-hapus', id: hapus }
  return {
    kind: 'jam',
    isian: {
      layananId: text(req, 'layanan'),
      hari: fieldList(req.form, 'hari').slice(0, 7),
      buka: text(req, 'buka'),
      tutup: text(req, 'tutup'),
      mulai: text(req, 'mulai'),
      sampai: text(req, 'sampai'),
    },
  }
}

const readKhusus = (req: Req): Change => {
  const hapus = text(req, 'hapus')
  if (hapus !== '') return { kind: 'khusus-hapus', tanggal: hapus }
  return {
    kind: 'khusus',
    isian: {
      tanggal: text(req, 'tanggal'),
      buka: text(req, 'buka'),
      tutup: text(req, 'tutup'),
      alasan: text(req, 'alasan'),
    },
  }
}

const readAturan = (req: Req): Change => ({
  kind: 'aturan',
  isian: {
    kunci: text(req, 'kunci'),
    nilai: text(req, 'nilai'),
    mulai: text(req, 'mulai'),
    dasar: text(req, 'dasar'),
  },
})

type Refused = Readonly<{ refusals: readonly Refusal[]; change?: Change }>
const NONE: Refused = { refusals: [] }
type Showing = (deps: Deps, req: Req, desk: Desk, refused: Refused) => Answer | Promise<Answer>

async function withDesk(
  deps: Deps,
  req: Req,
  handle: (desk: Desk) => Answer | Promise<Answer>,
): Promise<Answer> {
  const desk = await findDesk(deps.kit.db, req.params.tempat ?? '')
  if (desk === undefined) return notFound
  return mayKeep(signedInOf(req), desk.tempat) ? handle(desk) : forbidden
}

/** Store a change, or show the form again with what was typed and everything that is wrong. */
function change(deps: Deps, req: Req, order: Change, again: Showing): Promise<Answer> {
  return withDesk(deps, req, async (desk) => {
    const done = await changeTempat(deps, deps.kit.db, {
      actor: signedInOf(req),
      tempatKode: desk.tempat.kode,
      seen: text(req, 'dilihat'),
      change: order,
    })
    if (!done.ok) return again(deps, req, desk, { refusals: done.refusals, change: order })
    const m = konsolMessages(req.ctx.lang).settings
    const isRemoval = order.kind === 'jam-hapus' || order.kind === 'khusus-hapus'
    return redirect(`${ATUR}/${desk.tempat.kode}`, {
      flash: { kind: 'success', text: isRemoval ? m.removed : m.saved },
    })
  })
}

const unitsOf = ({ reference }: Deps) =>
  reference
    .units()
    .filter(({ isActive }) => isActive)
    .map(({ kode, nama }) => ({ value: kode, label: nama }))

const viewOf = (req: Req, refusals: readonly Refusal[]) => ({
  ctx: req.ctx,
  m: konsolMessages(req.ctx.lang),
  refusals,
})

async function showPlaces(deps: Deps, req: Req, refused: Refused = NONE): Promise<Answer> {
  const officer: SignedIn = signedInOf(req)
  const places = (await listTempat(deps.kit.db)).filter((tempat) => mayKeep(officer, tempat))
  const typed = refused.change?.kind === 'tempat' ? refused.change.isian : undefined
  return show(
    <PlacesSettingsPage
      {...viewOf(req, refused.refusals)}
      places={places}
      units={unitsOf(deps)}
      mayAdd={hasRole(officer, 'admin')}
      typed={typed}
    />,
    refused.refusals,
  )
}

async function takePlace(deps: Deps, req: Req): Promise<Answer> {
  const isian = readTempat(req)
  const done = await addTempat(deps, deps.kit.db, { actor: signedInOf(req), isian })
  if (!done.ok) {
    const isForbidden = done.refusals.some(({ code }) => code === 'PENGATURAN_BUKAN_ANDA')
    if (isForbidden) return refusedTo(req, ATUR, done)
    return showPlaces(deps, req, { refusals: done.refusals, change: { kind: 'tempat', isian } })
  }
  return redirect(`${ATUR}/${isian.kode}`, {
    flash: { kind: 'success', text: konsolMessages(req.ctx.lang).settings.saved },
  })
}

function showPlace(deps: Deps, req: Req, desk: Desk, refused: Refused = NONE): Answer {
  return show(
    <PlaceSettingsPage
      {...viewOf(req, refused.refusals)}
      desk={desk}
      units={unitsOf(deps)}
      change={refused.change}
      today={momentOf(deps).today}
    />,
    refused.refusals,
  )
}
const showPlaceWith: Showing = showPlace

const EMPTY_LAYANAN: LayananIsian = {
  huruf: '',
  nama: '',
  namaEn: '',
  unitKode: '',
  layananKode: '',
  menit: '10',
  isJanji: false,
  menitSlot: '30',
  bagianLangsung: '50',
  isAktif: true,
}

const toLayananIsian = (one: Layanan): LayananIsian => ({
  ...one,
  layananKode: one.layananKode.join(', '),
  menit: String(one.menit),
  menitSlot: String(one.menitSlot),
  bagianLangsung: String(one.bagianLangsung),
})

async function showLayanan(
  deps: Deps,
  req: Req,
  desk: Desk,
  refused: Refused = NONE,
): Promise<Answer> {
  const known = desk.layanan.find(({ id }) => id === req.params.id)
  if (known === undefined && req.params.id !== 'baru') return notFound
  const typed = refused.change?.kind === 'layanan' ? refused.change.isian : undefined
  const stored = known === undefined ? EMPTY_LAYANAN : toLayananIsian(known)
  return show(
    <LayananFormPage
      {...viewOf(req, refused.refusals)}
      desk={desk}
      id={known?.id}
      isian={typed ?? stored}
      units={unitsOf(deps)}
      names={await deps.layananNames(known?.layananKode ?? [])}
    />,
    refused.refusals,
  )
}

const EMPTY_LOKET: LoketIsian = { kode: '', nama: '', unitKode: '', isAktif: true, layananIds: [] }

function showLoket(deps: Deps, req: Req, desk: Desk, refused: Refused = NONE): Answer {
  const known: Loket | undefined = desk.loket.find(({ id }) => id === req.params.id)
  if (known === undefined && req.params.id !== 'baru') return notFound
  const typed = refused.change?.kind === 'loket' ? refused.change.isian : undefined
  return show(
    <LoketFormPage
      {...viewOf(req, refused.refusals)}
      desk={desk}
      id={known?.id}
      isian={typed ?? known ?? EMPTY_LOKET}
      units={unitsOf(deps)}
    />,
    refused.refusals,
  )
}
