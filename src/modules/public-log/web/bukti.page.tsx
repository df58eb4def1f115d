import { formatDigest, hexOf } from '../../../kernel/digest-format.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, formatRelative, localeOf } from '../../../ui/format.ts'
import {
  Button,
  CitizenPage,
  ErrorSummary,
  type PageContext,
  SealBox,
  Section,
  StatusTag,
  TextField,
} from '../../../ui/index.ts'
import type { Overview } from '../actions/overview.ts'
import { logMessages } from '../messages/index.ts'
import { Code } from './check-box.tsx'
import { KeySection, StampSection, WitnessSection } from './outsiders.tsx'
import { kindLabel, objectLabel } from './record-words.ts'

/** Longer than any number people are given. */
export const TYPED_MAX = 60

export type BuktiProps = Readonly<{
  ctx: PageContext
  baseUrl: string
  overview: Overview
  /** What was typed and could not be found. */
  typed: string
  refusals: readonly Refusal[]
}>

/** What the log is good for, how it stands, and the door to every record. */
export function BuktiPage(props: BuktiProps) {
  const { ctx, overview, baseUrl } = props
  const m = logMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.description} css={['bukti']}>
      <div class="wadah isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <Alarms {...props} />
        <Renewals {...props} />
        <h1>{m.lead}</h1>
        <div class="dua-lajur isi-hal">
          <div class="tumpuk">
            {m.intro.map((text) => (
              <p class="prosa">{text}</p>
            ))}
            <Search {...props} />
          </div>
          <State {...props} />
        </div>
        <div class="janji-batas">
          <Promises title={m.proves} list={m.provesList} kind="ya" />
          <Promises title={m.provesNot} list={m.provesNotList} kind="bukan" />
        </div>
        <WitnessSection ctx={ctx} saksi={overview.saksi} />
        <KeySection ctx={ctx} kunci={overview.kunci} />
        <StampSection ctx={ctx} stempel={overview.stempel} />
        <More ctx={ctx} baseUrl={baseUrl} overview={overview} />
        <Newest {...props} />
      </div>
    </CitizenPage>
  )
}

/** A log that lost something says so before it says anything good of itself. */
function Renewals({ ctx, overview: { lama } }: BuktiProps) {
  if (lama.length === 0) return null
  const m = logMessages(ctx.lang).renewals
  const number = (value: number) => formatNumber(value, ctx.lang)
  return (
    <section class="galat" aria-labelledby="h-lama">
      <h2 id="h-lama">{m.title}</h2>
      <ul>
        {lama.map(({ asal, pengganti, ukuran, ukuranTerakhir, alasan, waktu, acuan }) => (
          <li>
            {formatDateTime(waktu, localeOf(ctx))}: <code>{asal}</code> →{' '}
            <a href={`/bukti/catatan/${acuan}`}>{pengganti}</a>
            <br />
            {m.lost(number(ukuranTerakhir), number(ukuran))}
            <br />
            <span class="kecil">
              {m.reason}: {alasan}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Alarms({ ctx, overview: { peringatan } }: BuktiProps) {
  if (peringatan.length === 0) return null
  const m = logMessages(ctx.lang).alarms
  return (
    <section class="galat" aria-labelledby="h-peringatan">
      <h2 id="h-peringatan">{m.title}</h2>
      <p>{m.help}</p>
      <ul>
        {peringatan.map(({ jenis, waktu, sumber, rincian }) => (
          <li>
            <b>{m.kinds[jenis]}</b>, {formatDateTime(waktu, localeOf(ctx))},{' '}
            {m.source(sumber === 'program' ? m.program : sumber)}
            <br />
            <span class="kecil">{rincian}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Promises({
  title,
  list,
  kind,
}: Readonly<{ title: string; list: readonly string[]; kind: 'ya' | 'bukan' }>) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class={`butir ${kind}`}>
        {list.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function Search({ ctx, typed, refusals }: BuktiProps) {
  const m = logMessages(ctx.lang).search
  return (
    <form class="kartu" action="/bukti" method="get" role="search" aria-label={m.title}>
      <div class="isi">
        <TextField
          ctx={ctx}
          name="cari"
          label={m.label}
          hint={m.hint}
          value={typed}
          maxLength={TYPED_MAX}
          refusals={refusals}
        />
        <Button>{m.button}</Button>
      </div>
    </form>
  )
}

function State({ ctx, overview: { titik, saksi, peringatan } }: BuktiProps) {
  const m = logMessages(ctx.lang).state
  if (titik === undefined)
    return (
      <section class="info" aria-labelledby="h-keadaan">
        <h2 id="h-keadaan">{m.unsigned}</h2>
        <p>{m.unsignedHelp}</p>
      </section>
    )
  const signing = saksi.filter(({ keadaan }) => keadaan === 'menyaksikan').length
  return (
    <section aria-labelledby="h-keadaan">
      <h2 class="judul-kecil" id="h-keadaan">
        {m.title}
      </h2>
      <ul class="kisi">
        <li>
          <b class="angka-besar">{formatNumber(titik.ukuran, ctx.lang)}</b>
          <span>{m.records}</span>
          <span class="kecil redup">
            {m.signedAt(formatRelative(titik.waktu, ctx.now, localeOf(ctx)))}
          </span>
        </li>
        <li>
          <b>
            {saksi.length === 0
              ? m.noWitness
              : m.witnesses(formatNumber(signing, ctx.lang), formatNumber(saksi.length, ctx.lang))}
          </b>
          <a href="#h-saksi">{saksi.length === 0 ? m.noWitnessNote : m.witnessing}</a>
        </li>
        <li>
          {peringatan.length === 0 ? (
            <StatusTag kind="selesai">{m.noAlarm}</StatusTag>
          ) : (
            <StatusTag kind="lewat">
              {m.alarms(formatNumber(peringatan.length, ctx.lang))}
            </StatusTag>
          )}
        </li>
      </ul>
      <SealBox digest={formatDigest(hexOf(titik.akar))} />
      <p class="kecil redup">{m.root}</p>
    </section>
  )
}

function Newest({ ctx, overview: { records } }: BuktiProps) {
  const m = logMessages(ctx.lang).newest
  return (
    <Section id="h-terbaru" title={m.title}>
      {records.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <ol class="kartu catatan-baru">
          {records.map((record) => (
            <li>
              <a class="judul" href={`/bukti/${record.indeks}`}>
                {kindLabel(ctx, record)}
                <span class="vh"> {m.number(formatNumber(record.indeks, ctx.lang))}</span>
              </a>
              <span class="angka">{objectLabel(ctx, record.leaf?.object ?? '')}</span>
              <span>{formatRelative(record.waktu, ctx.now, localeOf(ctx))}</span>
              <span class="angka" aria-hidden="true">
                {formatNumber(record.indeks, ctx.lang)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function More({
  ctx,
  baseUrl,
  overview: { kunci },
}: Pick<BuktiProps, 'ctx' | 'baseUrl' | 'overview'>) {
  const m = logMessages(ctx.lang).more
  const log = `${baseUrl}/log`
  const key = kunci.at(-1)?.kunci ?? ''
  return (
    <Section id="h-sendiri" title={m.title}>
      <div class="tumpuk">
        <ul class="butir">
          <li>
            <a href="/bukti/periksa">{m.withScript}</a>
          </li>
          <li>
            <a href="/bukti/serangan">{m.attacks}</a>
          </li>
        </ul>
        <details>
          <summary>{m.technical}</summary>
          <div class="tumpuk">
            <p>{m.addresses}</p>
            <ul class="butir">
              {['/log/checkpoint', '/log/kunci', '/log/saksi'].map((path) => (
                <li>
                  <a href={path}>
                    {baseUrl}
                    {path}
                  </a>
                </li>
              ))}
              <li>{log}/tile/…</li>
            </ul>
            <p>{m.audit}</p>
            <Code label={m.audit} text={`pendopo log audit ${log}`} />
            <p>{m.witness}</p>
            <Code
              label={m.witness}
              text={`pendopo witness --dir saksi --name saksi.example/w1 --log '${key}'`}
            />
          </div>
        </details>
      </div>
    </Section>
  )
}
