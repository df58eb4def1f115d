import { formatPercent } from '../../../ui/format.ts'
import type { PageContext } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import { HOME } from './frame.tsx'
import type { Tried } from './pages.ts'
import { SmallForm } from './parts.tsx'

const KONTRAK = `${HOME}/kontrak`

/** A new contract: payee, value, days, retention and stages. */
export function NewForm({
  ctx,
  skpdId,
  retensiBps,
  tried,
}: Readonly<{ ctx: PageContext; skpdId: number; retensiBps: number; tried: Tried }>) {
  const m = messagesIn(ctx.lang)
  return (
    <SmallForm
      ctx={ctx}
      action={KONTRAK}
      scope="baru"
      hidden={{ skpd: String(skpdId) }}
      fields={[
        { name: 'uraian', label: m.kontrak.uraian },
        { name: 'sub', label: m.doc.column.kegiatan, isOptional: true },
        { name: 'penyedia', label: m.kontrak.penyedia },
        { name: 'penyediaBank', label: m.form.bank },
        { name: 'penyediaRekening', label: m.form.rekening },
        { name: 'nilai', label: m.kontrak.nilai, type: 'money' },
        { name: 'tanggal', label: m.kontrak.tanggal, type: 'date' },
        { name: 'mulai', label: m.kontrak.mulai, type: 'date' },
        { name: 'selesai', label: m.kontrak.selesai, type: 'date' },
        {
          name: 'retensi',
          label: m.kontrak.retensi,
          hint: m.kontrak.retensiHint(formatPercent(retensiBps / 10_000, ctx.lang)),
          isOptional: true,
        },
        { name: 'pemeliharaan', label: m.kontrak.pemeliharaan, isOptional: true },
        { name: 'termin', label: m.kontrak.termin, hint: m.kontrak.terminHint, type: 'area' },
      ]}
      button={m.kontrak.save}
      tried={tried}
    />
  )
}
