import { tanggal } from '../../../../../kernel/date.ts'
import type { Route } from '../../../../../platform/http/route.ts'
import { formatNumber, formatPercent, formatTanggal } from '../../../../../ui/format.ts'
import type { Lang } from '../../../../../ui/page-context.ts'
import { type ModelCard, TARGETS } from '../../../classifier/model-file.ts'
import { type PengarahMessages, pengarahMessages } from '../../../messages/pengarah.ts'
import { listAgreement, listConfusions } from '../../../store/saran-store.ts'
import type { CitizenReports } from '../../../types.ts'
import { get, show, viewOf } from './edge.ts'
import { PengarahPage } from './pengarah.page.tsx'

const CONFUSIONS_SHOWN = 20

/** How the suggestions fare against what officers decide. */
export function pengarahRoutes({ deps }: CitizenReports): readonly Route[] {
  const { kit, reference, pengarah } = deps
  const nameOf = (kode: string) => reference.findUnit(kode)?.nama ?? kode
  return [
    get('/pengarah', async (req) => {
      const { lang } = req.ctx
      const words = pengarahMessages(lang)
      const agreement = await listAgreement(kit.db, reference.calendar().zone)
      const confusions = await listConfusions(kit.db, CONFUSIONS_SHOWN)
      const cards = await Promise.all(TARGETS.map((target) => pengarah.cardOf(target)))
      return show(
        <PengarahPage
          {...viewOf(req)}
          words={words}
          agreement={agreement.map(({ bulan, putusan, pertama, termasuk }) => ({
            // The month without its first day: "November 2026".
            month: formatTanggal(tanggal(bulan), lang).replace(/^\d+ /, ''),
            decisions: formatNumber(putusan, lang),
            first: formatPercent(pertama / putusan, lang),
            among: formatPercent(termasuk / putusan, lang),
          }))}
          confusions={confusions.map(({ disarankan, dipilih, jumlah }) => ({
            suggested: nameOf(disarankan),
            chosen: nameOf(dipilih),
            count: formatNumber(jumlah, lang),
          }))}
          models={TARGETS.map((target, index) => ({
            label: words[target],
            value: describeCard(words, lang, cards[index]),
          }))}
        />,
      )
    }),
  ]
}

function describeCard(words: PengarahMessages, lang: Lang, card: ModelCard | undefined): string {
  if (card === undefined) return words.noModel
  const samples = formatNumber(card.samples, lang)
  if (card.figures === null) return words.untested(samples)
  const { accuracy, top3 } = card.figures
  return words.model(samples, formatPercent(accuracy, lang), formatPercent(top3, lang))
}
