import { monthOf, tanggalIn, zoneOf } from '../../../kernel/date.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Voice, VoiceResult, VoiceSource } from '../../participation/index.ts'
import { isClosed } from '../domain/laporan.ts'
import { type Angka, addAngka, NOL, SUDUT } from '../domain/rekap.ts'
import { kasusMessages, laporanMessages } from '../messages/index.ts'
import { countOverdue } from '../store/list-store.ts'
import { listOwnLaporan, type OwnRow } from '../store/own-store.ts'
import { listRekap } from '../store/rekap-store.ts'
import type { CitizenReports } from '../types.ts'
import { KINDS } from '../web/labels.ts'

/** Reports, for the pages of taking part. */
export function reportVoices({ deps, counters }: CitizenReports): VoiceSource {
  return {
    kode: 'laporan',
    name: { id: 'Laporan masalah', en: 'Problem reports' },
    about: {
      id: 'Jalan berlubang, lampu padam, sampah: laporkan dan pantau sampai selesai.',
      en: 'Potholes, dark street lamps, rubbish: report it and follow it until it is solved.',
    },
    href: '/lapor',
    own: async (tx, { accountId }, { after, limit }) => {
      const key = after && { diterimaAt: after.at, id: after.id }
      const found = await listOwnLaporan(tx, { akunId: accountId, after: key, limit })
      return found.map(voiceOf)
    },
    count: async (tx, since, now) => {
      const zona = zoneOf(deps.kit.region())
      await counters.fresh()
      const dari = monthOf(tanggalIn(zona, since))
      const months = await listRekap(tx, { sudut: SUDUT.semua, zona, dari })
      const { masuk, terbuka } = months.reduce<Angka>(addAngka, NOL)
      const { jumlah } = await countOverdue(tx, now)
      return { received: masuk, answered: masuk - terbuka, overdue: jumlah }
    },
    results: listProven,
  }
}

function voiceOf(row: OwnRow): Voice {
  const { id, nomor, status, tenggatAt } = row
  const isOwed = !isClosed(status) && status !== 'menunggu_konfirmasi' && tenggatAt !== null
  return {
    at: row.diterimaAt,
    id,
    nomor,
    // Whoever looks over the shoulder sees that a secret report exists, not what it says.
    title: row.isRahasia ? kasusMessages('id').mine.secret : row.judul,
    href: `/laporan/${nomor}`,
    state: {
      kind: KINDS[status],
      words: {
        id: laporanMessages('id').status[status],
        en: laporanMessages('en').status[status],
      },
    },
    ...(isOwed ? { due: tenggatAt } : {}),
  }
}

/** The newest reports whose fix was proven by a photo and confirmed by who reported it. */
async function listProven(tx: Tx, limit: number): Promise<readonly VoiceResult[]> {
  const found = await rows(
    tx,
    sql<{
      nomor: string
      judul: string
      at: Date
    }>`select l.nomor, l.judul, l.selesai_at as at from citizen_reports.laporan l
    where l.is_publik and l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi') and l.is_berbukti
    order by l.diterima_at desc, l.id desc limit ${limit}`,
  )
  return found.map(({ nomor, judul, at }) => ({
    title: judul,
    href: `/laporan/${nomor}`,
    at,
    words: { id: 'Diperbaiki, dengan foto bukti', en: 'Fixed, with a photo as proof' },
  }))
}
