import { create } from 'qrcode'
import { Button, Csrf, ErrorSummary, PlainPage, TextField } from '../../../../ui/index.ts'
import type { TotpOffer } from '../../actions/totp.ts'
import type { FactorCounts } from '../../store/second-factor-store.ts'
import type { View } from '../edge.ts'
import { CodeField, NextField } from './entrance.tsx'

type StepProps = View & Readonly<{ next: string }>

/** The second step of someone who has set one up: code, passkey or recovery code. */
export function SecondStepPage(props: StepProps & Readonly<{ factors: FactorCounts }>) {
  const { ctx, m, refusals, next, factors } = props
  const words = m.entrance.secondStep
  return (
    <PlainPage ctx={ctx} title={words.title} current="account" scripts={['passkey']}>
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {factors.totp > 0 && (
          <form method="post" action="/masuk/langkah-dua">
            <Csrf ctx={ctx} />
            <NextField next={next} />
            <input type="hidden" name="cara" value="totp" />
            <CodeField {...props} label={words.codeFromApp} />
            <Button>{words.submit}</Button>
          </form>
        )}
        {factors.passkeys > 0 && (
          <PasskeyForm {...props} how="use" action="/masuk/langkah-dua" cara="passkey" />
        )}
        {factors.recoveryLeft > 0 && <RecoveryForm {...props} />}
        <p class="bantuan">{words.askAdmin}</p>
      </div>
    </PlainPage>
  )
}

function RecoveryForm({ ctx, m, next }: StepProps) {
  const words = m.entrance.secondStep
  return (
    <details>
      <summary>{words.lostTitle}</summary>
      <form method="post" action="/masuk/langkah-dua">
        <Csrf ctx={ctx} />
        <NextField next={next} />
        <input type="hidden" name="cara" value="cadangan" />
        <TextField
          ctx={ctx}
          name="kode-cadangan"
          label={words.recoveryCode}
          hint={words.recoveryHint}
          maxLength={20}
        />
        <Button tone="secondary">{words.recoverySubmit}</Button>
      </form>
    </details>
  )
}

/** Officers without a second factor set one up before they are signed in. */
export function EnrolPage(props: StepProps & Readonly<{ offer: TotpOffer }>) {
  const { ctx, m, refusals } = props
  const words = m.entrance.secondStep
  return (
    <PlainPage ctx={ctx} title={words.enrolTitle} current="account" scripts={['passkey']}>
      <div class="tumpuk">
        <h1>{words.enrolTitle}</h1>
        <p>{words.enrolWhy}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <AppForm {...props} action="/masuk/langkah-dua" />
        <h2>{words.orPasskey}</h2>
        <noscript>
          <p class="bantuan">{m.entrance.passkey.needsScript}</p>
        </noscript>
        <PasskeyForm {...props} how="make" action="/masuk/langkah-dua" cara="pasang-passkey" />
      </div>
    </PlainPage>
  )
}

/** The picture to scan, the key to type, and the field for the first code. */
export function AppForm(props: StepProps & Readonly<{ offer: TotpOffer; action: string }>) {
  const { ctx, m, next, offer, action } = props
  const words = m.entrance.app
  return (
    <form method="post" action={action}>
      <Csrf ctx={ctx} />
      <NextField next={next} />
      <input type="hidden" name="cara" value="pasang-totp" />
      <h2>{words.title}</h2>
      <p>{words.step1}</p>
      <QrCode text={offer.uri} label={words.qrLabel} />
      <p class="bantuan">{words.manual}</p>
      <p class="segel">{offer.secret.match(/.{1,4}/g)?.join(' ')}</p>
      <p>{words.step2}</p>
      <CodeField {...props} label={words.code} />
      <Button>{words.submit}</Button>
    </form>
  )
}

const QUIET_MODULES = 4
const QR_PIXELS = 220

/** A QR code as one path, black on white in either theme, because cameras want it so. */
export function QrCode({ text, label }: Readonly<{ text: string; label: string }>) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const full = size + 2 * QUIET_MODULES
  const squares = Array.from(data, (isDark, index) =>
    isDark
      ? `M${(index % size) + QUIET_MODULES} ${Math.floor(index / size) + QUIET_MODULES}h1v1h-1z`
      : '',
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${full} ${full}`}
      width={QR_PIXELS}
      height={QR_PIXELS}
      shape-rendering="crispEdges"
    >
      <title>{label}</title>
      <rect width={full} height={full} fill="#ffffff" />
      <path d={squares.join('')} fill="#000000" />
    </svg>
  )
}

type PasskeyFormProps = StepProps &
  Readonly<{ how: 'use' | 'make'; action: string; cara: string; options?: string }>

/** Hidden until script shows it: a passkey cannot be used without script. */
export function PasskeyForm({
  ctx,
  m,
  next,
  how,
  action,
  cara,
  options = '/masuk/langkah-dua/kunci',
}: PasskeyFormProps) {
  const words = m.entrance.passkey
  return (
    <form
      method="post"
      action={action}
      hidden
      data-passkey={how}
      data-options={options}
      data-unsupported={words.unsupported}
      data-cancelled={words.cancelled}
    >
      <Csrf ctx={ctx} />
      <NextField next={next} />
      <input type="hidden" name="cara" value={cara} />
      <input type="hidden" name="jawaban" value="" />
      {how === 'make' ? (
        <TextField
          ctx={ctx}
          name="nama-kunci"
          label={words.name}
          hint={words.nameHint}
          maxLength={60}
          isOptional
        />
      ) : (
        <p class="bantuan">{m.entrance.secondStep.passkeyHelp}</p>
      )}
      <p class="pesan-salah" role="status" data-note />
      <Button tone="secondary">
        {how === 'make' ? words.create : m.entrance.secondStep.passkey}
      </Button>
    </form>
  )
}
