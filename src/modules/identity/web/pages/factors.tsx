import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  ButtonLink,
  ErrorSummary,
  Information,
  PlainPage,
  Section,
} from '../../../../ui/index.ts'
import type { Factors } from '../../actions/second-factor.ts'
import type { TotpOffer } from '../../actions/totp.ts'
import type { View } from '../edge.ts'
import { AppForm, PasskeyForm } from './second-step.tsx'

type FactorsProps = View & Readonly<{ factors: Factors; isOfficer: boolean; isDemo: boolean }>

/** Second factors of one's own account. */
export function FactorsPage(props: FactorsProps) {
  const { ctx, m, refusals, isOfficer, isDemo } = props
  const words = m.account.factors
  return (
    <PlainPage ctx={ctx} title={words.title} current="account" scripts={['passkey']}>
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>
          {words.intro} {isOfficer ? words.required : words.optional}
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {isDemo ? (
          <Information>{m.account.home.shared}</Information>
        ) : (
          <>
            <AppSection {...props} />
            <KeySection {...props} />
            <CodeSection {...props} />
          </>
        )}
      </div>
    </PlainPage>
  )
}

function AppSection({ ctx, m, factors }: FactorsProps) {
  const words = m.account.factors
  const hasApp = factors.totp > 0
  return (
    <Section id="aplikasi" title={m.entrance.app.title}>
      <p>{hasApp ? words.appOn : words.appOff}</p>
      <div class="tombol-baris">
        <ButtonLink href="/akun/dua-langkah/aplikasi" isSmall>
          {hasApp ? words.replaceApp : words.addApp}
        </ButtonLink>
        {hasApp && (
          <ActionForm ctx={ctx} action="/akun/dua-langkah/aplikasi/lepas" label={words.removeApp} />
        )}
      </div>
    </Section>
  )
}

function KeySection(props: FactorsProps) {
  const { ctx, m, factors } = props
  const words = m.account.factors
  return (
    <Section id="kunci" title={words.keys}>
      {factors.keys.length === 0 && <p>{words.noKeys}</p>}
      <ul class="kartu tugas">
        {factors.keys.map((key) => (
          <li>
            <span>
              <b>{key.nama}</b>{' '}
              <span class="bantuan">{words.added(formatDateTime(key.dibuat, localeOf(ctx)))}</span>
            </span>
            <ActionForm
              ctx={ctx}
              action={`/akun/dua-langkah/kunci/${key.id}/lepas`}
              label={words.removeKey}
            />
          </li>
        ))}
      </ul>
      <noscript>
        <p class="bantuan">{m.entrance.passkey.needsScript}</p>
      </noscript>
      <PasskeyForm
        {...props}
        next=""
        how="make"
        action="/akun/dua-langkah/kunci"
        options="/akun/dua-langkah/kunci/opsi"
        cara="pasang-passkey"
      />
    </Section>
  )
}

function CodeSection({ ctx, m, factors }: FactorsProps) {
  const words = m.account.factors
  if (factors.totp + factors.passkeys === 0) return null
  return (
    <Section id="cadangan" title={words.codes}>
      <p>{words.codesLeft(formatNumber(factors.recoveryLeft, ctx.lang))}</p>
      <ActionForm ctx={ctx} action="/akun/dua-langkah/kode-cadangan" label={words.makeCodes} />
    </Section>
  )
}

export function AppPage(props: View & Readonly<{ offer: TotpOffer }>) {
  const { ctx, m, refusals } = props
  return (
    <PlainPage ctx={ctx} title={m.entrance.app.title} current="account">
      <div class="tumpuk">
        <h1>{m.entrance.app.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <AppForm {...props} next="" action="/akun/dua-langkah/aplikasi" />
      </div>
    </PlainPage>
  )
}

/** Right after the first second factor: recovery codes are made now or later. */
export function OfferCodesPage({ ctx, m, next }: View & { next: string }) {
  const words = m.account.factors
  return (
    <PlainPage ctx={ctx} title={words.codes} current="account">
      <div class="tumpuk">
        <h1>{words.codes}</h1>
        <p>{words.codesIntro}</p>
        <ActionForm
          ctx={ctx}
          action="/akun/dua-langkah/kode-cadangan"
          label={words.makeCodes}
          fields={{ lanjut: next }}
          tone="primary"
        />
        <p>
          <a href={next}>{words.codesLater}</a>
        </p>
      </div>
    </PlainPage>
  )
}

type CodesProps = View & Readonly<{ codes: readonly string[]; next: string }>

/** Recovery codes, this once. */
export function CodesPage({ ctx, m, codes, next }: CodesProps) {
  const words = m.account.factors
  return (
    <PlainPage ctx={ctx} title={words.codesTitle} current="account">
      <div class="tumpuk">
        <h1>{words.codesTitle}</h1>
        <p>{words.codesHelp}</p>
        <ol class="kartu tugas">
          {codes.map((code) => (
            <li>
              <code class="angka">{code}</code>
            </li>
          ))}
        </ol>
        <p>
          <ButtonLink href={next}>{words.codesDone}</ButtonLink>
        </p>
      </div>
    </PlainPage>
  )
}
