import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { TINDAKAN } from '../../domain/transitions.ts'
import type { CitizenReports } from '../../types.ts'
import { valuesOf } from './act-form.ts'
import { templatesOf } from './build-actions.ts'
import type { OpenedKasus } from './read-kasus.ts'

/** Without script: the chosen template comes back as the message, nothing else changes. */
export async function fillFromTemplate(
  reports: CitizenReports,
  req: Req,
  opened: OpenedKasus,
): Promise<Readonly<Record<string, string>>> {
  const values = valuesOf(req)
  const [lang = 'id', kode = ''] = (values.templat ?? '').split(':')
  const tindakan = TINDAKAN.find((one) => one === fieldText(req.form, 'tindakan'))
  if (tindakan === undefined) return values
  const katalog = await reports.deps.katalog.get()
  const chosen = templatesOf(reports, tindakan, { opened, katalog }).find(
    (one) => one.kode === kode,
  )
  if (chosen === undefined) return values
  return { ...values, pesan: chosen.teks[lang === 'en' ? 'en' : 'id'] }
}
