import type { ComponentChildren } from 'preact'
import { fromDecimalString, sumSen } from '../../../kernel/money.ts'
import { qrSvg } from '../../../platform/qr.ts'
import { formatDateTime, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  EmptyState,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  PlainPage,
  Section,
  StatusTag,
  TrustedSvg,
} from '../../../ui/index.ts'
import { formatVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { costText, countText } from './parts.tsx'
import { PERIKSA, PUBLIK, RAPAT } from './paths.ts'
import {
  AsetForm,
  BicaraForm,
  DelegasiForm,
  HadirForm,
  PutusanForm,
  type RapatProps,
  TulisForm,
  UsulanForm,
} from './rapat-forms.tsx'

/** The screen a meeting is led with. */
export function RapatPage(props: RapatProps) {
  const { ctx, rapat, nama, mayWrite } = props
  const m = messagesIn(ctx.lang)
  const isOpen = rapat.status === 'berlangsung' && mayWrite
  return (
    <OfficerPage ctx={ctx} title={nama} current="musrenbang" css={['rencana']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{nama}</h1>
        <p>
          <StatusTag kind={rapat.status === 'ditutup' ? 'selesai' : 'proses'}>
            {m.rapat[rapat.status]}
          </StatusTag>{' '}
          <a href={`${PUBLIK}/rapat/${rapat.id}`}>{m.kerja.publicPage}</a>
        </p>
        <Numbers {...props} />
        {rapat.status === 'direncanakan' && mayWrite && (
          <TulisForm props={props} tindakan="buka" label={m.kerja.start}>
            <Button>{m.kerja.start}</Button>
          </TulisForm>
        )}
        {isOpen && <Desk {...props} />}
        {rapat.status === 'ditutup' && <Forms {...props} />}
      </div>
    </OfficerPage>
  )
}

function Numbers(props: RapatProps) {
  const { ctx, rapat, hadir, pagu, usulan, putusan } = props
  const m = messagesIn(ctx.lang)
  const agreed = usulan.filter(({ id }) => putusan.get(id)?.hasil === 'sepakat')
  const sum = sumSen(agreed.flatMap(({ biaya }) => (biaya === null ? [] : [biaya])))
  return (
    <Facts
      rows={[
        { label: m.public.when, value: formatDateTime(rapat.mulaiAt, localeOf(ctx)) },
        { label: m.public.where, value: rapat.tempat },
        {
          label: m.rapatPublik.attendance,
          value: m.kerja.attendSum(countText(ctx, hadir.jumlah), countText(ctx, rapat.kuorum)),
        },
        {
          label: m.kerja.proposals,
          value: m.kerja.decidedSum(
            countText(ctx, props.jumlahPutus),
            countText(ctx, props.jumlahUsulan),
          ),
        },
        { label: m.kerja.sum, value: formatRupiah(sum, ctx.lang) },
        ...(pagu === undefined
          ? []
          : [
              {
                label: m.rapatPublik.ceiling,
                value: formatRupiah(fromDecimalString(pagu.jumlah), ctx.lang),
              },
            ]),
      ]}
    />
  )
}

/** A part of the desk, open again when its form was refused. */
function Fold({
  props,
  kind,
  title,
  children,
}: Readonly<{
  props: RapatProps
  kind: string
  title: string
  children: ComponentChildren
}>) {
  return (
    <details class="kartu" open={props.refusals.length > 0 && props.typed.tindakan === kind}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function Desk(props: RapatProps) {
  const { ctx, rapat, lingkup } = props
  const m = messagesIn(ctx.lang).kerja
  return (
    <>
      <p class="tombol-baris">
        <ButtonLink href={`${RAPAT}/${rapat.id}/qr`} tone="secondary">
          {m.qr}
        </ButtonLink>
        <ButtonLink href={`${RAPAT}/${rapat.id}/luring`} tone="secondary">
          {m.offline}
        </ButtonLink>
      </p>
      <Fold props={props} kind="hadir" title={m.attendance}>
        <HadirForm {...props} />
        <Sheets {...props} />
      </Fold>
      <Fold props={props} kind="usulan" title={m.paper}>
        <UsulanForm {...props} />
      </Fold>
      <Proposals {...props} />
      <Fold props={props} kind="bicara" title={m.seats}>
        <BicaraForm {...props} />
      </Fold>
      <Fold props={props} kind="delegasi" title={m.delegates}>
        <Delegates {...props} />
        <DelegasiForm {...props} />
      </Fold>
      {lingkup === 'desa' && (
        <Fold props={props} kind="aset" title={m.assets}>
          <ul class="butir isi">
            {props.aset.map(({ nama, patokan }) => (
              <li>
                {nama}, {patokan}
              </li>
            ))}
          </ul>
          <AsetForm {...props} />
        </Fold>
      )}
      <Section id="tutup" title={m.close}>
        <form method="post" action={`${RAPAT}/${rapat.id}/tutup`} class="tumpuk">
          <Csrf ctx={ctx} />
          <p class="bantuan">{m.closeHelp}</p>
          <Button tone="accent">{m.close}</Button>
        </form>
      </Section>
    </>
  )
}

function Sheets(props: RapatProps) {
  const m = messagesIn(props.ctx.lang)
  return (
    <ul class="butir isi">
      {props.lembar.map((one, at) => (
        <li>
          {m.kerja.sheet} {at + 1}: {m.rapatPublik.people(countText(props.ctx, one.jumlah))}
          <TulisForm props={props} tindakan="batal-hadir" label={m.kerja.cancel}>
            <input type="hidden" name="lembar" value={one.id} />
            <Button tone="secondary" isSmall>
              {m.kerja.cancel}
              <span class="vh">
                {' '}
                {m.kerja.sheet} {at + 1}
              </span>
            </Button>
          </TulisForm>
        </li>
      ))}
    </ul>
  )
}

function Delegates(props: RapatProps) {
  const m = messagesIn(props.ctx.lang).kerja
  return (
    <ul class="butir isi">
      {props.delegasi.map(({ id, nama, unsur }) => (
        <li>
          {nama}, {unsur}
          <TulisForm props={props} tindakan="batal-delegasi" label={m.cancel}>
            <input type="hidden" name="delegasi" value={id} />
            <Button tone="secondary" isSmall>
              {m.cancel}
              <span class="vh"> {nama}</span>
            </Button>
          </TulisForm>
        </li>
      ))}
    </ul>
  )
}

function Proposals(props: RapatProps) {
  const { ctx, usulan, jumlahUsulan } = props
  const m = messagesIn(ctx.lang).kerja
  return (
    <Section id="usulan" title={m.proposals}>
      {usulan.length === 0 && <EmptyState title={m.noProposals} />}
      {usulan.length < jumlahUsulan && <p class="bantuan">{m.tooLong}</p>}
      {usulan.map((one) => (
        <Proposal props={props} usulan={one} />
      ))}
    </Section>
  )
}

function Proposal({ props, usulan }: Readonly<{ props: RapatProps; usulan: Usulan }>) {
  const { ctx, putusan, typed, refusals, placeName } = props
  const m = messagesIn(ctx.lang)
  const known = putusan.get(usulan.id)
  const isRefused = refusals.length > 0 && typed.nomor === usulan.nomor
  const place = [usulan.rw === '' ? '' : `RW ${usulan.rw}`, placeName(usulan.wilayahKode)]
  return (
    <article class="kartu">
      <div class="isi tumpuk">
        <p class="kecil redup angka">
          {usulan.nomor} ·{' '}
          <a href={`${PERIKSA}/${usulan.nomor}`}>
            {m.kerja.papers}
            <span class="vh"> {usulan.nomor}</span>
          </a>
        </p>
        <h3>{usulan.judul}</h3>
        <p class="kecil">
          {usulan.patokan}, {place.filter((part) => part !== '').join(' ')} ·{' '}
          {formatVolume(usulan.volume, ctx.lang)} {usulan.satuan} · {costText(ctx, usulan.biaya)}
        </p>
        <p>
          {known === undefined ? (
            <StatusTag kind="tunggu">{m.kerja.undecided}</StatusTag>
          ) : (
            <StatusTag kind={known.hasil === 'sepakat' ? 'selesai' : 'netral'}>
              {m.kerja.verdicts[known.hasil]}
            </StatusTag>
          )}{' '}
          {known?.peringkat != null && m.usulan.rank(String(known.peringkat))}
        </p>
        {known?.hasil === 'sepakat' && <Steps props={props} usulan={usulan} />}
        <details open={isRefused}>
          <summary>{m.kerja.decideOf(usulan.nomor)}</summary>
          <PutusanForm props={props} usulan={usulan} />
        </details>
      </div>
    </article>
  )
}

/** One step up or down, by buttons that say whose. */
function Steps({ props, usulan }: Readonly<{ props: RapatProps; usulan: Usulan }>) {
  const m = messagesIn(props.ctx.lang).kerja
  return (
    <div class="tombol-baris">
      {(['naik', 'turun'] as const).map((arah) => (
        <TulisForm
          props={props}
          tindakan={arah}
          label={arah === 'naik' ? m.upOf(usulan.nomor) : m.downOf(usulan.nomor)}
        >
          <input type="hidden" name="nomor" value={usulan.nomor} />
          <Button tone="secondary" isSmall>
            {arah === 'naik' ? m.up : m.down}
            <span class="vh"> {usulan.nomor}</span>
          </Button>
        </TulisForm>
      ))}
    </div>
  )
}

function Forms({ ctx, rapat, formulir }: RapatProps) {
  const m = messagesIn(ctx.lang).rapatPublik
  return (
    <Section id="formulir" title={m.forms}>
      <ul class="butir">
        {formulir.map((one) => (
          <li>
            <a href={`${PUBLIK}/rapat/${rapat.id}/formulir/${one}`}>{m.form[one as 1]} (PDF)</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The QR for the wall of the hall, and its address for phones without a camera. */
export function QrPage({
  ctx,
  nama,
  address,
  back,
}: Readonly<{ ctx: PageContext; nama: string; address: string; back: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <PlainPage ctx={ctx} title={m.kerja.qr}>
      <h1>{nama}</h1>
      <p>{m.qr.scan}</p>
      <TrustedSvg svg={qrSvg(address, 320)} label={m.qr.scan} />
      <p>
        {m.qr.orType} <b class="angka">{address}</b>
      </p>
      <p>
        <a href={back}>{m.kerja.backToRoom}</a>
      </p>
    </PlainPage>
  )
}
