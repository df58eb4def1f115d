import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import {
  Button,
  Csrf,
  EmptyState,
  ErrorSummary,
  Facts,
  OfficerPage,
  SelectField,
  StatusTag,
  TextField,
} from '../../../../ui/index.ts'
import { DOCUMENTS, type FoundCitizen } from '../../actions/counter.ts'
import type { OpenPermintaan } from '../../store/request-store.ts'
import type { View } from '../edge.ts'

type RequestsProps = View & Readonly<{ requests: readonly OpenPermintaan[] }>

/** Open requests to correct or erase, the most urgent first. */
export function RequestsPage(props: RequestsProps) {
  const { ctx, m, refusals, requests } = props
  const words = m.office.requests
  return (
    <OfficerPage ctx={ctx} title={words.title} current="settings">
      <h1>{words.title}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      {requests.length === 0 && <EmptyState title={words.none} />}
      <ul class="tumpuk">
        {requests.map((request) => (
          <li class="kartu">
            <div class="isi">
              <RequestCard {...props} request={request} />
            </div>
          </li>
        ))}
      </ul>
    </OfficerPage>
  )
}

function RequestCard({ ctx, m, request }: RequestsProps & { request: OpenPermintaan }) {
  const words = m.office.requests
  const kinds = m.account.myData
  const id = `j-${request.id}`
  const isLate = request.batas <= ctx.now
  return (
    <>
      <h2>
        {kinds.kinds[request.jenis]}
        {request.bidang && `: ${kinds.fields[request.bidang]}`}
      </h2>
      <p class="meta">
        <span>{words.from(request.nama, request.namaPengguna)}</span>
        <span>
          {words.due} {formatDateTime(request.batas, localeOf(ctx))}
        </span>
        {isLate && <StatusTag kind="lewat">{words.late}</StatusTag>}
      </p>
      <p>{request.isi}</p>
      <form method="post" action={`/kerja/pengaturan/permintaan-data/${request.id}`}>
        <Csrf ctx={ctx} />
        {request.bidang === 'nama' && (
          <div class="ruas">
            <label for={`n-${request.id}`}>{words.newName}</label>
            <p class="bantuan">{words.newNameHint}</p>
            <input class="isian" id={`n-${request.id}`} name="nama" maxLength={120} />
          </div>
        )}
        <div class="ruas">
          <label for={id}>{words.answer}</label>
          <input class="isian" id={id} name="jawaban" maxLength={1000} />
        </div>
        <p class="tombol-baris">
          <Button name="putusan" value="kabul" isSmall>
            {words.grant}
          </Button>
          <Button name="putusan" value="tolak" tone="secondary" isSmall>
            {words.refuse}
          </Button>
        </p>
      </form>
    </>
  )
}

type CounterProps = View &
  Readonly<{
    typed: string
    /** Undefined when nobody was looked for yet; null when nobody was found. */
    found: FoundCitizen | null | undefined
    values: Readonly<{ dokumen: string; catatan: string }>
  }>

/** At the counter: find the citizen, record that they were seen with a document. */
export function CounterPage(props: CounterProps) {
  const { ctx, m, refusals, typed, found } = props
  const words = m.office.counter
  return (
    <OfficerPage ctx={ctx} title={words.title} current="counter">
      <div class="sempit">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <form method="post" action="/kerja/tatap-muka/cari">
          <Csrf ctx={ctx} />
          <TextField ctx={ctx} name="cari" label={words.search} value={typed} />
          <Button isSmall>{words.find}</Button>
        </form>
        {found === null && <EmptyState title={words.notFound} />}
        {found && <SeenForm {...props} citizen={found} />}
      </div>
    </OfficerPage>
  )
}

function SeenForm(props: CounterProps & { citizen: FoundCitizen }) {
  const { ctx, m, refusals, typed, citizen, values } = props
  const words = m.office.counter
  const home = m.account.home
  const field = { ctx, refusals }
  return (
    <form method="post" action="/kerja/tatap-muka">
      <Csrf ctx={ctx} />
      <input type="hidden" name="akun" value={citizen.id} />
      <input type="hidden" name="cari" value={typed} />
      <h2>{citizen.name}</h2>
      <Facts
        rows={[
          { label: home.tier, value: home.tiers[citizen.tier] },
          { label: m.entrance.register.contact, value: citizen.contact ?? home.none },
        ]}
      />
      <SelectField
        {...field}
        name="dokumen"
        label={words.document}
        value={values.dokumen}
        choices={DOCUMENTS.map((value) => ({ value, label: words.documents[value] }))}
      />
      <TextField {...field} name="nik" label={words.nik} inputMode="numeric" isOptional />
      <TextField
        {...field}
        name="catatan"
        label={words.note}
        value={values.catatan}
        maxLength={300}
        isOptional
      />
      <Button isSmall>{words.submit}</Button>
    </form>
  )
}
