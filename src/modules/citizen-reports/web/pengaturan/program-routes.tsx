import { DAY_MS, tanggalIn } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, forbidden, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { type ApiKeys, createApiKeys } from '../../actions/api-keys.ts'
import { createManageMitra, type ManageMitra, type MitraInput } from '../../actions/manage-mitra.ts'
import type { Calling } from '../../actions/partner-client.ts'
import { writePemetaan } from '../../domain/mitra.ts'
import { kanalMessages } from '../../messages/index.ts'
import type { Service } from '../../open311/types.ts'
import { listGalat, summarizeKanal } from '../../store/conversation-store.ts'
import type { CitizenReports } from '../../types.ts'
import { ChannelsPage } from './channels.page.tsx'
import { KeysPage } from './keys.page.tsx'
import { MitraPage } from './mitra.page.tsx'

const KEYS = '/kerja/pengaturan/kunci-api'
const PARTNERS = '/kerja/pengaturan/mitra'
const CHANNELS = '/kerja/pengaturan/kanal'
const KANAL = ['sms', 'whatsapp', 'email', 'open311-update', 'mitra', 'media'] as const

type Room = Readonly<{ reports: CitizenReports; keys: ApiKeys; mitra: ManageMitra }>

/** The administrator's pages for programs: their keys, our partners, the channels. */
export function programRoutes(reports: CitizenReports, calling: Calling): readonly Route[] {
  const room: Room = {
    reports,
    keys: createApiKeys(reports.deps),
    mitra: createManageMitra(reports.deps, calling),
  }
  const door = { access: { roles: ['admin'] }, kind: 'page' } as const
  return [
    { ...door, method: 'GET', url: KEYS, handle: (req) => showKeys(room, req) },
    { ...door, method: 'POST', url: KEYS, handle: (req) => makeKey(room, req) },
    { ...door, method: 'POST', url: `${KEYS}/:id/cabut`, handle: (req) => revokeKey(room, req) },
    { ...door, method: 'GET', url: PARTNERS, handle: (req) => showPartners(room, req) },
    { ...door, method: 'POST', url: PARTNERS, handle: (req) => savePartner(room, req) },
    {
      ...door,
      method: 'POST',
      url: `${PARTNERS}/:kode/uji`,
      handle: (req) => testPartner(room, req),
    },
    { ...door, method: 'GET', url: CHANNELS, handle: (req) => showChannels(room, req) },
  ]
}

type ShownKeys = Readonly<{
  refusals?: readonly Refusal[]
  made?: string
  typed?: Readonly<{ nama: string; lingkup: readonly string[] }>
}>

async function showKeys({ keys, reports }: Room, req: Req, shown: ShownKeys = {}): Promise<Answer> {
  const list = await keys.list(req.actor)
  if (!list.ok) return forbidden
  const { refusals = [], typed = { nama: '', lingkup: ['open311'] }, made } = shown
  const view = (
    <KeysPage
      ctx={req.ctx}
      refusals={refusals}
      keys={list.value}
      typed={typed}
      made={made}
      formId={reports.deps.kit.newSecretId()}
    />
  )
  return page(view, {
    status: refusals.length > 0 ? 422 : 200,
    headers: { 'cache-control': 'no-store' },
  })
}

async function makeKey(room: Room, req: Req): Promise<Answer> {
  const typed = { nama: fieldText(req.form, 'nama'), lingkup: fieldList(req.form, 'lingkup') }
  const made = await room.keys.create(req.actor, { ...typed, id: fieldText(req.form, 'id') })
  return made.ok
    ? showKeys(room, req, { made: made.value.kunci })
    : showKeys(room, req, { refusals: made.refusals, typed })
}

async function revokeKey(room: Room, req: Req): Promise<Answer> {
  const done = await room.keys.revoke(req.actor, String(req.params.id))
  if (!done.ok) return showKeys(room, req, { refusals: done.refusals })
  const text = kanalMessages(req.ctx.lang).keys.revokedNow
  return redirect(KEYS, { flash: { kind: 'success', text } })
}

type ShownPartners = Readonly<{
  refusals?: readonly Refusal[]
  typed?: MitraInput
  services?: readonly Service[]
}>

const EMPTY: MitraInput = {
  kode: '',
  nama: '',
  alamat: '',
  kunci: '',
  jurisdictionId: '',
  pemetaan: '',
  isActive: true,
}

async function showPartners(room: Room, req: Req, shown: ShownPartners = {}): Promise<Answer> {
  const list = await room.mitra.list(req.actor)
  if (!list.ok) return forbidden
  const asked = list.value.find((one) => one.kode === fieldText(req.query, 'ubah'))
  const { refusals = [] } = shown
  const typed =
    shown.typed ??
    (asked === undefined
      ? EMPTY
      : {
          kode: asked.kode,
          nama: asked.nama,
          alamat: asked.alamat,
          kunci: '',
          jurisdictionId: asked.jurisdictionId ?? '',
          pemetaan: writePemetaan(asked.pemetaan),
          isActive: asked.isActive,
        })
  const view = (
    <MitraPage
      ctx={req.ctx}
      refusals={refusals}
      mitra={list.value}
      typed={typed}
      isKnown={list.value.some((one) => one.kode === typed.kode)}
      services={shown.services}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function savePartner(room: Room, req: Req): Promise<Answer> {
  const text = (name: string, max: number) => fieldText(req.form, name).trim().slice(0, max)
  const typed: MitraInput = {
    kode: text('kode', 60).toLowerCase(),
    nama: text('nama', 200),
    alamat: text('alamat', 600),
    kunci: text('kunci', 600),
    jurisdictionId: text('jurisdiction', 200),
    pemetaan: text('pemetaan', 40_000),
    isActive: fieldText(req.form, 'aktif') === '1',
  }
  const saved = await room.mitra.save(req.actor, typed)
  if (!saved.ok)
    return showPartners(room, req, { refusals: saved.refusals, typed: { ...typed, kunci: '' } })
  const flash = { kind: 'success', text: kanalMessages(req.ctx.lang).partners.saved } as const
  return redirect(PARTNERS, { flash })
}

async function testPartner(room: Room, req: Req): Promise<Answer> {
  const tested = await room.mitra.test(req.actor, String(req.params.kode))
  return tested.ok
    ? showPartners(room, req, { services: tested.value })
    : showPartners(room, req, { refusals: tested.refusals })
}

async function showChannels({ reports }: Room, req: Req): Promise<Answer> {
  const { kit, env, reference } = reports.deps
  const now = kit.now()
  const since = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const view = (
    <ChannelsPage
      ctx={req.ctx}
      baseUrl={kit.baseUrl}
      isKeySet={env.CHANNEL_KEY !== undefined}
      day={await summarizeKanal(kit.db, KANAL, since(1))}
      week={await summarizeKanal(kit.db, KANAL, since(7))}
      galat={await listGalat(kit.db, tanggalIn(reference.calendar().zone, since(7)))}
      outgoing={{
        sms: env.SMS_URL !== undefined,
        whatsapp: env.WHATSAPP_URL !== undefined,
        email: env.SMTP_URL !== undefined,
      }}
    />
  )
  return page(view)
}
