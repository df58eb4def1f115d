import type { Req } from '../../../../platform/http/route.ts'
import type { Choice } from '../../../../ui/index.ts'
import { isNarrowed, lingkupOf, type Saringan, writeSaringan } from '../../domain/antrean.ts'
import type { Katalog } from '../../domain/katalog.ts'
import { isClosed, KANAL, STATUS } from '../../domain/laporan.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import type { QueueFilters } from './antrean.page.tsx'

type Asked = Readonly<{ saringan: Saringan; katalog: Katalog }>

/** The filter bar: what may be asked, and what is asked now. */
export function filtersOf(
  { deps }: CitizenReports,
  req: Req,
  { saringan, katalog }: Asked,
): QueueFilters {
  const { lang } = req.ctx
  const m = kerjaMessages(lang).queue
  const words = laporanMessages(lang)
  const isRegionWide = lingkupOf(req.actor).isRegionWide
  const units: readonly Choice[] = deps.reference
    .units()
    .filter((unit) => unit.isActive)
    .map((unit) => ({ value: unit.kode, label: unit.singkatan || unit.nama }))
  const choices = [
    {
      name: 'kategori',
      label: m.all.kategori,
      choices: katalog.grup.map((one) => ({ value: one.kode, label: one.nama[lang] })),
    },
    {
      name: 'kecamatan',
      label: m.all.kecamatan,
      choices: deps.reference.kecamatan().map((one) => ({ value: one.kode, label: one.nama })),
    },
    {
      name: 'status',
      label: m.all.status,
      choices: STATUS.filter((one) => !isClosed(one)).map((one) => ({
        value: one,
        label: words.status[one],
      })),
    },
    {
      name: 'kanal',
      label: m.all.kanal,
      choices: KANAL.map((one) => ({ value: one, label: words.kanal[one] })),
    },
    isRegionWide
      ? { name: 'unit', label: m.all.unit, choices: units }
      : {
          name: 'petugas',
          label: m.all.petugas,
          choices: [
            { value: 'belum', label: m.petugasBelum },
            { value: 'saya', label: m.petugasSaya },
          ],
        },
    { name: 'lewat', label: m.all.lewat, choices: [{ value: 'ya', label: m.lewatYa }] },
  ]
  return {
    tampilan: saringan.pandangan,
    q: saringan.words ?? '',
    values: Object.fromEntries(new URLSearchParams(writeSaringan(saringan))),
    choices,
    isNarrowed: isNarrowed(saringan),
    clearHref: `/kerja/laporan?${writeSaringan({ pandangan: saringan.pandangan })}`,
    saringan: writeSaringan(saringan),
  }
}
