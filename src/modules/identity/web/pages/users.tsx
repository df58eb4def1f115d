import type { SignedIn } from '../../../../kernel/actor.ts'
import { formatTanggal, formatTanggalRange } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FilterText,
  OfficerPage,
  Panel,
  PlainPage,
  SealBox,
  SelectField,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import type { AddedOfficer } from '../../actions/add-user.ts'
import type { OfficerDetail, OfficerPage as OfficerList } from '../../actions/officers.ts'
import type { Period } from '../../domain/grants.ts'
import { ROLE_RULES, ROLES } from '../../domain/roles.ts'
import type { View } from '../edge.ts'

/** What can be chosen for a role: agencies and areas of the region. */
export type Places = Readonly<{
  units: readonly Choice[]
  wilayah: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
  unitName: (kode: string | null) => string
}>

const HOME = '/kerja/pengaturan/pengguna'

type ListProps = View & Readonly<{ list: OfficerList; text: string; places: Places }>

export function UsersPage({ ctx, m, list, text, places }: ListProps) {
  const words = m.office.users
  const nextHref =
    list.next === undefined
      ? undefined
      : `${HOME}?${new URLSearchParams({ cari: text, nama: list.next.name, id: list.next.id })}`
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <h1>{words.title}</h1>
      <p class="tombol-baris">
        <ButtonLink href={`${HOME}/baru`} isSmall>
          {words.add}
        </ButtonLink>
        <a href="/kerja/pengaturan/permintaan-data">{words.requests}</a>
        <a href="/kerja/pengaturan/tugas-pengganti">{words.acting}</a>
      </p>
      <FilterBar action={HOME} label={words.search} button={words.searchSubmit}>
        <FilterText name="cari" label={words.search} value={text} />
      </FilterBar>
      {list.officers.length === 0 ? (
        <EmptyState title={words.nobody} />
      ) : (
        <DenseTable
          ctx={ctx}
          caption={words.title}
          rows={list.officers}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          columns={[
            {
              header: words.name,
              isHead: true,
              cell: (row) => <a href={`${HOME}/${row.id}`}>{row.name}</a>,
            },
            { header: words.username, cell: (row) => row.username },
            { header: words.position, cell: (row) => row.position ?? '', isWideOnly: true },
            {
              header: words.unit,
              cell: (row) => places.unitName(row.unitKode),
              isWideOnly: true,
            },
            {
              header: words.rolesHeld,
              cell: (row) =>
                row.roles
                  .map((role) => (m.office.roles as Readonly<Record<string, string>>)[role] ?? role)
                  .join(', '),
            },
            {
              header: words.status,
              cell: (row) => (
                <StatusTag kind={row.status === 'aktif' ? 'selesai' : 'netral'}>
                  {m.office.statuses[row.status]}
                </StatusTag>
              ),
            },
          ]}
          {...(nextHref ? { foot: <a href={nextHref}>{words.next}</a> } : {})}
        />
      )}
    </OfficerPage>
  )
}

export type FormValues = Readonly<Record<string, string>>

type RoleFieldsProps = View & Readonly<{ places: Places; values: FormValues }>

/** Role, agency, area, dates and the decree: the same wherever a role is given. */
export function RoleFields({ ctx, m, refusals, places, values }: RoleFieldsProps) {
  const words = m.office.add
  const field = { ctx, refusals }
  const roles = ROLES.filter((role) => ROLE_RULES[role].holder !== 'citizen')
  return (
    <>
      <SelectField
        {...field}
        name="peran"
        label={words.role}
        value={values.peran ?? ''}
        choices={roles.map((role) => ({ value: role, label: m.office.roles[role] }))}
      />
      <SelectField
        {...field}
        name="unit"
        label={words.unit}
        value={values.unit ?? ''}
        choices={places.units}
        placeholder={words.noUnit}
      />
      <SelectField
        {...field}
        name="wilayah"
        label={words.wilayah}
        value={values.wilayah ?? ''}
        choices={[]}
        groups={places.wilayah}
        placeholder={words.noWilayah}
      />
      <DateFields ctx={ctx} m={m} refusals={refusals} values={values} isUntilOptional />
      <BasisField ctx={ctx} m={m} refusals={refusals} values={values} />
    </>
  )
}

type DateFieldsProps = View & Readonly<{ values: FormValues; isUntilOptional?: boolean }>

export function DateFields({ ctx, m, refusals, values, isUntilOptional }: DateFieldsProps) {
  const words = m.office.add
  const field = { ctx, refusals, hint: words.dateHint, maxLength: 10 }
  return (
    <>
      <TextField {...field} name="mulai" label={words.from} value={values.mulai ?? ''} />
      <TextField
        {...field}
        name="sampai"
        label={words.until}
        value={values.sampai ?? ''}
        isOptional={isUntilOptional ?? false}
      />
    </>
  )
}

export function BasisField({ ctx, m, refusals, values }: View & { values: FormValues }) {
  return (
    <TextField
      ctx={ctx}
      refusals={refusals}
      name="dasar"
      label={m.office.add.basis}
      hint={m.office.add.basisHint}
      value={values.dasar ?? ''}
      maxLength={300}
    />
  )
}

export function AddUserPage(props: RoleFieldsProps) {
  const { ctx, m, refusals, values } = props
  const words = m.office.add
  const field = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <div class="sempit">
        <h1>{words.title}</h1>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action={`${HOME}/baru`}>
          <Csrf ctx={ctx} />
          <TextField
            {...field}
            name="nama-pengguna"
            label={m.office.users.username}
            hint={words.usernameHint}
            value={values['nama-pengguna'] ?? ''}
            maxLength={40}
          />
          <TextField
            {...field}
            name="nama"
            label={m.office.users.name}
            value={values.nama ?? ''}
            maxLength={120}
          />
          <TextField
            {...field}
            name="jabatan"
            label={m.office.users.position}
            value={values.jabatan ?? ''}
            maxLength={160}
            isOptional
          />
          <TextField
            {...field}
            name="kontak"
            label={words.contact}
            hint={words.contactHint}
            value={values.kontak ?? ''}
            isOptional
          />
          <RoleFields {...props} />
          <Button>{words.submit}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}

/** A one-time password, shown this once. */
export function OneTimePage({ ctx, m, added }: View & { added: AddedOfficer }) {
  const words = m.office.oneTime
  return (
    <PlainPage ctx={ctx} title={words.title}>
      <div class="tumpuk">
        <h1>{words.title}</h1>
        <p>{words.help(added.username)}</p>
        <SealBox digest={added.password} />
        <p>
          <ButtonLink href={`${HOME}/${added.accountId}`}>{words.back}</ButtonLink>
        </p>
      </div>
    </PlainPage>
  )
}

type UserProps = RoleFieldsProps & Readonly<{ detail: OfficerDetail; viewer: SignedIn }>

export function UserPage(props: UserProps) {
  const { ctx, m, refusals, detail, viewer } = props
  const { account } = detail
  const isSelf = account.id === viewer.accountId
  return (
    <OfficerPage ctx={ctx} title={account.nama} current="settings">
      <h1>{account.nama}</h1>
      <p class="meta">
        <span>{account.namaPengguna}</span>
        <StatusTag kind={account.status === 'aktif' ? 'selesai' : 'netral'}>
          {m.office.statuses[account.status]}
        </StatusTag>
        <a href={`/kerja/pengaturan/tugas-pengganti?untuk=${account.id}`}>{m.office.user.acting}</a>
      </p>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="kerja-satu">
        <HeldRoles {...props} />
        {!isSelf && <ManagePanel {...props} />}
      </div>
    </OfficerPage>
  )
}

/** "sejak 1 Januari 2026", or from one day to another. */
export function periodText({ ctx, m }: Pick<View, 'ctx' | 'm'>, period: Period): string {
  const { berlakuMulai, berlakuSampai } = period
  if (berlakuSampai === null) return m.office.user.since(formatTanggal(berlakuMulai, ctx.lang))
  // Revoked before its first day: a period of no day at all.
  if (berlakuSampai < berlakuMulai) return m.office.acting.revoked
  return formatTanggalRange(berlakuMulai, berlakuSampai, ctx.lang)
}

function HeldRoles(props: UserProps) {
  const { ctx, m, detail, places } = props
  const words = m.office.user
  if (detail.roles.length === 0) return <EmptyState title={words.noRoles} />
  return (
    <DenseTable
      ctx={ctx}
      caption={words.roles}
      rows={detail.roles}
      rowId={(row) => row.id}
      rowLabel={(row) => m.office.roles[row.peran]}
      columns={[
        { header: words.roles, isHead: true, cell: (row) => m.office.roles[row.peran] },
        {
          header: m.office.users.unit,
          cell: (row) =>
            [places.unitName(row.unitKode), row.wilayahKode].filter(Boolean).join(' · '),
        },
        { header: words.period, cell: (row) => periodText(props, row) },
        { header: words.basis, cell: (row) => row.dasar, isWideOnly: true },
        { header: words.revoke, cell: (row) => <RevokeForm {...props} peranId={row.id} /> },
      ]}
    />
  )
}

function RevokeForm({ ctx, m, detail, viewer, peranId }: UserProps & { peranId: string }) {
  const words = m.office.user
  if (detail.account.id === viewer.accountId) return null
  return (
    <form method="post" action={`${HOME}/${detail.account.id}/peran/${peranId}/cabut`}>
      <Csrf ctx={ctx} />
      <input class="isian" name="alasan" aria-label={words.reason} placeholder={words.reason} />
      <Button tone="secondary" isSmall>
        {words.revoke}
      </Button>
    </form>
  )
}

function ManagePanel(props: UserProps) {
  const { ctx, m, detail } = props
  const words = m.office.user
  const home = `${HOME}/${detail.account.id}`
  const isActive = detail.account.status === 'aktif'
  return (
    <Panel label={words.access}>
      <details open={props.refusals.length > 0}>
        <summary>{words.give}</summary>
        <form method="post" action={`${home}/peran`}>
          <Csrf ctx={ctx} />
          <RoleFields {...props} />
          <Button isSmall>{words.giveSubmit}</Button>
        </form>
      </details>
      <ReasonForm
        {...props}
        action={`${home}/${isActive ? 'nonaktifkan' : 'aktifkan'}`}
        label={isActive ? words.suspend : words.restore}
      />
      {!detail.account.isDemo && (
        <ReasonForm
          {...props}
          action={`${home}/akses`}
          label={words.reset}
          help={words.resetHelp}
        />
      )}
    </Panel>
  )
}

type ReasonFormProps = UserProps & Readonly<{ action: string; label: string; help?: string }>

function ReasonForm({ ctx, m, action, label, help }: ReasonFormProps) {
  const id = `alasan-${action.split('/').at(-1)}`
  return (
    <details>
      <summary>{label}</summary>
      <form method="post" action={action}>
        <Csrf ctx={ctx} />
        {help && <p class="bantuan">{help}</p>}
        <div class="ruas">
          <label for={id}>{m.office.user.reason}</label>
          <input class="isian" id={id} name="alasan" maxLength={300} />
        </div>
        <Button tone="secondary" isSmall>
          {label}
        </Button>
      </form>
    </details>
  )
}
