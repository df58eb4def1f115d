import { formatDuration, formatNumber, formatRelative, localeOf } from '../../../ui/format.ts'
import type { CaseRowProps, TagKind } from '../../../ui/index.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import { isClosed, type Laporan, type Status } from '../domain/laporan.ts'
import { laporanMessages } from '../messages/index.ts'

export const KINDS: Readonly<Record<Status, TagKind>> = {
  masuk: 'tunggu',
  terverifikasi: 'tunggu',
  disposisi: 'tunggu',
  koordinasi: 'koord',
  proses: 'proses',
  menunggu_validasi: 'proses',
  menunggu_konfirmasi: 'proses',
  selesai: 'selesai',
  ditutup_tanpa_konfirmasi: 'netral',
  ditolak: 'netral',
  dibuka_kembali: 'tunggu',
  digabung: 'netral',
  arsip: 'netral',
}

type TagFacts = Pick<Laporan, 'status' | 'tenggatAt'>

/** State of a case as a tag; lateness outranks the status, because it is a broken promise. */
export function tagOf(
  ctx: PageContext,
  laporan: TagFacts,
  lateDays?: number,
): Readonly<{ kind: TagKind; label: string }> {
  const m = laporanMessages(ctx.lang)
  const isLate =
    !isClosed(laporan.status) &&
    laporan.status !== 'menunggu_konfirmasi' &&
    laporan.tenggatAt !== null &&
    laporan.tenggatAt < ctx.now
  if (isLate)
    return {
      kind: 'lewat',
      label:
        lateDays === undefined || lateDays < 1
          ? m.groups.lewat
          : m.late(formatDuration(lateDays, ctx.lang)),
    }
  return { kind: KINDS[laporan.status], label: m.status[laporan.status] }
}

/** The bare status, for officers: their table tells lateness in a column of its own. */
export function statusTagOf(
  ctx: PageContext,
  status: Status,
): Readonly<{ kind: TagKind; label: string }> {
  return { kind: KINDS[status], label: laporanMessages(ctx.lang).status[status] }
}

/** Who took a step, in the reader's language; an office keeps its own name. */
export function actorOf(ctx: PageContext, label: string): string {
  const actors: Readonly<Record<string, string>> = laporanMessages(ctx.lang).actors
  return actors[label] ?? label
}

export type RowFacts = Pick<
  Laporan,
  | 'nomor'
  | 'judul'
  | 'status'
  | 'tenggatAt'
  | 'diterimaAt'
  | 'jumlahDukungan'
  | 'hariKerjaSelesai'
  | 'caraTutup'
> &
  Readonly<{ place: string | undefined; fotoId: string | null; lateDays?: number }>

/** A case as a row of any list. */
export function rowOf(ctx: PageContext, row: RowFacts): CaseRowProps {
  const m = laporanMessages(ctx.lang).list
  const isDone = row.caraTutup === 'dikonfirmasi' && row.hariKerjaSelesai !== null
  return {
    href: `/laporan/${row.nomor}`,
    tag: tagOf(ctx, row, row.lateDays),
    nomor: row.nomor,
    title: row.judul,
    facts: [
      ...(row.place === undefined ? [] : [row.place]),
      formatRelative(row.diterimaAt, ctx.now, localeOf(ctx)),
      ...(isDone ? [m.doneIn(formatDuration(row.hariKerjaSelesai ?? 0, ctx.lang))] : []),
      // Nobody yet is no news: a row of zeros would only hide the numbers that say something.
      ...(isDone || row.jumlahDukungan === 0
        ? []
        : [m.supporters(formatNumber(row.jumlahDukungan, ctx.lang))]),
    ],
    ...(row.fotoId === null
      ? {}
      : { photo: { src: `/foto/${row.fotoId}/kecil`, alt: m.photoAlt } }),
  }
}
