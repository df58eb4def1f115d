import { transaction } from '../../../../platform/db/database.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import {
  lingkupOf,
  pandanganOf,
  readKunci,
  readSaringan,
  type Saringan,
} from '../../domain/antrean.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { mayRead, type Standing } from '../../domain/transitions.ts'
import type { AntreanQuestion } from '../../store/antrean-store.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { type IsiRahasia, readIsiRahasia } from '../../store/pelapor-store.ts'
import { listAskedUnits } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'

/** A case as an officer may see it; the words of a secret one come from behind its own door. */
export type OpenedKasus = Readonly<{
  laporan: Laporan
  standing: Standing
  judul: string
  isi: string
  patokan: string | null
  secret: IsiRahasia | undefined
}>

/**
 * The case when this officer may read it; undefined, as if it were not there, when not. Here nobody
 * stands as the reporter, not even an officer who once reported it: that has a page of its own.
 */
export async function openKasus(
  { deps }: CitizenReports,
  req: Req,
  nomor: string,
): Promise<OpenedKasus | undefined> {
  const { db } = deps.kit
  const laporan = await findLaporanByNomor(db, nomor)
  if (laporan === undefined || !mayRead(laporan, req.actor)) return undefined
  const isAsking = laporan.status === 'koordinasi'
  const standing: Standing = {
    actor: req.actor,
    isReporter: false,
    ...(isAsking ? { askedUnits: await listAskedUnits(db, laporan.id) } : {}),
  }
  const { judul, isi, patokan } = laporan
  if (!laporan.isRahasia) return { laporan, standing, judul, isi, patokan, secret: undefined }
  const secret = await readSecret(deps, req, laporan.id)
  return {
    laporan,
    standing,
    judul: secret?.judul ?? judul,
    isi: secret?.isi ?? '',
    patokan: secret?.patokan ?? null,
    secret,
  }
}

/** Every opening of a secret report is on record. */
function readSecret(
  deps: CitizenReports['deps'],
  req: Req,
  id: string,
): Promise<IsiRahasia | undefined> {
  return transaction(deps.kit.db, async (tx) => {
    await deps.audit.record(tx, req.actor, {
      action: 'laporan.baca-rahasia',
      subject: { kind: 'laporan', id },
    })
    return readIsiRahasia(tx, id)
  })
}

export function nomorOf(req: Req): string {
  return String(req.params.nomor).toUpperCase()
}

/** The queue the officer came from, as told by `antrean`; their first view when it says nothing. */
export function saringanFrom(req: Req, text: string): Saringan {
  const fields = Object.fromEntries(new URLSearchParams(text.slice(0, SARINGAN_MAX)))
  return readSaringan(fields, pandanganOf(req.actor))
}

const SARINGAN_MAX = 600

export function questionOf(req: Req, saringan: Saringan): AntreanQuestion {
  return { saringan, lingkup: lingkupOf(req.actor), now: req.ctx.now }
}

export function keyIn(req: Req, name: string) {
  return readKunci(fieldText(req.query, name))
}
