/** Those outside who keep the log honest: witnesses, keys copied elsewhere, time stamps. */
import { tanggal } from '../../../kernel/date.ts'
import {
  formatDateTime,
  formatNumber,
  formatRelative,
  formatTanggal,
  localeOf,
} from '../../../ui/format.ts'
import {
  Information,
  type PageContext,
  Section,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import { logMessages } from '../messages/index.ts'
import type { ShownSaksi } from '../store/bukti-store.ts'
import type { Kunci } from '../store/kunci-store.ts'
import type { KeadaanSaksi } from '../store/saksi-store.ts'
import type { ShownStempel } from '../store/stempel-store.ts'
import { Code } from './check-box.tsx'

const STATE_TAGS: Readonly<Record<KeadaanSaksi, TagKind>> = {
  baru: 'netral',
  menyaksikan: 'selesai',
  diam: 'tunggu',
  menolak: 'lewat',
  berbohong: 'lewat',
}

export function WitnessSection({
  ctx,
  saksi,
}: Readonly<{ ctx: PageContext; saksi: readonly ShownSaksi[] }>) {
  const m = logMessages(ctx.lang).witnesses
  return (
    <Section id="h-saksi" title={m.title}>
      <div class="tumpuk">
        <p class="prosa">{m.intro}</p>
        {saksi.length === 0 ? (
          <Information>{m.none}</Information>
        ) : (
          <ul class="kartu saksi">
            {saksi.map((row) => (
              <li>
                <b>{row.nama}</b>
                <WitnessState ctx={ctx} row={row} />
                <span class="kecil redup">{lastSigned(ctx, row)}</span>
              </li>
            ))}
          </ul>
        )}
        {saksi.length > 0 && (
          <details>
            <summary>{m.key}</summary>
            <Code label={m.key} text={saksi.map(({ kunci }) => kunci).join('\n')} />
          </details>
        )}
      </div>
    </Section>
  )
}

function WitnessState({ ctx, row }: Readonly<{ ctx: PageContext; row: ShownSaksi }>) {
  const m = logMessages(ctx.lang).witnesses
  const since = row.dilihat ?? row.terakhir
  const isSilent = row.keadaan === 'diam' && since !== null
  return (
    <span>
      <StatusTag kind={STATE_TAGS[row.keadaan]}>
        {isSilent
          ? m.silentSince(formatRelative(since, ctx.now, localeOf(ctx)))
          : m.states[row.keadaan]}
      </StatusTag>
      {row.rincian !== null && row.keadaan !== 'menyaksikan' && (
        <span class="keterangan">{row.rincian}</span>
      )}
    </span>
  )
}

function lastSigned(ctx: PageContext, { terakhir, ukuran }: ShownSaksi): string {
  const m = logMessages(ctx.lang).witnesses
  if (terakhir === null) return m.never
  const when = formatRelative(terakhir, ctx.now, localeOf(ctx))
  return m.lastAt(when, formatNumber(ukuran, ctx.lang))
}

export function KeySection({
  ctx,
  kunci,
}: Readonly<{ ctx: PageContext; kunci: readonly Kunci[] }>) {
  const m = logMessages(ctx.lang).keys
  return (
    <Section id="h-kunci" title={m.title}>
      <div class="tumpuk">
        <p class="prosa">{m.intro}</p>
        {kunci.length === 0 && <p>{m.none}</p>}
        {kunci.toReversed().map((one) => (
          <div>
            <p class="kecil">{termOf(ctx, one)}</p>
            <p class="segel">{one.kunci}</p>
          </div>
        ))}
      </div>
    </Section>
  )
}

function termOf(ctx: PageContext, { mulai, berhenti }: Kunci): string {
  const m = logMessages(ctx.lang).keys
  const from = formatDateTime(mulai, localeOf(ctx))
  if (mulai > ctx.now) return m.future(from)
  if (berhenti === null) return m.signing(from)
  const to = formatDateTime(berhenti, localeOf(ctx))
  return berhenti > ctx.now ? m.ending(from, to) : m.ended(from, to)
}

export function StampSection({
  ctx,
  stempel,
}: Readonly<{ ctx: PageContext; stempel: readonly ShownStempel[] }>) {
  const m = logMessages(ctx.lang).stamps
  const [newest] = stempel
  return (
    <Section id="h-cap" title={m.title}>
      <div class="tumpuk">
        <p class="prosa">{m.intro}</p>
        {newest === undefined ? (
          <p>{m.none}</p>
        ) : (
          <>
            <ul class="kartu saksi">
              {stempel.map((row) => (
                <Stamp ctx={ctx} row={row} />
              ))}
            </ul>
            <Code
              label={m.command}
              text={`openssl ts -verify -data ${newest.tanggal}.txt -in ${newest.tanggal}.tsr -CAfile ca.pem`}
            />
          </>
        )}
      </div>
    </Section>
  )
}

function Stamp({ ctx, row }: Readonly<{ ctx: PageContext; row: ShownStempel }>) {
  const m = logMessages(ctx.lang).stamps
  const { tanggal: day, ukuran, otoritas, terperiksa } = row
  const shown = formatTanggal(tanggal(day), ctx.lang)
  return (
    <li>
      <span>
        <b>{shown}</b>
        <span class="keterangan">{m.size(formatNumber(ukuran, ctx.lang))}</span>
      </span>
      <span class="kecil">
        {otoritas}
        {!terperiksa && <span class="keterangan">{m.unchecked}</span>}
      </span>
      <span class="kecil">
        <a href={`/log/stempel/${day}.tsr`} download>
          {m.token}
          <span class="vh"> {shown}</span>
        </a>
        {', '}
        <a href={`/log/stempel/${day}.txt`} download>
          {m.note}
          <span class="vh"> {shown}</span>
        </a>
      </span>
    </li>
  )
}
