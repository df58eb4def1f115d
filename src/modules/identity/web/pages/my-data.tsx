import { formatPhone, type Phone } from '../../../../kernel/phone.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  DataTable,
  ErrorSummary,
  Facts,
  RadioTiles,
  Section,
  StatusTag,
  TextArea,
} from '../../../../ui/index.ts'
import type { MyData } from '../../actions/my-data.ts'
import { CORRECTION_FIELDS } from '../../domain/data-requests.ts'
import type { RequestStatus } from '../../store/request-store.ts'
import type { View } from '../edge.ts'

export type MyDataProps = View &
  Readonly<{
    data: MyData
    values: Readonly<{ bidang: string; isi: string }>
    /** Address of older looks, when there may be more. */
    olderHref?: string
  }>

/** What we hold about this person, who looked at it and why, and what can be asked. */
export function MyDataPage(props: MyDataProps) {
  const { ctx, m, refusals } = props
  const words = m.account.myData
  return (
    <CitizenPage ctx={ctx} title={words.title} current="account">
      <div class="wadah isi-hal">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <Held {...props} />
        <Seen {...props} />
        <Others {...props} />
        <Requests {...props} />
      </div>
    </CitizenPage>
  )
}

function Held({ ctx, m, data }: MyDataProps) {
  const words = m.account.myData
  const home = m.account.home
  const { account, nik } = data
  const locale = localeOf(ctx)
  const facts = [
    { label: home.name, value: account.nama },
    { label: home.username, value: account.namaPengguna },
    {
      label: home.phone,
      value: account.telepon === null ? home.none : formatPhone(account.telepon as Phone),
    },
    { label: home.email, value: account.email ?? home.none },
    { label: home.nik, value: nik ?? home.none },
    { label: home.tier, value: home.tiers[account.tier] },
    ...data.seenAtCounter.map(({ dibuat, dokumen }) => ({
      label: home.tier,
      value: words.seenAtCounter(
        formatDateTime(dibuat, locale),
        (m.office.counter.documents as Readonly<Record<string, string>>)[dokumen] ?? dokumen,
      ),
    })),
    ...data.roles.map((role) => ({
      label: home.roles,
      value: `${m.office.roles[role.peran]}, ${formatTanggal(role.berlakuMulai, ctx.lang)}`,
    })),
    ...data.sessions.map((session) => ({
      label: home.sessions,
      value: `${session.perangkat}, ${formatDateTime(session.terakhir, locale)}`,
    })),
  ]
  return (
    <Section id="simpan" title={words.held}>
      <Facts rows={facts} />
      <p>
        <ButtonLink href="/akun/data-saya/unduh" tone="secondary">
          {words.download}
        </ButtonLink>
      </p>
    </Section>
  )
}

function Seen({ ctx, m, data, olderHref }: MyDataProps) {
  const words = m.account.myData
  const locale = localeOf(ctx)
  const nameOf = (access: MyData['accesses'][number]) =>
    access.byName ?? (access.byKind === 'system' ? words.system : words.officer)
  return (
    <Section id="lihat" title={words.seen}>
      {data.accesses.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <DataTable
          caption={words.seen}
          rows={data.accesses}
          columns={[
            { header: words.when, cell: (access) => formatDateTime(access.at, locale) },
            { header: words.who, cell: nameOf, isHead: true },
            { header: words.what, cell: (access) => access.fields.join(', ') },
            { header: words.why, cell: (access) => access.purpose },
          ]}
        />
      )}
      {olderHref && (
        <p>
          <a href={olderHref}>{words.older}</a>
        </p>
      )}
    </Section>
  )
}

function Others({ ctx, m, data }: MyDataProps) {
  const words = m.account.myData
  if (data.others.length === 0) return null
  return (
    <Section id="lain" title={words.others}>
      <ul class="kartu tugas">
        {data.others.map(({ name, keptBecause }) => (
          <li>
            <span>
              <b>{name}</b>
              <span class="bantuan">
                {' '}
                {words.keptBecause} {keptBecause[ctx.lang]}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const TAGS: Readonly<Record<RequestStatus, 'tunggu' | 'selesai' | 'netral'>> = {
  diajukan: 'tunggu',
  dikabulkan: 'selesai',
  ditolak: 'netral',
}

function Requests(props: MyDataProps) {
  const { ctx, m, data } = props
  const words = m.account.myData
  const locale = localeOf(ctx)
  return (
    <Section id="minta" title={words.requests}>
      <ul class="kartu tugas">
        {data.requests.map((request) => (
          <li>
            <span>
              <b>{words.kinds[request.jenis]}</b>
              <span class="meta">
                {request.status === 'diajukan'
                  ? words.answerBy(formatDateTime(request.batas, locale))
                  : request.jawaban}
              </span>
            </span>
            <StatusTag kind={TAGS[request.status]}>{words.statuses[request.status]}</StatusTag>
          </li>
        ))}
      </ul>
      <p class="bantuan">{words.deadline}</p>
      <CorrectionForm {...props} />
      {data.account.jenis === 'citizen' && <ErasureForm {...props} />}
    </Section>
  )
}

function CorrectionForm({ ctx, m, refusals, values }: MyDataProps) {
  const words = m.account.myData
  return (
    <details open={refusals.length > 0}>
      <summary>{words.correct}</summary>
      <form method="post" action="/akun/data-saya/permintaan">
        <Csrf ctx={ctx} />
        <input type="hidden" name="jenis" value="koreksi" />
        <RadioTiles
          ctx={ctx}
          name="bidang"
          label={words.correctField}
          value={values.bidang || 'nama'}
          choices={CORRECTION_FIELDS.map((field) => ({
            value: field,
            label: words.fields[field],
          }))}
        />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="isi"
          label={words.correctText}
          value={values.isi}
          maxLength={1000}
        />
        <Button tone="secondary">{words.submit}</Button>
      </form>
    </details>
  )
}

function ErasureForm({ ctx, m }: MyDataProps) {
  const words = m.account.myData
  return (
    <details>
      <summary>{words.erase}</summary>
      <p>{words.eraseHelp}</p>
      <form method="post" action="/akun/data-saya/permintaan">
        <Csrf ctx={ctx} />
        <input type="hidden" name="jenis" value="hapus" />
        <div class="ruas">
          <label for="f-alasan-hapus">{words.eraseText}</label>
          <textarea class="isian" id="f-alasan-hapus" name="isi" rows={3} maxLength={1000} />
        </div>
        <Button tone="secondary">{words.submit}</Button>
      </form>
    </details>
  )
}
