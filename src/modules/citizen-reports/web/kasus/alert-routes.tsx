import { isSignedIn } from '../../../../kernel/actor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect, SECRET_ADDRESS } from '../../../../platform/http/answer.ts'
import { createLimiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import type { PushOffer } from '../../../notifications/index.ts'
import { addAlert, describeTarget, stopOwn } from '../../actions/alerts.ts'
import { confirmByLetter, findToConfirm, isCode, stopByCode } from '../../actions/langganan.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import {
  findLanggananByKode,
  findNomorOf,
  type Langganan,
  listOwnLangganan,
} from '../../store/langganan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { type AlertChoices, AlertPage, LetterPage, OwnAlertsPage } from './alert.page.tsx'

const HOUR_MS = 3_600_000
const LETTERS_PER_HOUR = 10
const BASE = '/laporan/langganan'

/** Alerts: choose, confirm by letter, stop by one click, manage with an account. */
export function alertRoutes(reports: CitizenReports): readonly Route[] {
  const letters = createLimiter({
    limit: LETTERS_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => reports.deps.kit.now().getTime(),
  })
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({ method, url, access: 'public', kind: 'page', handle })
  return [
    route('GET', BASE, (req) => showChoice(reports, req)),
    route('POST', BASE, async (req) => {
      const isLimited = !isSignedIn(req.actor) && letters.hit(req.ip) > 0
      return isLimited ? showChoice(reports, req, [tooOften(req)]) : add(reports, req)
    }),
    route('GET', `${BASE}/konfirmasi`, (req) => askConfirm(reports, req)),
    route('POST', `${BASE}/konfirmasi`, (req) => confirm(reports, req)),
    route('GET', `${BASE}/henti`, (req) => askStop(reports, req)),
    // Mail programs press this for their user (RFC 8058): no cookie, no token; the code is the right.
    { ...route('POST', `${BASE}/henti`, (req) => stop(reports, req)), access: 'key' },
    { ...route('GET', '/akun/langganan', (req) => showOwn(reports, req)), access: 'signed-in' },
    {
      ...route('POST', '/akun/langganan/henti', (req) => stopMine(reports, req)),
      access: 'signed-in',
    },
  ]
}

function tooOften(req: Req): Refusal {
  return { code: 'TERLALU_SERING', message: kasusMessages(req.ctx.lang).refusals.tooOften }
}

/** Fields of the form; the address may bring them too, from the list's own filters. */
function chosen(req: Req, name: string): string {
  const fields = req.method === 'POST' ? req.form : req.query
  return fieldText(fields, name).trim().slice(0, 100)
}

const orNull = (text: string): string | null => (text === '' ? null : text)

async function showChoice(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const view = (
    <AlertPage
      ctx={req.ctx}
      refusals={refusals}
      choices={await choicesOf(reports, req)}
      typed={{
        kecamatan: chosen(req, 'kecamatan'),
        kategori: chosen(req, 'kategori'),
        unit: chosen(req, 'unit'),
        email: fieldText(req.form, 'email').slice(0, 254),
      }}
      isSignedIn={isSignedIn(req.actor)}
      push={await pushOf(reports, req)}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** Notices in this browser, for those who have an account to be told by. */
async function pushOf({ deps }: CitizenReports, req: Req): Promise<PushOffer | undefined> {
  if (!isSignedIn(req.actor)) return undefined
  return deps.notifications.pushOffer(deps.kit.db, req.actor.accountId)
}

async function choicesOf({ deps }: CitizenReports, req: Req): Promise<AlertChoices> {
  const { lang } = req.ctx
  const m = kasusMessages(lang).alerts
  const katalog = await deps.katalog.get()
  return {
    kecamatan: deps.reference.kecamatan().map((one) => ({ value: one.kode, label: one.nama })),
    // A group means all of its leaves; secret ones are told to nobody.
    kategori: katalog.grup
      .filter((grup) => !grup.isRahasia)
      .map((grup) => {
        const whole = m.wholeGroup(grup.nama[lang])
        const leaves = katalog.daun.filter((one) => one.indukKode === grup.kode && !one.isRahasia)
        return {
          label: grup.nama[lang],
          choices: [
            { value: grup.kode, label: whole },
            ...leaves.map((one) => ({ value: one.kode, label: one.nama[lang] })),
          ],
        }
      }),
    unit: deps.reference
      .units()
      .filter((unit) => unit.isActive)
      .map((unit) => ({ value: unit.kode, label: unit.nama })),
  }
}

async function add(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await addAlert(reports.deps, req.actor, {
    saringan: {
      kecamatanKode: orNull(chosen(req, 'kecamatan')),
      kategoriKode: orNull(chosen(req, 'kategori')),
      unitKode: orNull(chosen(req, 'unit')),
    },
    email: fieldText(req.form, 'email').slice(0, 300),
    lang: req.ctx.lang,
  })
  if (!done.ok) return showChoice(reports, req, done.refusals)
  const m = laporanMessages(req.ctx.lang).flash
  const isActive = done.value.state === 'active'
  return redirect(isActive ? '/akun/langganan' : BASE, {
    flash: { kind: 'success', text: isActive ? m.alertOn : m.alertAsked },
  })
}

async function wordsOf({ deps }: CitizenReports, req: Req, found: Langganan): Promise<string> {
  const nomor = found.laporanId === null ? null : await findNomorOf(deps.kit.db, found.laporanId)
  return describeTarget(deps, req.ctx.lang, { ...found, nomor: nomor ?? null })
}

function goneLetter(req: Req): Answer {
  const m = kasusMessages(req.ctx.lang).alerts
  return letter(req, { title: m.gone, text: m.goneHelp, status: 404 })
}

type Letter = Readonly<{
  title: string
  text: string
  button?: Readonly<{ label: string; action: string; fields: Readonly<Record<string, string>> }>
  status?: number
}>

/** Pages a letter leads to carry a code in their address. */
function letter(req: Req, { status = 200, ...props }: Letter): Answer {
  return page(<LetterPage ctx={req.ctx} {...props} />, {
    status,
    headers: SECRET_ADDRESS,
  })
}

async function askConfirm(reports: CitizenReports, req: Req): Promise<Answer> {
  const codes = { kode: fieldText(req.query, 'kode'), bukti: fieldText(req.query, 'bukti') }
  const found = await findToConfirm(reports.deps, reports.deps.kit.db, codes)
  if (found === undefined) return goneLetter(req)
  const m = kasusMessages(req.ctx.lang).alerts
  return letter(req, {
    title: m.confirmTitle,
    text: m.confirmText(await wordsOf(reports, req, found)),
    button: { label: m.confirmButton, action: `${BASE}/konfirmasi`, fields: codes },
  })
}

async function confirm(reports: CitizenReports, req: Req): Promise<Answer> {
  const codes = { kode: fieldText(req.form, 'kode'), bukti: fieldText(req.form, 'bukti') }
  const done = await confirmByLetter(reports.deps, codes)
  if (!done.ok) return goneLetter(req)
  const { laporanId } = done.value
  const nomor = laporanId === null ? undefined : await findNomorOf(reports.deps.kit.db, laporanId)
  const text = kasusMessages(req.ctx.lang).alerts.confirmed
  return redirect(nomor === undefined ? '/laporan' : `/laporan/${nomor}`, {
    flash: { kind: 'success', text },
  })
}

async function askStop(reports: CitizenReports, req: Req): Promise<Answer> {
  const kode = fieldText(req.query, 'kode')
  const found = isCode(kode) ? await findLanggananByKode(reports.deps.kit.db, kode) : undefined
  if (found === undefined) return goneLetter(req)
  const m = kasusMessages(req.ctx.lang).alerts
  return letter(req, {
    title: m.stopTitle,
    text: m.stopText(await wordsOf(reports, req, found)),
    button: { label: m.stop, action: `${BASE}/henti?kode=${kode}`, fields: {} },
  })
}

async function stop(reports: CitizenReports, req: Req): Promise<Answer> {
  await stopByCode(reports.deps, fieldText(req.query, 'kode'))
  const m = kasusMessages(req.ctx.lang).alerts
  return letter(req, { title: m.stopTitle, text: m.stopped })
}

async function showOwn(reports: CitizenReports, req: Req): Promise<Answer> {
  const { deps } = reports
  if (!isSignedIn(req.actor)) return redirect('/masuk')
  const { lang } = req.ctx
  const found = await listOwnLangganan(deps.kit.db, req.actor.accountId)
  const rows = await Promise.all(
    found.map(async (row) => ({
      id: row.id,
      what: await describeTarget(deps, lang, row),
      judul: row.judul ?? undefined,
      href: row.judul === null ? undefined : `/laporan/${row.nomor}`,
    })),
  )
  return page(<OwnAlertsPage ctx={req.ctx} rows={rows} push={await pushOf(reports, req)} />)
}

async function stopMine(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await stopOwn(reports.deps, req.actor, fieldText(req.form, 'id'))
  const text = done.ok
    ? laporanMessages(req.ctx.lang).flash.alertOff
    : kasusMessages(req.ctx.lang).alerts.gone
  return redirect('/akun/langganan', { flash: { kind: done.ok ? 'success' : 'error', text } })
}
