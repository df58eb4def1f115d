import { fromDecimalString } from '../../../kernel/money.ts'
import { formatDateTime, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  Facts,
  Information,
  type PageContext,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Pagu } from '../store/putaran-store.ts'
import type { Rapat, SumHadir } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { countText } from './parts.tsx'
import { PUBLIK, USULAN } from './paths.ts'

/** One meeting for everybody: when, where, what is discussed, who came as counts, and its forms once closed. */
export function RapatPublikPage({
  ctx,
  rapat,
  nama,
  hadir,
  formulir,
  usulan,
  jumlahUsulan,
  pagu,
}: Readonly<{
  ctx: PageContext
  rapat: Rapat
  nama: string
  hadir: SumHadir
  formulir: readonly number[]
  usulan: readonly Usulan[]
  jumlahUsulan: number
  pagu: Pagu | undefined
}>) {
  const m = messagesIn(ctx.lang)
  const isClosed = rapat.status === 'ditutup'
  return (
    <CitizenPage ctx={ctx} title={nama} css={['publik']}>
      <div class="wadah isi-hal tumpuk">
        <h1>{nama}</h1>
        <p>
          <StatusTag kind={isClosed ? 'selesai' : 'tunggu'}>{m.rapat[rapat.status]}</StatusTag>
        </p>
        <Facts
          rows={[
            { label: m.public.when, value: formatDateTime(rapat.mulaiAt, localeOf(ctx)) },
            { label: m.public.where, value: rapat.tempat },
            {
              label: m.rapatPublik.quorum,
              value: m.rapatPublik.people(countText(ctx, rapat.kuorum)),
            },
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
        {isClosed && (
          <>
            <Section id="formulir" title={m.rapatPublik.forms}>
              <ul class="butir">
                {formulir.map((one) => (
                  <li>
                    <a href={`${PUBLIK}/rapat/${rapat.id}/formulir/${one}`}>
                      {m.rapatPublik.form[one as 1]} (PDF)
                    </a>
                  </li>
                ))}
              </ul>
              <Information>{m.rapatPublik.inLog}</Information>
            </Section>
            <Section id="hadir" title={m.rapatPublik.attendance}>
              <Facts
                rows={(['jumlah', 'perempuan', 'difabel', 'miskin', 'muda'] as const).map(
                  (name) => ({ label: m.hadir[name], value: countText(ctx, hadir[name]) }),
                )}
              />
            </Section>
          </>
        )}
        {!isClosed && usulan.length > 0 && (
          <Section id="usulan" title={`${m.rapatPublik.before} (${countText(ctx, jumlahUsulan)})`}>
            <ul class="butir">
              {usulan.map((one) => (
                <li>
                  <a href={`${USULAN}/${one.nomor}`}>{one.judul}</a>{' '}
                  <span class="kecil redup angka">{one.nomor}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section id="acara" title={m.rapatPublik.agenda}>
          <DataTable
            caption={m.rapatPublik.agenda}
            rows={rapat.acara}
            columns={[
              { header: m.rapatPublik.agenda, isHead: true, cell: (one) => one.nama[ctx.lang] },
              {
                header: m.public.when,
                isNumber: true,
                cell: (one) => m.rapatPublik.minutes(String(one.menit)),
              },
            ]}
          />
        </Section>
      </div>
    </CitizenPage>
  )
}
