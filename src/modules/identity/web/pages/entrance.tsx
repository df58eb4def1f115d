import {
  ActionForm,
  Button,
  Csrf,
  ErrorSummary,
  PlainPage,
  TextField,
} from '../../../../ui/index.ts'
import { PASSWORD_MIN } from '../../domain/password.ts'
import type { DemoLogin } from '../../store/account-store.ts'
import type { View } from '../edge.ts'
import { carry } from '../edge.ts'

type Next = Readonly<{ next: string }>

/** Hidden field that remembers where the visitor wanted to go. */
export function NextField({ next }: Next) {
  return next === '' ? null : <input type="hidden" name="lanjut" value={next} />
}

type SignInProps = View &
  Next &
  Readonly<{
    identitas: string
    sandi?: string
    demo: readonly DemoLogin[]
    demoPassword: string
  }>

export function SignInPage(props: SignInProps) {
  const { ctx, refusals, next, identitas, sandi } = props
  const m = props.m.entrance.signIn
  const field = { ctx, refusals }
  return (
    <PlainPage ctx={ctx} title={m.title} current="account">
      <div class="tumpuk">
        <h1>{m.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/masuk">
          <Csrf ctx={ctx} />
          <NextField next={next} />
          <TextField
            {...field}
            name="identitas"
            label={m.identity}
            value={identitas}
            autocomplete="username"
            isRequired
          />
          <TextField
            {...field}
            name="sandi"
            label={m.password}
            type="password"
            {...(sandi === undefined ? {} : { value: sandi })}
            autocomplete="current-password"
            isRequired
          />
          <Button>{m.submit}</Button>
        </form>
        <p>
          <a href="/lupa-sandi">{m.forgot}</a>
        </p>
        <p>
          {m.noAccount} <a href={`/daftar${carry(next)}`}>{m.register}</a>
        </p>
        <p class="bantuan">{m.noAccountNeeded}</p>
        <DemoLogins {...props} />
      </div>
    </PlainPage>
  )
}

function DemoLogins({ m, demo, demoPassword, next }: SignInProps) {
  if (demo.length === 0) return null
  const go = next === '' ? '' : `&lanjut=${encodeURIComponent(next)}`
  return (
    <section aria-labelledby="contoh">
      <h2 id="contoh">{m.entrance.signIn.demoTitle}</h2>
      <p class="bantuan">{m.entrance.signIn.demoHelp(demoPassword)}</p>
      <ul class="kartu tugas">
        {demo.map(({ username, name, position }) => (
          <li>
            <a href={`/masuk?contoh=${encodeURIComponent(username)}${go}`}>{username}</a>
            <span class="bantuan">{position ?? name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Shown by the script where answers wait on this phone: they go when their owner does. */
export function Unsent({ m }: Pick<View, 'm'>) {
  const { unsent, unsentLink } = m.entrance.signOut
  return (
    <p class="awas" data-belum-terkirim hidden>
      {unsent} <a href="/permohonan/luring">{unsentLink}</a>.
    </p>
  )
}

export function SignOutPage({ ctx, m }: View) {
  const words = m.entrance.signOut
  return (
    <PlainPage ctx={ctx} title={words.title} current="account" scripts={['keluar']}>
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.question}</p>
        <Unsent m={m} />
        <div class="tombol-baris">
          <ActionForm ctx={ctx} action="/keluar" label={words.submit} tone="primary" />
          <a href="/akun">{words.stay}</a>
        </div>
      </div>
    </PlainPage>
  )
}

/** Two fields for a new password, with what is asked of it. */
export function NewPasswordFields({
  ctx,
  m,
  refusals,
  kind,
}: View & { kind: 'citizen' | 'officer' }) {
  const words = m.entrance.newPassword
  const field = { ctx, refusals, type: 'password', autocomplete: 'new-password' } as const
  return (
    <>
      <TextField
        {...field}
        name="sandi"
        label={words.password}
        hint={words.hint(String(PASSWORD_MIN[kind]))}
        isRequired
      />
      <TextField {...field} name="sandi-ulang" label={words.repeat} isRequired />
    </>
  )
}

export function ReplacePasswordPage(props: View & Next) {
  const { ctx, refusals, next } = props
  const m = props.m.entrance.newPassword
  return (
    <PlainPage ctx={ctx} title={m.title} current="account">
      <div class="tumpuk">
        <h1>{m.title}</h1>
        <p>{m.why}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/masuk/sandi-baru">
          <Csrf ctx={ctx} />
          <NextField next={next} />
          <NewPasswordFields {...props} kind="officer" />
          <Button>{m.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}

export type RegisterValues = Readonly<{ nama: string; kontak: string; nik: string }>

export function RegisterPage(props: View & Next & Readonly<{ values: RegisterValues }>) {
  const { ctx, refusals, next, values } = props
  const m = props.m.entrance.register
  const field = { ctx, refusals }
  return (
    <PlainPage ctx={ctx} title={m.title} current="account">
      <div class="tumpuk">
        <h1>{m.title}</h1>
        <p>{m.intro}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/daftar">
          <Csrf ctx={ctx} />
          <NextField next={next} />
          <TextField
            {...field}
            name="nama"
            label={m.name}
            hint={m.nameHint}
            value={values.nama}
            autocomplete="name"
            isRequired
          />
          <TextField
            {...field}
            name="kontak"
            label={m.contact}
            hint={m.contactHint}
            value={values.kontak}
            autocomplete="tel"
            isRequired
          />
          <TextField
            {...field}
            name="nik"
            label={m.nik}
            hint={m.nikHint}
            value={values.nik}
            inputMode="numeric"
            isOptional
          />
          <NewPasswordFields {...props} kind="citizen" />
          <Button>{m.submit}</Button>
        </form>
        <p>
          {m.haveAccount} <a href={`/masuk${carry(next)}`}>{m.signIn}</a>
        </p>
      </div>
    </PlainPage>
  )
}

export type CodeProps = View &
  Next &
  Readonly<{
    /** Path of the form; "…/ulang" sends the code again. */
    action: string
    codeId: string
    sentTo: string
  }>

/** Where the six digits are entered. */
export function CodePage(props: CodeProps) {
  const { ctx, refusals, next, action, codeId } = props
  const m = props.m.entrance.verify
  return (
    <PlainPage ctx={ctx} title={m.title} current="account">
      <div class="tumpuk">
        <h1>{m.title}</h1>
        <SentTo {...props} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action={action}>
          <Csrf ctx={ctx} />
          <NextField next={next} />
          <input type="hidden" name="k" value={codeId} />
          <input type="hidden" name="ke" value={props.sentTo} />
          <CodeField {...props} label={m.code} />
          <Button>{m.submit}</Button>
        </form>
        <ActionForm
          ctx={ctx}
          action={`${action}/ulang`}
          label={m.resend}
          fields={{ k: codeId, lanjut: next }}
        />
      </div>
    </PlainPage>
  )
}

function SentTo({ m, sentTo }: Pick<CodeProps, 'm' | 'sentTo'>) {
  const words = m.entrance.verify
  return <p>{sentTo === '' ? words.sentSomewhere : words.sentTo(sentTo)}</p>
}

/** One field for six digits, offered from the SMS by telephones that can. */
export function CodeField({ ctx, refusals, label }: View & { label: string }) {
  return (
    <TextField
      ctx={ctx}
      refusals={refusals}
      name="kode"
      label={label}
      inputMode="numeric"
      autocomplete="one-time-code"
      maxLength={12}
      isRequired
    />
  )
}

export function ForgotPage({ ctx, m, refusals, identitas }: View & { identitas: string }) {
  const words = m.entrance.forgot
  return (
    <PlainPage ctx={ctx} title={words.title} current="account">
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/lupa-sandi">
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="identitas"
            label={words.identity}
            value={identitas}
            autocomplete="username"
            isRequired
          />
          <Button>{words.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}

export function ResetPage(props: View & Readonly<{ codeId: string; sentTo: string }>) {
  const { ctx, m, refusals, codeId } = props
  const words = m.entrance.forgot
  return (
    <PlainPage ctx={ctx} title={words.newTitle} current="account">
      <div class="tumpuk">
        <h1>{words.newTitle}</h1>
        <SentTo {...props} />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/lupa-sandi/kode">
          <Csrf ctx={ctx} />
          <input type="hidden" name="k" value={codeId} />
          <input type="hidden" name="ke" value={props.sentTo} />
          <CodeField {...props} label={m.entrance.verify.code} />
          <NewPasswordFields {...props} kind="citizen" />
          <Button>{m.entrance.newPassword.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}
