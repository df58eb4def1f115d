import type { Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  OfficerPage,
  type PageContext,
  Section,
  StatusTag,
  TextArea,
  TextField,
  Timeline,
} from '../../../ui/index.ts'
import { documentsMessages } from '../messages/index.ts'
import { titleOf } from '../signers/local.ts'
import type { Peristiwa } from '../store/peristiwa-store.ts'
import type { Surat } from '../store/surat-store.ts'
import { OFFICE } from './office.page.tsx'
import { statusOf, TAG_OF } from './words.ts'

export type LetterProps = Readonly<{
  ctx: PageContext
  today: string
  surat: Surat
  unit: string
  acts: readonly Peristiwa[]
  mayTakeBack: boolean
  /** It waits for this very officer. */
  maySign: boolean
  needsSecret: boolean
  refusals: readonly Refusal[]
  alasan: string
  nik: string
}>

/** One letter and what may be done with it. Its words are only in the file, whose opening is recorded. */
export function LetterPage(props: LetterProps) {
  const { ctx, surat, refusals, today } = props
  const m = documentsMessages(ctx.lang)
  const status = statusOf(surat, today)
  return (
    <OfficerPage ctx={ctx} title={`${surat.judul} ${surat.nomor ?? ''}`} current="letters">
      <nav class="jejak-hal" aria-label={m.office.title}>
        <a href={OFFICE}>{m.office.back}</a>
      </nav>
      <p class="meta">
        <StatusTag kind={TAG_OF[status]}>{m.status[status]}</StatusTag>
        <span class="angka tebal">{surat.nomor ?? m.office.unnumbered}</span>
      </p>
      <h1>{surat.judul}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="dua-lajur">
        <div class="renggang">
          <LetterFacts {...props} />
          {surat.nomor !== null && <Copies {...props} />}
          {surat.status === 'menunggu' && <Sign {...props} />}
          <History {...props} />
        </div>
        {surat.status === 'berlaku' && props.mayTakeBack && <TakeBack {...props} />}
      </div>
    </OfficerPage>
  )
}

function LetterFacts({ ctx, surat, unit }: LetterProps) {
  const m = documentsMessages(ctx.lang)
  const signer = titleOf({
    jabatan: surat.tandaJabatan,
    ...(surat.tandaSebagai === null ? {} : { as: surat.tandaSebagai }),
  })
  return (
    <Facts
      rows={[
        { label: m.facts.unit, value: unit },
        { label: m.office.about, value: surat.subjekNomor },
        { label: m.office.signer, value: `${surat.tandaNama}, ${signer}` },
        ...(surat.terbitAt
          ? [{ label: m.facts.terbit, value: formatDateTime(surat.terbitAt, localeOf(ctx)) }]
          : []),
        {
          label: m.facts.sampai,
          value:
            surat.sampai === null
              ? m.facts.selamanya
              : formatTanggal(surat.sampai as Tanggal, ctx.lang),
        },
        {
          label: m.office.copies,
          value: m.office.copiesOf(formatNumber(surat.cetakUlang, ctx.lang)),
        },
        ...(surat.menggantikanId
          ? [
              {
                label: m.office.replaces,
                value: <a href={`${OFFICE}/${surat.menggantikanId}`}>{m.office.former}</a>,
              },
            ]
          : []),
        ...(surat.digantiOlehId
          ? [
              {
                label: m.facts.pengganti,
                value: <a href={`${OFFICE}/${surat.digantiOlehId}`}>{m.office.letter}</a>,
              },
            ]
          : []),
      ]}
    />
  )
}

function Copies({ ctx, surat }: LetterProps) {
  const m = documentsMessages(ctx.lang)
  return (
    <div class="tumpuk">
      <div class="tombol-baris">
        <ButtonLink href={`${OFFICE}/${surat.id}/unduh`} isSmall>
          {m.office.download}
        </ButtonLink>
        <ActionForm
          ctx={ctx}
          action={`${OFFICE}/${surat.id}/cetak-ulang`}
          label={m.office.reprint}
        />
        <ButtonLink href={`/verifikasi/${surat.kode}`} tone="secondary" isSmall>
          {m.own.check}
        </ButtonLink>
      </div>
      {!surat.hasProof && <p class="kecil redup">{m.own.noProof}</p>}
      <p class="kecil redup">{m.office.reprintHint}</p>
      {surat.pemilikId !== null && <p class="kecil redup">{m.office.purpose}</p>}
    </div>
  )
}

/** NIK and passphrase for a signer outside; neither comes back into the form after a refusal. */
export function SecretFields({
  ctx,
  refusals,
  nik,
}: Pick<LetterProps, 'ctx' | 'refusals' | 'nik'>) {
  const m = documentsMessages(ctx.lang).office
  return (
    <>
      <TextField
        ctx={ctx}
        name="nik"
        label={m.nik}
        value={nik}
        inputMode="numeric"
        maxLength={16}
        autocomplete="off"
        refusals={refusals}
      />
      <TextField
        ctx={ctx}
        name="passphrase"
        type="password"
        label={m.passphrase}
        hint={m.passphraseHint}
        maxLength={128}
        autocomplete="off"
        refusals={refusals}
      />
    </>
  )
}

function Sign(props: LetterProps) {
  const { ctx, surat, maySign, needsSecret } = props
  const m = documentsMessages(ctx.lang).office
  const isAway = surat.menungguKarena === 'penanda-tak-terjangkau'
  return (
    <Section id="h-tanda" title={m.sign}>
      <Information>
        <p>{m.signText}</p>
        {isAway && <p>{m.signAway}</p>}
      </Information>
      {maySign && (
        <form method="post" action={`${OFFICE}/${surat.id}/tanda-tangan`} class="tumpuk">
          <Csrf ctx={ctx} />
          {needsSecret && <SecretFields {...props} />}
          <Button>{m.signButton}</Button>
        </form>
      )}
    </Section>
  )
}

function History({ ctx, acts }: LetterProps) {
  const m = documentsMessages(ctx.lang).office
  if (acts.length === 0) return null
  return (
    <Section id="h-riwayat" title={m.history}>
      <Timeline
        label={m.history}
        items={acts.map((act) => ({
          title: m.events[act.jenis],
          when: formatDateTime(act.waktu, localeOf(ctx)),
          isDone: true,
          isLate: act.jenis === 'dicabut',
          ...(act.alasan === null ? {} : { body: act.alasan }),
          link: {
            href: `/bukti/catatan/${act.id}`,
            label: m.record,
            name: `${m.record}: ${m.events[act.jenis]}`,
          },
        }))}
      />
    </Section>
  )
}

function TakeBack({ ctx, surat, refusals, alasan }: LetterProps) {
  const m = documentsMessages(ctx.lang).office
  return (
    <aside class="tumpuk">
      <section class="kartu" aria-labelledby="h-ganti">
        <div class="isi tumpuk">
          <h2 id="h-ganti">{m.replace}</h2>
          <p class="kecil">{m.replaceText}</p>
          <p>
            <ButtonLink href={`${OFFICE}/${surat.id}/ganti`} tone="secondary" isSmall>
              {m.replace}
            </ButtonLink>
          </p>
        </div>
      </section>
      <section class="kartu" aria-labelledby="h-cabut">
        <div class="isi tumpuk">
          <h2 id="h-cabut">{m.revoke}</h2>
          <p class="kecil">{m.revokeText}</p>
          <form method="post" action={`${OFFICE}/${surat.id}/cabut`}>
            <Csrf ctx={ctx} />
            <TextArea
              ctx={ctx}
              name="alasan"
              label={m.reason}
              hint={m.reasonHint}
              value={alasan}
              rows={3}
              maxLength={500}
              refusals={refusals}
            />
            <Button tone="secondary">{m.revokeButton}</Button>
          </form>
        </div>
      </section>
    </aside>
  )
}
