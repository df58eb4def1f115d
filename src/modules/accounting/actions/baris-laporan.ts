import { present } from '../../../kernel/assert.ts'
import { tanggal as civil, compareTanggal, type Tanggal } from '../../../kernel/date.ts'
import { sen, toDecimalString } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import {
  type BarisKunci,
  isInLra,
  lineOf,
  linesOfAccount,
  parseBaris,
  writeBaris,
} from '../domain/baris-laporan.ts'
import { accountsOfLine, fillLaporan, type LaporanBaris } from '../domain/laporan.ts'
import { type BarisAkun, listAccountsOf, listJournalsOn } from '../store/baris-store.ts'
import type { Scope, Statements } from './statements.ts'

type Ujung = Readonly<{ jenis: 'jurnal' | 'baris-laporan'; id: string }>
type TepiBaris = Readonly<{ dari: Ujung; ke: Ujung }>
type SimpulBaris = Readonly<{
  jenis: 'baris-laporan'
  id: string
  nomor: string
  judul: string
  jumlah: string | null
  tanggal: string
  url: string
}>

/** Lines of statements as documents of the trace: derived from the layout in force, so they cannot differ from it. */
export type BarisLaporan = Readonly<{
  /** From journals to the lines they count in, and on to the region's. */
  ofJurnal: (tx: Tx, jurnalIds: readonly string[]) => Promise<readonly TepiBaris[]>
  /** From a line back to its newest journals, and on to the region's line. */
  jurnalOf: (tx: Tx, id: string) => Promise<readonly TepiBaris[]>
  simpul: (tx: Tx, ids: readonly string[]) => Promise<readonly SimpulBaris[]>
  /** Ids of accounts that a line of the region's LRA counts. */
  akunLra: (tx: Tx, tahun: number) => Promise<readonly number[]>
}>

/** Journals of one line that are followed back; the line's own page shows every one. */
const JOURNALS_MAX = 24
const JOURNALS_PER_ACCOUNT = 6
/** Books and years whose lines get their amount at once; further ones stand without. */
const SCOPES_MAX = 6

export function createBarisLaporan(
  { kit, fiscal }: Deps,
  { sums, susunan }: Pick<Statements, 'sums' | 'susunan'>,
): BarisLaporan {
  const dayOf = (tahun: number): Tanggal => {
    const last = civil(`${tahun}-12-31`)
    return compareTanggal(kit.today(), last) < 0 && kit.today() >= `${tahun}-01-01`
      ? kit.today()
      : last
  }
  const scopeOf = ({ tahun, skpdId }: Pick<BarisKunci, 'tahun' | 'skpdId'>): Scope => ({
    tanggal: dayOf(tahun),
    lingkup: skpdId === undefined ? 'daerah' : 'skpd',
    skpdIds: skpdId === undefined ? undefined : [skpdId],
  })
  /** Lines of one book and year, from one look at its sums. */
  const nodesOf = async (
    tx: Tx,
    group: readonly BarisKunci[],
    { codes, isCounted }: Readonly<{ codes: CodesByYear; isCounted: boolean }>,
  ) => {
    const first = present(group[0], 'a group has a line')
    const layout = susunan(first.tahun)
    const scope = scopeOf(first)
    const book =
      first.skpdId === undefined ? undefined : codes.get(first.tahun)?.skpd.byId.get(first.skpdId)
    if (first.skpdId !== undefined && book === undefined) return []
    const all = isCounted ? await sums(tx, scope) : undefined
    const reach = { lingkup: scope.lingkup, eliminasi: layout.eliminasi }
    return group.flatMap((kunci) => {
      const line = lineOf(layout, kunci)
      const filled = all && fillLaporan(layout.laporan[kunci.jenis], all, reach)
      const value = filled?.find(({ id }) => id === kunci.baris)
      if (line === undefined) return []
      return [simpulOf(kunci, { judul: line.judul, skpd: book, value, tanggal: scope.tanggal })]
    })
  }
  return {
    ofJurnal: async (tx, jurnalIds) => {
      if (jurnalIds.length === 0) return []
      const found = await listAccountsOf(tx, jurnalIds)
      const years = await codesOf(tx, fiscal, found)
      return unique(
        found.flatMap((one) => edgesOfAccount(susunan(one.tahun), years.get(one.tahun), one)),
      )
    },
    jurnalOf: async (tx, id) => {
      const kunci = parseBaris(id)
      const layout = kunci && susunan(kunci.tahun)
      const line = kunci && layout && lineOf(layout, kunci)
      if (kunci === undefined || layout === undefined || line === undefined) return []
      const scope = scopeOf(kunci)
      const [{ rekening, skpd }, all] = await together([
        fiscal.kodefikasi(tx, kunci.tahun),
        sums(tx, scope),
      ])
      const reach = { lingkup: scope.lingkup, eliminasi: layout.eliminasi }
      const journals = await listJournalsOn(tx, {
        tahun: kunci.tahun,
        skpdIds: scope.skpdIds ?? skpd.all.map((one) => one.id),
        rekeningIds: accountsOfLine(line, all, reach).flatMap(
          ({ kode }) => rekening.byKode.get(kode)?.id ?? [],
        ),
        perAccount: JOURNALS_PER_ACCOUNT,
        limit: JOURNALS_MAX,
      })
      const region = { ...kunci, skpdId: undefined }
      return unique(
        journals.flatMap(({ jurnalId, skpdId }) => {
          const own = { ...kunci, skpdId }
          const hasOwn = lineOf(layout, own) !== undefined
          const from = { jenis: 'jurnal' as const, id: jurnalId }
          return [
            ...(hasOwn ? [{ dari: from, ke: nodeOf(own) }] : [{ dari: from, ke: nodeOf(region) }]),
            ...(hasOwn && lineOf(layout, region) !== undefined
              ? [{ dari: nodeOf(own), ke: nodeOf(region) }]
              : []),
          ]
        }),
      )
    },
    simpul: async (tx, ids) => {
      const groups = new Map<string, BarisKunci[]>()
      const keys = ids.flatMap((id) => parseBaris(id) ?? [])
      const codes = await codesOf(tx, fiscal, keys)
      for (const kunci of keys) {
        const scope = `${kunci.tahun} ${kunci.skpdId ?? 'd'}`
        groups.set(scope, [...(groups.get(scope) ?? []), kunci])
      }
      const nodes: SimpulBaris[] = []
      for (const [at, group] of [...groups.values()].entries())
        nodes.push(...(await nodesOf(tx, group, { codes, isCounted: at < SCOPES_MAX })))
      return nodes
    },
    akunLra: async (tx, tahun) => {
      const { rekening } = await fiscal.kodefikasi(tx, tahun)
      const layout = susunan(tahun)
      return rekening.all
        .filter(({ kode, isDaun }) => isDaun && isInLra(layout, kode))
        .map(({ id }) => id)
    },
  }
}

const nodeOf = (kunci: BarisKunci): Ujung => ({ jenis: 'baris-laporan', id: writeBaris(kunci) })

type CodesByYear = ReadonlyMap<number, Kodefikasi>

/** The codes of each year that is spoken of, each looked up once. */
async function codesOf(
  tx: Tx,
  fiscal: Deps['fiscal'],
  found: readonly Readonly<{ tahun: number }>[],
): Promise<CodesByYear> {
  const codes = new Map<number, Kodefikasi>()
  for (const { tahun } of found)
    if (!codes.has(tahun)) codes.set(tahun, await fiscal.kodefikasi(tx, tahun))
  return codes
}

function edgesOfAccount(
  susunan: ReturnType<Statements['susunan']>,
  kodefikasi: Kodefikasi | undefined,
  one: BarisAkun,
): readonly TepiBaris[] {
  const kode = kodefikasi?.rekening.byId.get(one.rekeningId)?.kode
  if (kode === undefined) return []
  const kodeAnggaran = kodefikasi?.rekening.byId.get(one.rekeningAnggaranId ?? 0)?.kode
  const lines = linesOfAccount(susunan, { kode, kodeAnggaran, kelas: one.kelas })
  const from: Ujung = { jenis: 'jurnal', id: one.jurnalId }
  const own = lines.filter(({ lingkup }) => lingkup === 'skpd')
  return lines.map(({ jenis, lingkup, baris }) => {
    const node = nodeOf({
      jenis,
      baris,
      tahun: one.tahun,
      skpdId: lingkup === 'skpd' ? one.skpdId : undefined,
    })
    if (lingkup === 'skpd') return { dari: from, ke: node }
    // The region's line sums the books' lines of the same name; one without goes straight.
    const below = own.find((line) => line.jenis === jenis && line.baris === baris)
    return {
      dari: below ? nodeOf({ jenis, baris, tahun: one.tahun, skpdId: one.skpdId }) : from,
      ke: node,
    }
  })
}

function unique(edges: readonly TepiBaris[]): readonly TepiBaris[] {
  return [...new Map(edges.map((one) => [`${one.dari.id} ${one.ke.id}`, one])).values()]
}

function simpulOf(
  kunci: BarisKunci,
  {
    judul,
    skpd,
    value,
    tanggal,
  }: Readonly<{
    judul: string
    skpd: Skpd | undefined
    value: LaporanBaris | undefined
    tanggal: Tanggal
  }>,
): SimpulBaris {
  const query = new URLSearchParams({
    tanggal,
    ...(kunci.skpdId === undefined ? {} : { skpd: String(kunci.skpdId) }),
  })
  return {
    jenis: 'baris-laporan',
    id: writeBaris(kunci),
    nomor: [kunci.jenis.toUpperCase(), kunci.tahun, skpd?.nama ?? ''].join(' ').trim(),
    judul,
    jumlah: value?.nilai === undefined ? null : toDecimalString(sen(value.nilai)),
    tanggal,
    url: `/kerja/akuntansi/laporan/${kunci.jenis}/baris/${kunci.baris}?${query}`,
  }
}
