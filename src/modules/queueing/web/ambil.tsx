import { HOUR_MS } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, redirect } from '../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import {
  CitizenPage,
  Csrf,
  EmptyState,
  ErrorSummary,
  Information,
  RadioTiles,
  TextField,
} from '../../../ui/index.ts'
import { perangkatOf } from '../actions/digests.ts'
import type { PlaceState } from '../actions/place-state.ts'
import { takeTicket } from '../actions/take-ticket.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { findKiosTempat } from '../store/counter-store.ts'
import { get, HOME, nameOf, post, show, text, type View, viewOf, waitWords } from './edge.ts'
import { type LineView, linesOf, loadPlace } from './place-lines.ts'

/** One house may stand behind one address, and so may a hall with free Wi-Fi. */
const PER_ADDRESS = 120

/** Taking a number: at the kiosk and on a phone. */
export function ambilRoutes(deps: Deps): readonly Route[] {
  const now = () => deps.kit.now().getTime()
  const limiter = createLimiter({ limit: PER_ADDRESS, windowMs: HOUR_MS, now })
  return [
    get('/:tempat/ambil', (req) => showForm(deps, req)),
    post('/:tempat/ambil', (req) => take(deps, limiter, req)),
  ]
}

/** Is this browser the kiosk of this place? */
async function isKioskOf(deps: Deps, req: Req, tempat: string): Promise<boolean> {
  if (req.isNewDevice) return false
  const known = await findKiosTempat(deps.kit.db, perangkatOf(deps.kit, req.deviceId))
  return known === tempat
}

type Typed = Readonly<{ prioritas: string; telepon: string; saluran: string }>

async function showForm(
  deps: Deps,
  req: Req,
  refusals: readonly Refusal[] = [],
  typed: Typed = { prioritas: '', telepon: '', saluran: '' },
): Promise<Answer> {
  const state = await loadPlace(deps, req.params.tempat ?? '')
  if (state === undefined) return notFound
  const isKiosk = await isKioskOf(deps, req, state.desk.tempat.kode)
  return show(
    <TakePage
      {...viewOf(req, refusals)}
      state={state}
      lines={linesOf(deps, state)}
      isKiosk={isKiosk}
      typed={typed}
      kunci={deps.kit.newSecretId()}
    />,
    refusals,
  )
}

async function take(deps: Deps, limiter: Limiter, req: Req): Promise<Answer> {
  const tempat = req.params.tempat ?? ''
  const typed = {
    prioritas: text(req, 'prioritas'),
    telepon: text(req, 'telepon'),
    saluran: text(req, 'saluran'),
  }
  const isKiosk = await isKioskOf(deps, req, tempat)
  if (!isKiosk && limiter.hit(req.ip) > 0)
    return showForm(deps, req, [refusal('TERLALU_SERING')], typed)
  const taken = await takeTicket(deps, deps.kit.db, {
    actor: req.actor,
    order: {
      ...typed,
      tempatKode: tempat,
      layananId: text(req, 'layanan'),
      kunci: text(req, 'kunci'),
      bahasa: req.ctx.lang,
      perangkat: isKiosk ? undefined : perangkatOf(deps.kit, req.deviceId),
    },
  })
  if (!taken.ok) return showForm(deps, req, taken.refusals, typed)
  const kiosk = isKiosk ? `?kios=${tempat}` : ''
  return redirect(`${HOME}/tiket/${taken.value.kode}${kiosk}`)
}

type TakeProps = View &
  Readonly<{
    state: PlaceState
    lines: readonly LineView[]
    isKiosk: boolean
    typed: Typed
    kunci: string
  }>

function TakePage(props: TakeProps) {
  const { ctx, m, state, lines, isKiosk, refusals } = props
  const { tempat } = state.desk
  const words = m.ambil
  const isAllowed = isKiosk || tempat.isDaring
  const hasOpen = lines.some(({ isOpen }) => isOpen)
  return (
    <CitizenPage
      ctx={ctx}
      title={words.title(tempat.nama)}
      css={['antrean']}
      {...(isKiosk ? { bodyClass: 'kios' } : {})}
    >
      <div class={isKiosk ? 'wadah isi-hal' : 'wadah sempit isi-hal'}>
        <h1>{words.title(tempat.nama)}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {!isAllowed && <Information>{words.kioskOnly}</Information>}
        {isAllowed && !hasOpen && (
          <EmptyState title={words.allClosed}>
            <p>
              <a href={`${HOME}/${tempat.kode}`}>{m.hours}</a>
            </p>
          </EmptyState>
        )}
        {isAllowed && hasOpen && <TakeForm {...props} />}
      </div>
    </CitizenPage>
  )
}

function TakeForm(props: TakeProps) {
  const { ctx, m, state, lines, typed, kunci, isKiosk, refusals } = props
  const { tempat, prioritas } = state.desk
  const words = m.ambil
  const hasContact = typed.telepon !== '' || refusals.some(({ field }) => field === 'telepon')
  return (
    <form method="post" action={`${HOME}/${tempat.kode}/ambil`} class="jarak-atas">
      <Csrf ctx={ctx} />
      <input type="hidden" name="kunci" value={kunci} />
      <RadioTiles
        ctx={ctx}
        refusals={refusals}
        name="prioritas"
        label={words.priority}
        value={typed.prioritas}
        isSingleColumn={!isKiosk}
        choices={[
          { value: '', label: words.noPriority },
          ...prioritas.map((one) => ({
            value: one.kode,
            label: ctx.lang === 'id' ? one.nama : one.namaEn,
          })),
        ]}
      />
      {!isKiosk && (
        <details open={hasContact}>
          <summary>{words.tell}</summary>
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="telepon"
            label={words.phone}
            hint={words.phoneHint}
            type="tel"
            inputMode="tel"
            autocomplete="tel"
            maxLength={20}
            value={typed.telepon}
          />
          <ChannelTiles {...props} value={typed.saluran} label={words.by} />
        </details>
      )}
      <fieldset class="ruas" id="f-layanan" tabIndex={-1}>
        <legend>{words.choose}</legend>
        <p class="bantuan">{words.chooseHint}</p>
        <div class="kios-ubin">
          {lines.map((line) => (
            <LineTile {...props} line={line} />
          ))}
        </div>
      </fieldset>
    </form>
  )
}

export function ChannelTiles({
  ctx,
  m,
  refusals,
  value,
  label,
}: View & Readonly<{ value: string; label: string }>) {
  return (
    <RadioTiles
      ctx={ctx}
      refusals={refusals}
      name="saluran"
      label={label}
      value={value === '' ? 'sms' : value}
      choices={[
        { value: 'sms', label: m.saluran.sms },
        { value: 'whatsapp', label: m.saluran.whatsapp },
      ]}
    />
  )
}

/** One press takes the number; what is closed is said, and cannot be pressed by mistake. */
function LineTile(props: TakeProps & Readonly<{ line: LineView }>) {
  const { ctx, m, line } = props
  const { layanan, agency, waiting, isOpen } = line
  const inside = (
    <>
      <b class="huruf" aria-hidden="true">
        {layanan.huruf}
      </b>
      <span class="kios-nama">
        <b>{nameOf(layanan, ctx)}</b>
        <span class="kecil">{agency}</span>
        <span class="kecil">
          {isOpen
            ? `${m.ambil.people(formatNumber(waiting, ctx.lang))} · ${m.ambil.wait(waitWords(props, line))}`
            : m.ambil.closed}
        </span>
      </span>
    </>
  )
  if (!isOpen) return <div class="kios-tombol mati">{inside}</div>
  return (
    <button type="submit" name="layanan" value={layanan.id} class="kios-tombol">
      {inside}
    </button>
  )
}
