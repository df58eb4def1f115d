import type { SignedIn } from '../../../../kernel/actor.ts'
import { formatPhone, type Phone } from '../../../../kernel/phone.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  PlainPage,
  Section,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import { canRename } from '../../actions/profile.ts'
import type { OpenSessions } from '../../actions/sessions.ts'
import { isPermitted } from '../../permissions.ts'
import type { AkunRow } from '../../store/account-store.ts'
import type { Doors, View } from '../edge.ts'
import { NewPasswordFields, NextField, Unsent } from './entrance.tsx'

export type AccountProps = View & Readonly<{ account: AkunRow; actor: SignedIn; doors: Doors }>

/** One's own account: who I am here, and what I can change. */
export function AccountPage(props: AccountProps) {
  const { ctx, m, refusals, account, doors } = props
  const words = m.account.home
  return (
    <CitizenPage ctx={ctx} title={words.title} current="account" scripts={['keluar']}>
      <div class="wadah isi-hal">
        <h1>{account.nama}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {account.isDemo && <Information>{m.account.home.shared}</Information>}
        <Section id="profil" title={words.profile}>
          <Facts rows={profileFacts(props)} />
          {!account.isDemo && <ProfileForms {...props} />}
        </Section>
        <Roles {...props} />
        <Section id="keamanan" title={words.security}>
          <ul class="kartu tugas">
            <Door href="/akun/sandi" label={words.password} />
            <Door href="/akun/dua-langkah" label={words.secondStep} />
            <Door href="/akun/sesi" label={words.sessions} />
          </ul>
        </Section>
        <Section id="lain" title={words.myData}>
          <ul class="kartu tugas">
            {doors.voices && (
              <Door href={doors.voices} label={words.voices} note={words.voicesHelp} />
            )}
            {doors.reports && (
              <Door href={doors.reports} label={words.reports} note={words.reportsHelp} />
            )}
            {doors.applications && (
              <Door
                href={doors.applications}
                label={words.applications}
                note={words.applicationsHelp}
              />
            )}
            {doors.berkas && (
              <Door href={doors.berkas} label={words.berkas} note={words.berkasHelp} />
            )}
            {doors.letters && (
              <Door href={doors.letters} label={words.letters} note={words.lettersHelp} />
            )}
            <Door href="/akun/data-saya" label={words.myData} note={words.myDataHelp} />
            {doors.kuasa && <Door href={doors.kuasa} label={words.kuasa} note={words.kuasaHelp} />}
            {doors.notices && (
              <Door href={doors.notices} label={words.notices} note={words.noticesHelp} />
            )}
          </ul>
        </Section>
        <LanguageForm {...props} />
        <Unsent m={m} />
        <ActionForm ctx={ctx} action="/keluar" label={words.signOut} />
      </div>
    </CitizenPage>
  )
}

function Door({ href, label, note }: Readonly<{ href: string; label: string; note?: string }>) {
  return (
    <li>
      <span>
        <a href={href}>{label}</a>
        {note && <span class="bantuan"> {note}</span>}
      </span>
    </li>
  )
}

function profileFacts({ m, account }: AccountProps) {
  const words = m.account.home
  const unproven = (at: Date | null) => (at === null ? ` (${words.unproven})` : '')
  const phone =
    account.telepon === null
      ? words.none
      : formatPhone(account.telepon as Phone) + unproven(account.teleponDiverifikasi)
  const email =
    account.email === null ? words.none : account.email + unproven(account.emailDiverifikasi)
  return [
    { label: words.name, value: account.nama },
    { label: words.username, value: account.namaPengguna },
    { label: words.phone, value: phone },
    { label: words.email, value: email },
    ...(account.jenis === 'citizen'
      ? [{ label: words.tier, value: words.tiers[account.tier] }]
      : []),
  ]
}

function ProfileForms({ ctx, m, refusals, account }: AccountProps) {
  const words = m.account.home
  const isCitizen = account.jenis === 'citizen'
  return (
    <div class="tumpuk">
      <p>
        <a href="/akun/kontak">{words.changeContact}</a>
      </p>
      {canRename(account) && (
        <details open={refusals.some(({ field }) => field === 'nama')}>
          <summary>{words.rename}</summary>
          <form method="post" action="/akun/nama">
            <Csrf ctx={ctx} />
            <TextField
              ctx={ctx}
              refusals={refusals}
              name="nama"
              label={words.name}
              value={account.nama}
              autocomplete="name"
            />
            <Button tone="secondary">{words.save}</Button>
          </form>
        </details>
      )}
      {isCitizen && account.tier === 'unverified' && (
        <details open={refusals.some(({ field }) => field === 'nik')}>
          <summary>{words.addNik}</summary>
          <form method="post" action="/akun/nik">
            <Csrf ctx={ctx} />
            <TextField
              ctx={ctx}
              refusals={refusals}
              name="nik"
              label={words.nik}
              hint={m.entrance.register.nikHint}
              inputMode="numeric"
            />
            <Button tone="secondary">{words.save}</Button>
          </form>
        </details>
      )}
      {isCitizen && account.tier !== 'face-to-face' && <p class="bantuan">{words.tierHelp}</p>}
    </div>
  )
}

function Roles({ m, actor, doors }: AccountProps) {
  const words = m.account.home
  if (actor.kind !== 'officer') return null
  return (
    <Section id="peran" title={words.roles}>
      <ul>
        {actor.grants.map((grant) => (
          <li>
            {[m.office.roles[grant.role], grant.unitKode, grant.wilayahKode]
              .filter(Boolean)
              .join(' · ')}
            {grant.onBehalfOf && <span class="bantuan"> ({words.actingFor})</span>}
          </li>
        ))}
      </ul>
      <p class="tombol-baris">
        {doors.officerHome && <ButtonLink href={doors.officerHome}>{words.work}</ButtonLink>}
        <a href="/kerja/pengaturan/tugas-pengganti">{words.delegate}</a>
        {isPermitted(actor, 'akun.lihat') && (
          <a href="/kerja/pengaturan/pengguna">{m.office.users.title}</a>
        )}
        {isPermitted(actor, 'tatap-muka.catat') && (
          <a href="/kerja/tatap-muka">{m.office.counter.title}</a>
        )}
      </p>
    </Section>
  )
}

function LanguageForm({ ctx, m, account }: AccountProps) {
  const words = m.account.home
  return (
    <Section id="bahasa" title={words.language}>
      <form method="post" action="/akun/bahasa" class="tombol-baris">
        <Csrf ctx={ctx} />
        <Button
          name="bahasa"
          value="id"
          isSmall
          tone={account.bahasa === 'id' ? 'primary' : 'secondary'}
        >
          {words.indonesian}
        </Button>
        <Button
          name="bahasa"
          value="en"
          isSmall
          tone={account.bahasa === 'en' ? 'primary' : 'secondary'}
        >
          {words.english}
        </Button>
      </form>
    </Section>
  )
}

export function ContactPage({ ctx, m, refusals, value }: View & { value: string }) {
  const words = m.account.contact
  return (
    <PlainPage ctx={ctx} title={words.title} current="account">
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/akun/kontak">
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="kontak"
            label={words.field}
            hint={m.entrance.register.contactHint}
            value={value}
            isRequired
          />
          <Button>{words.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}

export function PasswordPage(props: View & { kind: 'citizen' | 'officer' }) {
  const { ctx, m, refusals } = props
  const words = m.account.password
  return (
    <PlainPage ctx={ctx} title={words.title} current="account">
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.effect}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/akun/sandi">
          <Csrf ctx={ctx} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="sandi-lama"
            label={words.current}
            type="password"
            autocomplete="current-password"
            isRequired
          />
          <NewPasswordFields {...props} />
          <Button>{m.entrance.newPassword.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}

/** The password once more, before a change to how the account is entered. */
export function ProvePage({ ctx, m, refusals, next }: View & { next: string }) {
  const words = m.account.prove
  return (
    <PlainPage ctx={ctx} title={words.title} current="account">
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.why}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/akun/pastikan">
          <Csrf ctx={ctx} />
          <NextField next={next} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="sandi"
            label={m.entrance.signIn.password}
            type="password"
            autocomplete="current-password"
            isRequired
          />
          <Button>{words.submit}</Button>
        </form>
      </div>
    </PlainPage>
  )
}

export function SessionsPage({ ctx, m, sessions }: View & { sessions: OpenSessions }) {
  const words = m.account.sessions
  const locale = localeOf(ctx)
  return (
    <PlainPage ctx={ctx} title={words.title} current="account">
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <ul class="kartu tugas">
          {sessions.map((session) => (
            <li>
              <span>
                <b>{session.perangkat}</b>{' '}
                {session.isCurrent && <StatusTag kind="proses">{words.current}</StatusTag>}
                <span class="meta">
                  {session.ip && <span>{session.ip}</span>}
                  <span>
                    {words.lastSeen} {formatDateTime(session.terakhir, locale)}
                  </span>
                  <span>
                    {words.begun} {formatDateTime(session.dibuat, locale)}
                  </span>
                </span>
              </span>
              {!session.isCurrent && (
                <ActionForm
                  ctx={ctx}
                  action={`/akun/sesi/${session.id}/akhiri`}
                  label={words.end}
                />
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <ActionForm ctx={ctx} action="/akun/sesi/akhiri-lain" label={words.endOthers} />
        )}
      </div>
    </PlainPage>
  )
}
