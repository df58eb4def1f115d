import type { ComponentChildren } from 'preact'
import { formatDigest } from '../../../kernel/digest-format.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  Facts,
  type PageContext,
  SealBox,
  Section,
  StatusTag,
  Warning,
} from '../../../ui/index.ts'
import type { KeyTexts, ShownRecord } from '../actions/open-record.ts'
import { logMessages } from '../messages/index.ts'
import { ByHand, CheckBox, type CheckFiles, Code } from './check-box.tsx'
import { DocumentView } from './document-view.tsx'
import { actorWords, kindLabel, objectLabel } from './record-words.ts'

export type RecordProps = Readonly<{
  ctx: PageContext
  baseUrl: string
  record: ShownRecord
  keys: KeyTexts
  /** Is there a record after this one? */
  hasNext: boolean
}>

/** One record, for everyone to check. */
export function RecordPage(props: RecordProps) {
  const { ctx, record, keys, baseUrl } = props
  const m = logMessages(ctx.lang)
  const files = filesOf(record)
  const { document } = record
  const title = kindLabel(ctx, record, 'detail' in document ? document.detail : undefined)
  return (
    <CitizenPage
      ctx={ctx}
      title={`${title} (${m.record.title(String(record.indeks))})`}
      css={['bukti']}
      scripts={files === undefined ? [] : ['bukti']}
      head={<meta name="robots" content="noindex" />}
    >
      <div class="wadah isi-hal">
        <p class="meta">
          <StateTag {...props} />
          <span class="angka tebal">{m.record.title(formatNumber(record.indeks, ctx.lang))}</span>
          <span class="angka">
            <About ctx={ctx} record={record} />
          </span>
        </p>
        <h1 class="judul-catatan">{title}</h1>
        <div class="dua-lajur isi-hal">
          <div class="renggang">
            <Standing {...props} />
            {files && (
              <Section id="h-periksa" title={m.check.title}>
                <div class="tumpuk">
                  <CheckBox ctx={ctx} keys={keys} files={files} />
                  <ByHand ctx={ctx} keys={keys} files={files} baseUrl={baseUrl} />
                </div>
              </Section>
            )}
            {record.leaf && (
              <Section id="h-isi" title={m.record.document}>
                <Document {...props} />
              </Section>
            )}
            <Leaf {...props} />
          </div>
          <aside class="tumpuk">
            <FactsBox {...props} />
            {files && <Downloads ctx={ctx} files={files} />}
            <Neighbours {...props} />
          </aside>
        </div>
      </div>
    </CitizenPage>
  )
}

/** Absent while there is no proof yet. */
function filesOf({ indeks, proven, document }: ShownRecord): CheckFiles | undefined {
  if (proven === undefined) return undefined
  const proof = {
    name: `catatan-${indeks}.tlog-proof`,
    path: `/bukti/${indeks}/catatan.tlog-proof`,
  }
  if (!('bytes' in document)) return { proof }
  return {
    proof,
    document: { name: `catatan-${indeks}.json`, path: `/bukti/${indeks}/dokumen.json` },
  }
}

function isWrong({ isDamaged, document }: ShownRecord): boolean {
  return isDamaged || document.state === 'changed' || document.state === 'gone'
}

function StateTag({ ctx, record }: RecordProps) {
  const m = logMessages(ctx.lang).record
  if (isWrong(record)) return <StatusTag kind="lewat">{m.wrong}</StatusTag>
  if (record.proven === undefined) return <StatusTag kind="tunggu">{m.unsigned}</StatusTag>
  return <StatusTag kind="selesai">{m.locked}</StatusTag>
}

function Standing({ ctx, record }: RecordProps) {
  const m = logMessages(ctx.lang).record
  const when = formatDateTime(record.waktu, localeOf(ctx))
  const { proven, signatures } = record
  if (record.isDamaged) return <Warning>{m.damaged}</Warning>
  if (proven === undefined)
    return (
      <div class="info tumpuk">
        <p>{m.unsignedText(when)}</p>
        <p>
          <ButtonLink href={`/bukti/${record.indeks}`} tone="secondary" isSmall>
            {m.reload}
          </ButtonLink>
        </p>
      </div>
    )
  const names = signatures.filter(({ kind }) => kind === 'witness').map(({ name }) => name)
  return (
    <p class="prosa">
      {!isWrong(record) && `${m.lockedText(when)} `}
      {m.signedBy(formatNumber(proven.ukuran, ctx.lang))}
      {names.length === 0 ? m.unwitnessed : m.witnessedBy(names.join(', '))}
    </p>
  )
}

function Document({ ctx, record: { document } }: RecordProps) {
  const m = logMessages(ctx.lang).record
  switch (document.state) {
    case 'open':
      return <Words ctx={ctx} bytes={document.bytes} />
    case 'changed':
      return (
        <div class="tumpuk">
          <Warning>
            {m.changed} {'bytes' in document && m.changedNow}
          </Warning>
          {'bytes' in document && <Words ctx={ctx} bytes={document.bytes} />}
        </div>
      )
    case 'gone':
      return <Warning>{m.gone}</Warning>
    case 'forgotten':
      return <p class="info">{m.forgotten}</p>
    case 'closed':
      return <p class="info">{m.closed}</p>
  }
}

function Words({ ctx, bytes }: Readonly<{ ctx: PageContext; bytes: Buffer }>) {
  return (
    <div class="kartu">
      <div class="isi">
        <DocumentView ctx={ctx} bytes={bytes} />
      </div>
    </div>
  )
}

function Leaf({ ctx, record: { leaf, proven } }: RecordProps) {
  if (leaf === undefined) return null
  const m = logMessages(ctx.lang).record
  return (
    <details>
      <summary>{m.leaf}</summary>
      <div class="tumpuk">
        <p>{m.leafHelp}</p>
        {proven && <Code label={m.leaf} text={Buffer.from(proven.entry).toString()} />}
        <p>{m.digest}:</p>
        <SealBox digest={formatDigest(leaf.sha256)} />
      </div>
    </details>
  )
}

function FactsBox({ ctx, record }: RecordProps) {
  const m = logMessages(ctx.lang).record
  const { leaf, proven, signatures, indeks } = record
  const place = formatNumber(indeks, ctx.lang)
  const actor = leaf && actorWords(ctx, leaf.actor)
  return (
    <section class="kartu" aria-labelledby="h-fakta">
      <div class="isi">
        <h2 class="judul-kecil" id="h-fakta">
          {m.facts}
        </h2>
        <Facts
          rows={[
            { label: m.time, value: formatDateTime(record.waktu, localeOf(ctx)) },
            ...(actor ? [{ label: m.actor, value: <Actor {...actor} /> }] : []),
            ...(leaf ? [{ label: m.version, value: formatNumber(leaf.version, ctx.lang) }] : []),
            {
              label: m.place,
              value: proven
                ? m.placeOf(place, formatNumber(proven.ukuran, ctx.lang))
                : m.placeUnsigned(place),
            },
            ...(signatures.length > 0
              ? [{ label: m.signatures, value: <Signatures ctx={ctx} record={record} /> }]
              : []),
          ]}
        />
      </div>
    </section>
  )
}

function About({ ctx, record: { leaf, document } }: Pick<RecordProps, 'ctx' | 'record'>) {
  const label = objectLabel(ctx, leaf?.object ?? '')
  const href = 'href' in document ? document.href : undefined
  if (href === undefined) return <>{label}</>
  return <a href={`${href}#h-waktu`}>{label}</a>
}

function Actor({ name, help }: Readonly<{ name: string; help: string }>): ComponentChildren {
  return (
    <>
      {name}
      <span class="keterangan">{help}</span>
    </>
  )
}

function Signatures({ ctx, record: { signatures } }: Pick<RecordProps, 'ctx' | 'record'>) {
  const m = logMessages(ctx.lang).record
  return (
    <ul>
      {signatures.map((one) => (
        <li>
          {one.kind === 'log'
            ? m.signedLog(one.keyId)
            : m.signedWitness(one.name, formatDateTime(one.at, localeOf(ctx)))}
        </li>
      ))}
    </ul>
  )
}

function Downloads({ ctx, files }: Readonly<{ ctx: PageContext; files: CheckFiles }>) {
  const m = logMessages(ctx.lang).record
  const { proof, document } = files
  return (
    <section class="kartu" aria-labelledby="h-unduh">
      <div class="isi">
        <h2 class="judul-kecil" id="h-unduh">
          {m.download}
        </h2>
        <ul class="butir">
          <li>
            <a href={proof.path ?? ''} download={proof.name}>
              {m.proofFile}
            </a>
          </li>
          {document && (
            <li>
              <a href={document.path ?? ''} download={document.name}>
                {m.documentFile}
              </a>
            </li>
          )}
        </ul>
        <p class="kecil redup">{m.downloadHelp}</p>
      </div>
    </section>
  )
}

function Neighbours({ ctx, record: { indeks }, hasNext }: RecordProps) {
  const m = logMessages(ctx.lang).record
  return (
    <nav class="tombol-baris" aria-label={m.neighbours}>
      {indeks > 0 && (
        <a href={`/bukti/${indeks - 1}`} rel="prev">
          {m.previous}
        </a>
      )}
      {hasNext && (
        <a href={`/bukti/${indeks + 1}`} rel="next">
          {m.next}
        </a>
      )}
    </nav>
  )
}
