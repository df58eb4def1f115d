import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import {
  insertRiwayat,
  type JenisDokumen,
  type LoggedRiwayat,
  listForLog,
  listLoggedIds,
} from '../store/riwayat-store.ts'

const publik = (name: string, id: string, en: string): RecordKind => ({
  name,
  log: 'publik',
  label: { id, en },
})

/** Acts everybody may check in the public log, by document and act. */
const KINDS: ReadonlyMap<string, RecordKind> = new Map([
  ['spd.sah', publik('perbendaharaan.spd-sah', 'SPD ditandatangani', 'Release of funds signed')],
  ['spp.ajukan', publik('perbendaharaan.spp-diajukan', 'SPP diajukan', 'Payment request made')],
  [
    'spp.terbit-spm',
    publik('perbendaharaan.spm-terbit', 'SPM diterbitkan', 'Payment order signed'),
  ],
  [
    'spp.terbit-sp2d',
    publik('perbendaharaan.sp2d-terbit', 'SP2D diterbitkan', 'Order to pay out issued'),
  ],
  ['spp.cair', publik('perbendaharaan.sp2d-cair', 'SP2D dicairkan', 'Order paid out')],
  ['spp.tolak-spp', publik('perbendaharaan.spp-ditolak', 'SPP ditolak', 'Payment request refused')],
  [
    'spp.tolak-spm',
    publik('perbendaharaan.spm-ditolak', 'Penerbitan SPM ditolak', 'Payment order refused'),
  ],
  [
    'spp.tolak-sp2d',
    publik('perbendaharaan.sp2d-ditolak', 'Penerbitan SP2D ditolak', 'Order to pay out refused'),
  ],
  [
    'spp.batal-sp2d',
    publik('perbendaharaan.sp2d-batal', 'SP2D dibatalkan', 'Order to pay out cancelled'),
  ],
  ['kontrak.buat', publik('perbendaharaan.kontrak', 'Kontrak dicatat', 'Contract recorded')],
  [
    'kontrak.adendum',
    publik('perbendaharaan.kontrak-adendum', 'Adendum kontrak', 'Contract changed by addendum'),
  ],
])

export type Act = Readonly<{
  dokumen: JenisDokumen
  dokumenId: string
  kejadian: string
  /** Number of the paper the act is about. */
  nomor: string
  alasan?: string
  suratNomor?: string
  /** What the public document says of it. */
  facts: Readonly<{ skpdId: number; tahun: number; jenis: string; jumlah: string }>
  /** How often it happened to this document: 1 unless told. */
  version?: number
}>

/** The act as everybody may read it: no payee, no account, no person. */
export function documentOf(row: Omit<LoggedRiwayat, 'id' | 'dokumenId'>): unknown {
  const { dokumen, kejadian, nomor, skpdId, tahun, jenis, jumlah, waktu } = row
  return { dokumen, kejadian, nomor, skpdId, tahun, jenis, jumlah, waktu: waktu.toISOString() }
}

/**
 * Write an act onto its document's trail, into the audit trail, and, where the public may check it, into the public
 * log: all in the act's own transaction.
 */
export async function addAct(deps: Deps, tx: Tx, actor: Actor, act: Act): Promise<void> {
  const { kit, audit, publicLog } = deps
  const { dokumen, dokumenId, kejadian, nomor, alasan, suratNomor, facts } = act
  const waktu = kit.now()
  const id = kit.newId()
  const kind = KINDS.get(`${dokumen}.${kejadian}`)
  await together([
    insertRiwayat(tx, {
      id,
      dokumen,
      dokumenId,
      kejadian,
      oleh: isSignedIn(actor) ? actor.accountId : null,
      nama: nameOf(actor),
      waktu,
      alasan: alasan?.trim() || null,
      suratNomor: suratNomor?.trim() || null,
    }),
    audit.record(tx, actor, {
      // The audit trail's names have no digits.
      action: `${dokumen}.${kejadian.replace('sp2d', 'pencairan')}`,
      subject: { kind: dokumen, id: dokumenId },
      ...(alasan === undefined ? {} : { reason: alasan }),
      after: facts,
    }),
    kind !== undefined &&
      publicLog.append(tx, {
        kind,
        object: nomor,
        version: act.version ?? 1,
        ref: id,
        actor,
        at: waktu,
        document: documentOf({ dokumen, kejadian, nomor, waktu, alasan: null, ...facts }),
      }),
  ])
}

function nameOf(actor: Actor): string {
  if (isSignedIn(actor)) return actor.name
  return actor.kind === 'system' ? actor.name : '-'
}

/** Where the documents of treasury's records lie. */
export const TREASURY_RECORDS: DocumentSource = {
  kinds: [...KINDS.values()],
  read: async (tx, refs) => {
    const found = await listForLog(tx, refs)
    return new Map(
      found.map((row) => [row.id, { document: documentOf(row), isOpen: true, detail: row.nomor }]),
    )
  },
  list: (tx, page) => listLoggedIds(tx, { ...page, kejadian: [...KINDS.keys()] }),
}

/** Kinds of record that many acts of one transaction are told by. */
export const recordKindOf = (act: string): RecordKind | undefined => KINDS.get(act)
