import type { Refusal } from '../../../../kernel/result.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import {
  ActionForm,
  Button,
  CheckboxTiles,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  StatusTag,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import type { MitraInput } from '../../actions/manage-mitra.ts'
import { kanalMessages } from '../../messages/index.ts'
import type { Service } from '../../open311/types.ts'
import type { Mitra } from '../../store/mitra-store.ts'
import { ProgramNav } from './program-nav.tsx'

export type MitraPageProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  mitra: readonly Mitra[]
  typed: MitraInput
  /** True when the form changes a partner there is. */
  isKnown: boolean
  /** What the partner just answered to the test. */
  services: readonly Service[] | undefined
}>

/** Partners: where cases may be forwarded, how each fares, and the mapping of categories. */
export function MitraPage(props: MitraPageProps) {
  const { ctx, refusals, mitra, services } = props
  const m = kanalMessages(ctx.lang).partners
  return (
    <OfficerPage ctx={ctx} title={m.title} current="channels" scripts={['ui-form']}>
      <ProgramNav ctx={ctx} />
      <div class="isi-hal tumpuk">
        <h1>{m.title}</h1>
        <p class="bantuan">{m.lead}</p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {services !== undefined && <Services ctx={ctx} services={services} />}
        {mitra.length === 0 ? <EmptyState title={m.none} /> : <Partners {...props} />}
        <MitraForm {...props} />
      </div>
    </OfficerPage>
  )
}

function Services({ ctx, services }: Readonly<{ ctx: PageContext; services: readonly Service[] }>) {
  const m = kanalMessages(ctx.lang).partners
  return (
    <>
      <Information>{m.tested(formatNumber(services.length, ctx.lang))}</Information>
      <DataTable
        caption={m.services}
        rows={services.slice(0, 200)}
        columns={[
          { header: m.serviceCode, cell: (one) => one.service_code, isHead: true },
          { header: m.serviceName, cell: (one) => one.service_name },
        ]}
      />
    </>
  )
}

function Partners({ ctx, mitra }: MitraPageProps) {
  const m = kanalMessages(ctx.lang).partners
  const time = (at: Date) => formatDateTime(at, localeOf(ctx))
  return (
    <DataTable
      caption={m.title}
      rows={mitra}
      columns={[
        { header: m.name, cell: (one) => one.nama, isHead: true },
        { header: m.address, cell: (one) => one.alamat },
        {
          header: m.state,
          cell: (one) => (
            <>
              <StatusTag kind={one.isActive ? 'selesai' : 'netral'}>
                {one.isActive ? m.on : m.off}
              </StatusTag>
              {one.istirahatSampai !== null && one.istirahatSampai > ctx.now && (
                <p class="kecil">{m.resting(time(one.istirahatSampai))}</p>
              )}
            </>
          ),
        },
        {
          header: m.lastOk,
          cell: (one) => (one.berhasilAt === null ? m.never : time(one.berhasilAt)),
        },
        { header: m.error, cell: (one) => one.galat ?? '' },
        {
          header: m.change,
          cell: (one) => (
            <>
              <a href={`/kerja/pengaturan/mitra?ubah=${one.kode}`}>
                {m.change} <span class="vh">{one.nama}</span>
              </a>
              <ActionForm
                ctx={ctx}
                action={`/kerja/pengaturan/mitra/${one.kode}/uji`}
                label={
                  <>
                    {m.test} <span class="vh">{one.nama}</span>
                  </>
                }
              />
            </>
          ),
        },
      ]}
    />
  )
}

function MitraForm({ ctx, refusals, typed, isKnown }: MitraPageProps) {
  const m = kanalMessages(ctx.lang).partners
  const field = { ctx, refusals }
  return (
    <form method="post" action="/kerja/pengaturan/mitra" class="wadah sempit">
      <Csrf ctx={ctx} />
      <h2 class="jarak">{isKnown ? m.edit(typed.nama) : m.add}</h2>
      {isKnown ? (
        <input type="hidden" name="kode" value={typed.kode} />
      ) : (
        <TextField
          {...field}
          name="kode"
          label={m.code}
          hint={m.codeHint}
          value={typed.kode}
          maxLength={40}
        />
      )}
      <TextField {...field} name="nama" label={m.name} value={typed.nama} maxLength={100} />
      <TextField
        {...field}
        name="alamat"
        label={m.address}
        hint={m.addressHint}
        value={typed.alamat}
        type="url"
        maxLength={500}
      />
      <TextField
        {...field}
        name="kunci"
        label={m.key}
        hint={m.keyKept}
        type="password"
        autocomplete="off"
        maxLength={500}
        isOptional
      />
      <TextField
        {...field}
        name="jurisdiction"
        label={m.jurisdiction}
        value={typed.jurisdictionId}
        maxLength={100}
        isOptional
      />
      <TextArea
        {...field}
        name="pemetaan"
        label={m.mapping}
        hint={m.mappingHint}
        value={typed.pemetaan}
        rows={8}
      />
      <CheckboxTiles
        {...field}
        name="aktif"
        label={m.state}
        values={typed.isActive ? ['1'] : []}
        choices={[{ value: '1', label: m.active }]}
        isSingleColumn
      />
      <Button>{m.save}</Button>
    </form>
  )
}
